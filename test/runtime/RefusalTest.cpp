//===- RefusalTest.cpp - Every refusal with its code and message ----------===//

#include "test/runtime/Functions.h"

#include <gtest/gtest.h>

#include <cmath>
#include <string>

using namespace tdsl::test;

namespace {

/// A call of matmul that is right; each test makes one thing wrong.
struct Refusal : testing::Test {
  Matmul matmul;
  Array<float> a{f32, {3, 4}, 1.0f};
  Array<float> b{f32, {4, 5}, 2.0f};
  Array<float> c{f32, {3, 5}, -1.0f};
  Args args = {&a.tensor, &b.tensor, &c.tensor};

  void refused(tdsl_status status, const std::string &message) {
    EXPECT_EQ(invoke(matmul, args), status);
    EXPECT_EQ(std::string(tdsl_last_error()), "`matmul`: " + message);
    for (float element : c.data)
      EXPECT_EQ(element, -1.0f) << "a refused call has written";
  }
};

} // namespace

TEST_F(Refusal, NothingWhenAllIsRight) {
  EXPECT_EQ(invoke(matmul, args), TDSL_OK);
  for (float element : c.data)
    EXPECT_EQ(element, 8.0f);
}

TEST_F(Refusal, NullFunction) {
  EXPECT_EQ(tdsl_invoke(nullptr, args.data(), nullptr, nullptr),
            TDSL_ERROR_NULL);
  EXPECT_STREQ(tdsl_last_error(), "the function is NULL");
}

TEST_F(Refusal, NullArguments) {
  EXPECT_EQ(tdsl_invoke(&matmul, nullptr, nullptr, nullptr), TDSL_ERROR_NULL);
  EXPECT_STREQ(tdsl_last_error(), "`matmul`: the arguments are NULL");
}

TEST_F(Refusal, NullTensor) {
  args[1] = nullptr;
  refused(TDSL_ERROR_NULL, "argument 2, `b`, is NULL");
}

TEST_F(Refusal, NullShape) {
  b.tensor.shape = nullptr;
  refused(TDSL_ERROR_NULL, "`b` has no shape");
}

TEST_F(Refusal, NullData) {
  b.tensor.data = nullptr;
  refused(TDSL_ERROR_NULL, "`b` has no data");
}

TEST_F(Refusal, OtherVersion) {
  matmul.get()->abi_version = 99;
  EXPECT_EQ(invoke(matmul, args), TDSL_ERROR_ABI);
  EXPECT_STREQ(tdsl_last_error(),
               "the function was compiled for version 99 of the runtime, this "
               "is version 2; compile it again");
}

TEST_F(Refusal, OtherDevice) {
  a.tensor.device.type = TDSL_CUDA;
  refused(TDSL_ERROR_DEVICE,
          "`a` is on a device of type 2, expected CPU memory (type 1)");
}

TEST_F(Refusal, OtherElementType) {
  a.tensor.dtype = tdsl_make_dtype(TDSL_FLOAT, 64);
  refused(TDSL_ERROR_DTYPE, "`a` has elements of type f64, expected f32");
  a.tensor.dtype = tdsl_make_dtype(TDSL_INT, 32);
  refused(TDSL_ERROR_DTYPE, "`a` has elements of type i32, expected f32");
  a.tensor.dtype = f32;
  a.tensor.dtype.lanes = 4;
  refused(TDSL_ERROR_DTYPE, "`a` has elements of type (code 2, 32 bits, 4 "
                            "lanes), expected f32");
}

TEST_F(Refusal, OtherRank) {
  c.tensor.ndim = 1;
  refused(TDSL_ERROR_RANK, "`c` has 1 dimensions, expected 2 as in `[M, N]`");
  c.tensor.ndim = -1;
  refused(TDSL_ERROR_RANK, "`c` has -1 dimensions, expected 2 as in `[M, N]`");
}

TEST_F(Refusal, OtherShape) {
  b.shape[0] = 2;
  refused(TDSL_ERROR_SHAPE,
          "`b` has shape [2, 5], expected [4, 5] as in `[K, N]`: dimension 0 "
          "is 2, expected 4; `K` is 4 from dimension 1 of `a`");
}

TEST_F(Refusal, OutputOfOtherShape) {
  c.shape[1] = 4;
  refused(TDSL_ERROR_SHAPE,
          "`c` has shape [3, 4], expected [3, 5] as in `[M, N]`: dimension 1 "
          "is 4, expected 5; `N` is 5 from dimension 1 of `b`");
}

TEST_F(Refusal, OtherStrides) {
  int64_t columns[] = {1, 3};
  a.tensor.strides = columns;
  refused(TDSL_ERROR_STRIDES, "`a` has strides [1, 3], expected [4, 1]: dense, "
                              "row after row; copy it first");
}

