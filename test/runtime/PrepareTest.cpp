//===- PrepareTest.cpp - Prepare, run, release ----------------------------===//

#include "test/runtime/Functions.h"

#include <gtest/gtest.h>

#include <string>

using namespace tdsl::test;

namespace {

struct Prepare : testing::Test {
  Matmul matmul{TDSL_PARAM_CONST};
  tdsl_prepared *prepared = nullptr;

  tdsl_status prepare(const Args &constants) {
    return tdsl_prepare(&matmul, constants.data(), &prepared);
  }
  tdsl_status run(const Args &args) {
    return tdsl_run(prepared, args.data(), nullptr, nullptr);
  }
  ~Prepare() override { tdsl_release(prepared); }
};

} // namespace

TEST_F(Prepare, RunsWithCopiesOfItsConstants) {
  Array<float> a(f32, {3, 4}, 1.0f), c(f32, {3, 5});
  {
    Array<float> b(f32, {4, 5}, 2.0f);
    ASSERT_EQ(prepare({&b.tensor}), TDSL_OK);
    b[0] = 1000.0f;
  }
  for (int round = 0; round < 3; ++round) {
    c[0] = 0;
    EXPECT_EQ(run({&a.tensor, &c.tensor}), TDSL_OK);
    EXPECT_EQ(c[0], 8.0f);
  }
}

TEST_F(Prepare, RunChecksTheOtherArguments) {
  Array<float> a(f32, {3, 6}), b(f32, {4, 5}), c(f32, {3, 5});
  ASSERT_EQ(prepare({&b.tensor}), TDSL_OK);
  EXPECT_EQ(run({&a.tensor, &c.tensor}), TDSL_ERROR_SHAPE);
  EXPECT_EQ(run({nullptr, &c.tensor}), TDSL_ERROR_NULL);
  EXPECT_EQ(tdsl_run(prepared, nullptr, nullptr, nullptr), TDSL_ERROR_NULL);
  EXPECT_EQ(tdsl_run(nullptr, nullptr, nullptr, nullptr), TDSL_ERROR_NULL);
}

TEST_F(Prepare, ChecksTheConstants) {
  Array<float> b(f32, {4, 5});
  b.tensor.dtype = i32;
  EXPECT_EQ(prepare({&b.tensor}), TDSL_ERROR_DTYPE);
  EXPECT_EQ(prepared, nullptr);
  EXPECT_EQ(prepare({nullptr}), TDSL_ERROR_NULL);
  EXPECT_STREQ(tdsl_last_error(), "`matmul`: the constant `b` is NULL");
  EXPECT_EQ(tdsl_prepare(&matmul, nullptr, &prepared), TDSL_ERROR_NULL);
  const tdsl_tensor *constants[] = {&b.tensor};
  EXPECT_EQ(tdsl_prepare(&matmul, constants, nullptr), TDSL_ERROR_NULL);
  EXPECT_EQ(tdsl_prepare(nullptr, constants, &prepared), TDSL_ERROR_NULL);
}

TEST_F(Prepare, EmptyConstants) {
  Array<float> a(f32, {3, 0}), b(f32, {0, 5}), c(f32, {3, 5}, 9.0f);
  ASSERT_EQ(prepare({&b.tensor}), TDSL_OK);
  EXPECT_EQ(run({&a.tensor, &c.tensor}), TDSL_OK);
  EXPECT_EQ(c[14], 0.0f);
}

TEST_F(Prepare, ConditionsOnSizesOfConstantsAreCheckedAtOnce) {
  matmul.condition("N == 5", {TDSL_OP_SYMBOL, 2, TDSL_OP_PUSH, 5, TDSL_OP_EQ});
  matmul.condition("M == 3", {TDSL_OP_SYMBOL, 0, TDSL_OP_PUSH, 3, TDSL_OP_EQ});
  Array<float> wrong(f32, {4, 6}), right(f32, {4, 5});
  EXPECT_EQ(prepare({&wrong.tensor}), TDSL_ERROR_CONDITION);
  ASSERT_EQ(prepare({&right.tensor}), TDSL_OK);
  Array<float> a(f32, {2, 4}), c(f32, {2, 5});
  EXPECT_EQ(run({&a.tensor, &c.tensor}), TDSL_ERROR_CONDITION);
}

TEST_F(Prepare, ElementsOfConstantsAreCheckedOnce) {
  matmul.elements("b >= 1.0", 1, TDSL_ELEMENT_LOW, {}, {}, 1.0);
  Array<float> b(f32, {4, 5}, 1.0f);
  b[7] = 0.5f;
  EXPECT_EQ(prepare({&b.tensor}), TDSL_ERROR_ELEMENT);
  EXPECT_STREQ(tdsl_last_error(),
               "`matmul`: `b` at [1, 2] is 0.5, expected `b >= 1.0`");
  b[7] = 1.5f;
  EXPECT_EQ(prepare({&b.tensor}), TDSL_OK);
}

TEST(PrepareElements, ThatDependOnOtherSizesAreCheckedByEachRun) {
  // fn pick<N, Z>(const at: i32[N], x: f32[Z]) -> (y: f32[N]) where at < Z
  Descriptor pick("pick", doNothing);
  pick.symbol("N", 0, 0).symbol("Z", 1, 0);
  pick.param("at", TDSL_PARAM_CONST, i32, "[N]", {{TDSL_OP_SYMBOL, 0}});
  pick.param("x", TDSL_PARAM_INPUT, f32, "[Z]", {{TDSL_OP_SYMBOL, 1}});
  pick.param("y", TDSL_PARAM_OUTPUT, f32, "[N]", {{TDSL_OP_SYMBOL, 0}});
  pick.elements("at < Z", 0, TDSL_ELEMENT_HIGH | TDSL_ELEMENT_MUST, {},
                {TDSL_OP_SYMBOL, 1, TDSL_OP_PUSH, 1, TDSL_OP_SUB});
  Array<int32_t> at(i32, {3}, 7);
  Array<float> small(f32, {7}), large(f32, {8}), y(f32, {3});
  tdsl_prepared *prepared = nullptr;
  const tdsl_tensor *constants[] = {&at.tensor};
  ASSERT_EQ(tdsl_prepare(&pick, constants, &prepared), TDSL_OK);
  const tdsl_tensor *good[] = {&large.tensor, &y.tensor};
  const tdsl_tensor *bad[] = {&small.tensor, &y.tensor};
  EXPECT_EQ(tdsl_run(prepared, good, nullptr, nullptr), TDSL_OK);
  EXPECT_EQ(tdsl_run(prepared, bad, nullptr, nullptr), TDSL_ERROR_ELEMENT);
  tdsl_release(prepared);
}

TEST(PrepareSizes, ExplicitOnesComeWithEachRun) {
  Pairs pairs;
  tdsl_prepared *prepared = nullptr;
  ASSERT_EQ(tdsl_prepare(&pairs, nullptr, &prepared), TDSL_OK);
  Array<float> x(f32, {6}), y(f32, {3, 9});
  const tdsl_tensor *args[] = {&x.tensor, &y.tensor};
  int64_t nine = 9;
  EXPECT_EQ(tdsl_run(prepared, args, &nine, nullptr), TDSL_OK);
  EXPECT_EQ(tdsl_run(prepared, args, nullptr, nullptr), TDSL_ERROR_SHAPE);
  tdsl_release(prepared);
}
