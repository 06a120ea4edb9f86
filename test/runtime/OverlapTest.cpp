//===- OverlapTest.cpp - Results share memory with nothing ----------------===//
//
// The matrix of all placements of two ranges, and of all pairs of kinds.
//
//===----------------------------------------------------------------------===//

#include "test/runtime/Functions.h"

#include <gtest/gtest.h>

#include <string>

using namespace tdsl::test;

namespace {

/// fn f(first: i32[N], second: i32[M]) with each an input or an output.
struct Two : Descriptor {
  Two(int32_t first, int32_t second) : Descriptor("two", doNothing) {
    symbol("N", 0, 0).symbol("M", 1, 0);
    param("first", first, i32, "[N]", {{TDSL_OP_SYMBOL, 0}});
    param("second", second, i32, "[M]", {{TDSL_OP_SYMBOL, 1}});
  }
};

struct Range {
  int64_t begin, extent;
};

tdsl_status callWith(Two &two, Range first, Range second) {
  static int32_t memory[16];
  tdsl_tensor a = tdsl_dense(memory + first.begin, i32, 1, &first.extent);
  tdsl_tensor b = tdsl_dense(memory + second.begin, i32, 1, &second.extent);
  return invoke(two, {&a, &b});
}

} // namespace

TEST(Overlap, EveryPlacementOfTwoRanges) {
  Two two(TDSL_PARAM_INPUT, TDSL_PARAM_OUTPUT);
  for (int64_t beginA = 0; beginA < 6; ++beginA)
    for (int64_t extentA = 0; extentA < 5; ++extentA)
      for (int64_t beginB = 0; beginB < 6; ++beginB)
        for (int64_t extentB = 0; extentB < 5; ++extentB) {
          int64_t common = 0;
          for (int64_t i = beginA; i < beginA + extentA; ++i)
            common += i >= beginB && i < beginB + extentB;
          EXPECT_EQ(callWith(two, {beginA, extentA}, {beginB, extentB}),
                    common ? TDSL_ERROR_OVERLAP : TDSL_OK)
              << beginA << "+" << extentA << " and " << beginB << "+"
              << extentB;
        }
}

TEST(Overlap, OfOneByteIsSeen) {
  Two two(TDSL_PARAM_INPUT, TDSL_PARAM_OUTPUT);
  two.get();
  alignas(8) char memory[32];
  int64_t extent = 2;
  tdsl_dtype bytes = tdsl_make_dtype(TDSL_UINT, 8);
  Descriptor mixed("mixed", doNothing);
  mixed.symbol("N", 0, 0);
  mixed.param("x", TDSL_PARAM_INPUT, bytes, "[N]", {{TDSL_OP_SYMBOL, 0}});
  mixed.param("y", TDSL_PARAM_OUTPUT, i32, "[N]", {{TDSL_OP_SYMBOL, 0}});
  for (int at = 0; at < 16; ++at) {
    tdsl_tensor x = tdsl_dense(memory + at, bytes, 1, &extent);
    tdsl_tensor y = tdsl_dense(memory + 4, i32, 1, &extent);
    bool common = at + 2 > 4 && at < 12;
    EXPECT_EQ(invoke(mixed, {&x, &y}), common ? TDSL_ERROR_OVERLAP : TDSL_OK)
        << at;
  }
}

TEST(Overlap, InputsMayShare) {
  Two two(TDSL_PARAM_INPUT, TDSL_PARAM_INPUT);
  EXPECT_EQ(callWith(two, {0, 4}, {0, 4}), TDSL_OK);
}

TEST(Overlap, OutputsMayNot) {
  Two two(TDSL_PARAM_OUTPUT, TDSL_PARAM_OUTPUT);
  EXPECT_EQ(callWith(two, {0, 4}, {4, 4}), TDSL_OK);
  EXPECT_EQ(callWith(two, {0, 4}, {3, 4}), TDSL_ERROR_OVERLAP);
  EXPECT_STREQ(tdsl_last_error(),
               "`two`: the result `first` shares memory with `second`");
}

TEST(Overlap, OrderOfParametersDoesNotMatter) {
  Two two(TDSL_PARAM_OUTPUT, TDSL_PARAM_INPUT);
  EXPECT_EQ(callWith(two, {2, 4}, {0, 4}), TDSL_ERROR_OVERLAP);
  EXPECT_EQ(callWith(two, {4, 4}, {0, 4}), TDSL_OK);
}

TEST(Overlap, ConstantsCountAsInputs) {
  Two two(TDSL_PARAM_CONST, TDSL_PARAM_OUTPUT);
  EXPECT_EQ(callWith(two, {0, 4}, {3, 4}), TDSL_ERROR_OVERLAP);
}