TEST_F(Refusal, NoStrideOfDenseTensors) {
  int64_t rows[] = {4, 1};
  a.tensor.strides = rows;
  EXPECT_EQ(invoke(matmul, args), TDSL_OK);
}

TEST_F(Refusal, NoStrideOfDimensionsOfOneElement) {
  Array<float> row(f32, {1, 4});
  Array<float> result(f32, {1, 5});
  int64_t anything[] = {-77, 1};
  row.tensor.strides = anything;
  EXPECT_EQ(invoke(matmul, {&row.tensor, &b.tensor, &result.tensor}), TDSL_OK);
}

TEST_F(Refusal, NegativeExtent) {
  a.shape[0] = -3;
  refused(TDSL_ERROR_EXTENT, "`a` has the negative extent -3 in dimension 0");
}

TEST_F(Refusal, HugeExtent) {
  a.shape = {INT64_C(1) << 32, INT64_C(1) << 32};
  refused(TDSL_ERROR_EXTENT,
          "`a` has shape [4294967296, 4294967296], more than 2^47 bytes");
}

TEST_F(Refusal, HugeExtentBesideAnEmptyOne) {
  a.shape = {0, INT64_MAX};
  refused(TDSL_ERROR_EXTENT,
          "`a` has shape [0, 9223372036854775807], more than 2^47 bytes");
}

TEST_F(Refusal, ExtentsAtTheLimit) {
  // 2^47 bytes are allowed, so this is only another shape; one row more is not.
  c.shape = {INT64_C(1) << 35, INT64_C(1) << 10};
  EXPECT_EQ(invoke(matmul, args), TDSL_ERROR_SHAPE);
  c.shape = {(INT64_C(1) << 35) + 1, INT64_C(1) << 10};
  EXPECT_EQ(invoke(matmul, args), TDSL_ERROR_EXTENT);
}

TEST_F(Refusal, EndOutsideTheAddressSpace) {
  a.tensor.data = reinterpret_cast<void *>(UINTPTR_MAX - 15);
  refused(TDSL_ERROR_EXTENT, "`a` ends outside the address space");
  a.tensor.data = a.data.data();
  a.tensor.byte_offset = UINT64_MAX;
  refused(TDSL_ERROR_EXTENT, "`a` ends outside the address space");
}

TEST_F(Refusal, Misalignment) {
  a.tensor.byte_offset = 2;
  EXPECT_EQ(invoke(matmul, args), TDSL_ERROR_ALIGNMENT);
  EXPECT_NE(std::string(tdsl_last_error()).find("is not a multiple of 4"),
            std::string::npos);
}

TEST_F(Refusal, ByteOffsetIsAdded) {
  Array<float> wide(f32, {5, 4}, 1.0f);
  wide.shape[0] = 3;
  wide.tensor.byte_offset = 2 * 4 * sizeof(float);
  for (int i = 0; i < 8; ++i)
    wide[i] = 100.0f;
  EXPECT_EQ(invoke(matmul, {&wide.tensor, &b.tensor, &c.tensor}), TDSL_OK);
  EXPECT_EQ(c[0], 8.0f);
}

TEST(RefusalOfConditions, OnSizes) {
  Brighten brighten;
  Array<uint16_t> image(u16, {2, 9}), out(u16, {2, 9});
  Array<float> gain(f32, {}, 1.0f);
  EXPECT_EQ(invoke(brighten, {&image.tensor, &gain.tensor, &out.tensor}),
            TDSL_ERROR_CONDITION);
  EXPECT_STREQ(tdsl_last_error(), "`brighten`: the sizes must satisfy `W % 8 "
                                  "== 0`; `W` is 9 from dimension 1 of "
                                  "`image`");
}

TEST(RefusalOfConditions, OnElements) {
  Brighten brighten;
  Array<uint16_t> image(u16, {2, 8}, 21845), out(u16, {2, 8});
  Array<float> gain(f32, {}, 0.0f);
  Args args = {&image.tensor, &gain.tensor, &out.tensor};
  EXPECT_EQ(invoke(brighten, args), TDSL_OK);

  image[11] = 21846;
  EXPECT_EQ(invoke(brighten, args), TDSL_ERROR_ELEMENT);
  EXPECT_STREQ(tdsl_last_error(), "`brighten`: `image` at [1, 3] is 21846, "
                                  "expected `image <= 21845`");
  tdsl_call_options trusting = {0, TDSL_CALL_TRUST_ELEMENTS, nullptr, nullptr};
  EXPECT_EQ(invoke(brighten, args, nullptr, &trusting), TDSL_OK);

  image[11] = 0;
  gain[0] = std::nanf("");
  EXPECT_EQ(invoke(brighten, args), TDSL_ERROR_ELEMENT);
  EXPECT_STREQ(tdsl_last_error(),
               "`brighten`: `gain` is nan, expected `gain >= 0.0`");
}

