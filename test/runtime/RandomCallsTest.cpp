//===- RandomCallsTest.cpp - 10,000 bad calls are refused -----------------===//
//
// Each call takes a good one and breaks it in one to three random ways. All
// memory that a call may look at ends before a guard page, so that a read
// beyond it ends the test.
//
//===----------------------------------------------------------------------===//

#include "test/runtime/Functions.h"

#include <gtest/gtest.h>

#include <sys/mman.h>
#include <unistd.h>

#include <map>
#include <random>
#include <set>

using namespace tdsl::test;

namespace {

/// Memory whose last byte is followed by a page that cannot be touched.
class Guarded {
public:
  explicit Guarded(size_t bytes) : bytes(bytes) {
    size_t page = size_t(sysconf(_SC_PAGESIZE));
    total = (bytes + page - 1) / page * page + page;
    base = static_cast<char *>(mmap(nullptr, total, PROT_READ | PROT_WRITE,
                                    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
    mprotect(base + total - page, page, PROT_NONE);
    first = base + total - page - bytes;
  }
  ~Guarded() { munmap(base, total); }
  Guarded(const Guarded &) = delete;

  template <typename T> T *as() { return reinterpret_cast<T *>(first); }
  size_t size() const { return bytes; }

private:
  size_t bytes, total;
  char *base, *first;
};

/// A tensor of rank 2 with shape and strides in guarded memory too.
struct GuardedTensor {
  GuardedTensor(int64_t rows, int64_t columns)
      : data(size_t(rows * columns) * 4), shape(16), strides(16) {
    shape.as<int64_t>()[0] = rows;
    shape.as<int64_t>()[1] = columns;
    strides.as<int64_t>()[0] = columns;
    strides.as<int64_t>()[1] = 1;
    tensor = tdsl_dense(data.as<void>(), f32, 2, shape.as<int64_t>());
  }
  Guarded data, shape, strides;
  tdsl_tensor tensor;
};

using Random = std::mt19937;

int64_t pick(Random &random, std::vector<int64_t> values) {
  return values[random() % values.size()];
}

/// One way to break a tensor or its place in the list.
void breakOne(Random &random, std::vector<GuardedTensor *> &tensors,
              Args &args) {
  size_t victim = random() % args.size();
  GuardedTensor &guarded = *tensors[victim];
  tdsl_tensor &tensor = guarded.tensor;
  switch (random() % 10) {
  case 0:
    args[victim] = nullptr;
    break;
  case 1:
    tensor.data = nullptr;
    break;
  case 2:
    tensor.shape = nullptr;
    break;
  case 3: // never read past the two extents that are there
    tensor.ndim =
        int32_t(pick(random, {-1, 0, 1, 3, 4, 8, 9, INT32_MAX, INT32_MIN}));
    break;
  case 4:
    tensor.device.type = int32_t(pick(random, {0, 2, 3, 7, 13, -1}));
    break;
  case 5:
    tensor.dtype.code = uint8_t(pick(random, {0, 1, 3, 4, 5, 6, 200}));
    break;
  case 6:
    tensor.dtype.bits = uint8_t(pick(random, {0, 1, 8, 16, 64, 255}));
    break;
  case 7:
    guarded.shape.as<int64_t>()[random() % 2] =
        pick(random, {-1, 1, 8, 100, INT64_MAX, INT64_MIN, INT64_C(1) << 46});
    break;
  case 8:
    tensor.strides = guarded.strides.as<int64_t>();
    tensor.strides[random() % 2] =
        pick(random, {0, -1, 2, 100, INT64_MAX, INT64_MIN});
    break;
  case 9:
    tensor.byte_offset = uint64_t(pick(random, {1, 2, 3, -1, INT64_MIN}));
    break;
  }
}

bool touched; // the kernel ran

int32_t noteTouch(tdsl_context *, void *const *, const int64_t *) {
  touched = true;
  return 0;
}

} // namespace

TEST(RandomCalls, TenThousandBadCallsAreRefused) {
  Matmul matmul;
  matmul.get()->kernel = noteTouch;
  Random random(1);
  std::map<tdsl_status, int> seen;
  for (int round = 0; round < 10000; ++round) {
    GuardedTensor a(3, 4), b(4, 5), c(3, 5);
    std::vector<GuardedTensor *> tensors = {&a, &b, &c};
    Args args = {&a.tensor, &b.tensor, &c.tensor};
    for (int times = 1 + int(random() % 3); times > 0; --times)
      breakOne(random, tensors, args);
    touched = false;
    tdsl_status status = invoke(matmul, args);
    ++seen[status];
    ASSERT_NE(status, TDSL_OK) << "round " << round;
    ASSERT_FALSE(touched);
    ASSERT_STRNE(tdsl_last_error(), "");
  }
  // The mix reaches each refusal that a single tensor can cause.
  for (tdsl_status status :
       {TDSL_ERROR_NULL, TDSL_ERROR_DEVICE, TDSL_ERROR_DTYPE, TDSL_ERROR_RANK,
        TDSL_ERROR_SHAPE, TDSL_ERROR_STRIDES, TDSL_ERROR_EXTENT,
        TDSL_ERROR_ALIGNMENT})
    EXPECT_GT(seen[status], 100) << tdsl_status_name(status);
}

TEST(RandomCalls, RandomDescriptorsDoNotReadWildProgramsEither) {
  Random random(2);
  Matmul matmul;
  for (int round = 0; round < 2000; ++round) {
    Array<float> a(f32, {3, 4}), b(f32, {4, 5}), c(f32, {3, 5});
    tdsl_function f = *matmul.get();
    Guarded code(12 * 8);
    for (int i = 0; i < 12; ++i)
      code.as<int64_t>()[i] = f.code[i];
    for (int times = 0; times < 3; ++times)
      code.as<int64_t>()[random() % 12] =
          pick(random, {-1, 0, 1, 2, 3, 5, 9, 16, 17, 64, INT64_MAX});
    f.code = code.as<int64_t>();
    Args args = {&a.tensor, &b.tensor, &c.tensor};
    tdsl_status status = tdsl_invoke(&f, args.data(), nullptr, nullptr);
    EXPECT_TRUE(status == TDSL_OK || status == TDSL_ERROR_DESCRIPTOR ||
                status == TDSL_ERROR_SHAPE)
        << tdsl_last_error();
  }
}