TEST(RefusalOfConditions, OnElementsThatAccessesDependOnIsNeverTrusted) {
  Brighten brighten;
  brighten.elements("image >= 1", 0, TDSL_ELEMENT_LOW | TDSL_ELEMENT_MUST,
                    {TDSL_OP_PUSH, 1}, {});
  Array<uint16_t> image(u16, {2, 8}), out(u16, {2, 8});
  Array<float> gain(f32, {}, 0.0f);
  tdsl_call_options trusting = {0, TDSL_CALL_TRUST_ELEMENTS, nullptr, nullptr};
  EXPECT_EQ(invoke(brighten, {&image.tensor, &gain.tensor, &out.tensor},
                   nullptr, &trusting),
            TDSL_ERROR_ELEMENT);
}

TEST(RefusalOfAccess, NamesTheSite) {
  Gather gather;
  Array<float> table(f32, {4}), y(f32, {3});
  Array<int32_t> index(i32, {3}, 3);
  Args args = {&table.tensor, &index.tensor, &y.tensor};
  EXPECT_EQ(invoke(gather, args), TDSL_OK);
  index[1] = 4;
  EXPECT_EQ(invoke(gather, args), TDSL_ERROR_INDEX);
  EXPECT_STREQ(tdsl_last_error(),
               "`gather`: stage `y` reads `table` at index 4 in dimension 0, "
               "outside 0..4 (gather.tdsl:2:10)");
}

static int32_t reportsTwice(tdsl_context *context, void *const *,
                            const int64_t *) {
  static const tdsl_access_site write = {"bins", "bins", "h.tdsl",       7,
                                         3,      1,      TDSL_SITE_WRITE};
  static const tdsl_access_site empty = {"m", "x", "h.tdsl",       9,
                                         1,   0,   TDSL_SITE_EMPTY};
  tdsl_rt_report(context, &write, -2, 256);
  EXPECT_TRUE(tdsl_rt_failed(context));
  tdsl_rt_report(context, &empty, 0, 0);
  return 0;
}

TEST(RefusalOfAccess, TheFirstReportWinsAndFailsTheCall) {
  Descriptor twice("twice", reportsTwice);
  EXPECT_EQ(invoke(twice, {}), TDSL_ERROR_INDEX);
  EXPECT_STREQ(tdsl_last_error(),
               "`twice`: stage `bins` writes `bins` at index -2 in dimension "
               "1, outside 0..256 (h.tdsl:7:3)");
}

static int32_t reportsEmpty(tdsl_context *context, void *const *,
                            const int64_t *) {
  static const tdsl_access_site empty = {"m", "x", "h.tdsl",       9,
                                         1,   0,   TDSL_SITE_EMPTY};
  return tdsl_rt_report(context, &empty, 0, 0);
}

TEST(RefusalOfAccess, EmptyReduction) {
  Descriptor mean("mean", reportsEmpty);
  EXPECT_EQ(invoke(mean, {}), TDSL_ERROR_EMPTY);
  EXPECT_STREQ(tdsl_last_error(), "`mean`: stage `m` needs at least one "
                                  "element of `x` (h.tdsl:9:1)");
}

TEST(RefusalOfAccess, KernelThatFailsInSilence) {
  Descriptor silent("silent",
                    [](tdsl_context *, void *const *,
                       const int64_t *) -> int32_t { return 42; });
  EXPECT_EQ(invoke(silent, {}), TDSL_ERROR_KERNEL);
  EXPECT_STREQ(tdsl_last_error(), "`silent`: the kernel failed with code 42");
}

TEST(Errors, StatusesHaveNames) {
  EXPECT_STREQ(tdsl_status_name(TDSL_OK), "ok");
  EXPECT_STREQ(tdsl_status_name(TDSL_ERROR_SHAPE), "shape");
  for (int status = TDSL_OK; status <= TDSL_ERROR_LIMIT; ++status)
    EXPECT_STRNE(tdsl_status_name(tdsl_status(status)), "unknown") << status;
}

TEST(Errors, TheHookHearsEveryFailure) {
  struct Heard {
    tdsl_status status = TDSL_OK;
    std::string message;
  } heard;
  tdsl_set_error_hook(
      [](void *user, tdsl_status status, const char *message) {
        static_cast<Heard *>(user)->status = status;
        static_cast<Heard *>(user)->message = message;
      },
      &heard);
  tdsl_invoke(nullptr, nullptr, nullptr, nullptr);
  tdsl_set_error_hook(nullptr, nullptr);
  EXPECT_EQ(heard.status, TDSL_ERROR_NULL);
  EXPECT_EQ(heard.message, "the function is NULL");
}
