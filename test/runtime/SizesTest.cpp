//===- SizesTest.cpp - Sizes are solved, checked and inferred -------------===//

#include "test/runtime/Functions.h"

#include <gtest/gtest.h>

#include <string>

using namespace tdsl::test;

TEST(Sizes, AreSolvedFromExpressions) {
  Pairs pairs;
  Array<float> x(f32, {6}), y(f32, {3, 4});
  EXPECT_EQ(invoke(pairs, {&x.tensor, &y.tensor}), TDSL_OK);
}

TEST(Sizes, ThatDoNotDivideAreRefused) {
  Pairs pairs;
  Array<float> x(f32, {7}), y(f32, {3, 4});
  EXPECT_EQ(invoke(pairs, {&x.tensor, &y.tensor}), TDSL_ERROR_SHAPE);
  EXPECT_STREQ(tdsl_last_error(),
               "`pairs`: `x` has shape [7], expected [6] as in `[2 * N]`: "
               "dimension 0 is 7, expected 6; `N` is 3 from dimension 0 of "
               "`x`");
}

TEST(Sizes, BelowTheirMinimumAreRefused) {
  Pairs pairs;
  Array<float> x(f32, {0}), y(f32, {0, 1});
  EXPECT_EQ(invoke(pairs, {&x.tensor, &y.tensor}), TDSL_ERROR_SIZE);
  EXPECT_STREQ(tdsl_last_error(),
               "`pairs`: size `N` is 0, expected at least 1");
}

TEST(Sizes, GivenByNameReplaceTheirDefaults) {
  Pairs pairs;
  Array<float> x(f32, {6}), y(f32, {3, 9});
  int64_t nine = 9, one = 1, standard = TDSL_DEFAULT_SIZE;
  EXPECT_EQ(invoke(pairs, {&x.tensor, &y.tensor}, &nine), TDSL_OK);
  EXPECT_EQ(invoke(pairs, {&x.tensor, &y.tensor}, &one), TDSL_ERROR_SIZE);
  EXPECT_EQ(invoke(pairs, {&x.tensor, &y.tensor}, &standard), TDSL_ERROR_SHAPE);
}

TEST(Sizes, WithoutDefaultMustBeGiven) {
  Descriptor iota("iota", doNothing);
  iota.explicitSymbol("N").param("y", TDSL_PARAM_OUTPUT, i32, "[N]",
                                 {{TDSL_OP_SYMBOL, 0}});
  Array<int32_t> y(i32, {5});
  int64_t five = 5;
  EXPECT_EQ(invoke(iota, {&y.tensor}), TDSL_ERROR_SIZE);
  EXPECT_STREQ(tdsl_last_error(),
               "`iota`: size `N` is missing: no argument determines it");
  EXPECT_EQ(invoke(iota, {&y.tensor}, &five), TDSL_OK);
}

/// Calls a function of sizes alone whose condition is `test`.
static tdsl_status decide(Words test, int64_t a, int64_t b) {
  Descriptor f("f", doNothing);
  f.explicitSymbol("A", {}, INT64_MIN).explicitSymbol("B", {}, INT64_MIN);
  f.condition("A ? B", test);
  int64_t sizes[] = {a, b};
  return invoke(f, {}, sizes);
}

TEST(Programs, ComputeLikeTheLanguage) {
  struct Case {
    int64_t op, a, b, result;
  } cases[] = {
      {TDSL_OP_ADD, 2, 3, 5},        {TDSL_OP_SUB, 2, 3, -1},
      {TDSL_OP_MUL, -2, 3, -6},      {TDSL_OP_FLOORDIV, 7, 2, 3},
      {TDSL_OP_FLOORDIV, -7, 2, -4}, {TDSL_OP_FLOORDIV, 7, -2, -4},
      {TDSL_OP_FLOORDIV, -7, -2, 3}, {TDSL_OP_FLOORDIV, 7, 0, 0},
      {TDSL_OP_MOD, 7, 2, 1},        {TDSL_OP_MOD, -7, 2, 1},
      {TDSL_OP_MOD, 7, -2, -1},      {TDSL_OP_MOD, -7, -2, -1},
      {TDSL_OP_MOD, 7, 0, 0},        {TDSL_OP_MOD, 7, -1, 0},
      {TDSL_OP_MIN, 3, -3, -3},      {TDSL_OP_MAX, 3, -3, 3},
      {TDSL_OP_EQ, 3, 3, 1},         {TDSL_OP_EQ, 3, 4, 0},
      {TDSL_OP_NE, 3, 3, 0},         {TDSL_OP_NE, 3, 4, 1},
      {TDSL_OP_LT, 3, 3, 0},         {TDSL_OP_LT, -4, 3, 1},
      {TDSL_OP_LE, 3, 3, 1},         {TDSL_OP_LE, 4, 3, 0},
      {TDSL_OP_AND, 2, 4, 1},        {TDSL_OP_AND, 2, 0, 0},
      {TDSL_OP_OR, 0, 4, 1},         {TDSL_OP_OR, 0, 0, 0},
  };
  for (const Case &c : cases)
    EXPECT_EQ(decide({TDSL_OP_SYMBOL, 0, TDSL_OP_SYMBOL, 1, c.op, TDSL_OP_PUSH,
                      c.result, TDSL_OP_EQ},
                     c.a, c.b),
              TDSL_OK)
        << "operation " << c.op << " of " << c.a << " and " << c.b;
  EXPECT_EQ(decide({TDSL_OP_SYMBOL, 0, TDSL_OP_NOT}, 0, 0), TDSL_OK);
  EXPECT_EQ(decide({TDSL_OP_SYMBOL, 0, TDSL_OP_NOT}, 5, 0),
            TDSL_ERROR_CONDITION);
}

TEST(Programs, OverflowIsRefused) {
  struct Case {
    int64_t op, a, b;
  } cases[] = {
      {TDSL_OP_ADD, INT64_MAX, 1},
      {TDSL_OP_SUB, INT64_MIN + 1, 2},
      {TDSL_OP_MUL, INT64_C(1) << 32, INT64_C(1) << 31},
  };
  for (const Case &c : cases)
    EXPECT_EQ(decide({TDSL_OP_SYMBOL, 0, TDSL_OP_SYMBOL, 1, c.op}, c.a, c.b),
              TDSL_ERROR_EXTENT)
        << "operation " << c.op;
  EXPECT_EQ(
      decide({TDSL_OP_PUSH, INT64_MIN, TDSL_OP_PUSH, -1, TDSL_OP_FLOORDIV}, 0,
             0),
      TDSL_ERROR_EXTENT);
  EXPECT_STREQ(tdsl_last_error(),
               "`f`: a shape or condition overflows 64 bits");
}

TEST(Programs, MalformedOnesAreRefused) {
  for (Words bad :
       {Words{TDSL_OP_ADD}, Words{TDSL_OP_PUSH}, Words{TDSL_OP_SYMBOL, 2},
        Words{TDSL_OP_SYMBOL, -1}, Words{99},
        Words{TDSL_OP_PUSH, 1, TDSL_OP_PUSH, 1},
        Words{TDSL_OP_PUSH, 1, TDSL_OP_PUSH, 1, 99}, Words{TDSL_OP_NOT}})
    EXPECT_EQ(decide(bad, 1, 1), TDSL_ERROR_DESCRIPTOR);

  Descriptor outside("outside", doNothing);
  outside.condition("?", {TDSL_OP_PUSH, 1});
  tdsl_function f = *outside.get();
  f.code_length = 1;
  EXPECT_EQ(tdsl_invoke(&f, nullptr, nullptr, nullptr), TDSL_ERROR_DESCRIPTOR);
}

TEST(Programs, DeepStacksAreRefused) {
  Descriptor deep("deep", doNothing);
  deep.condition("?", {TDSL_OP_PUSH, 1});
  tdsl_function f = *deep.get();
  std::vector<int64_t> code(1000, TDSL_OP_EXTENT);
  tdsl_condition condition = {"?", {0, 1000}};
  f.code = code.data();
  f.code_length = 1000;
  f.conditions = &condition;
  EXPECT_EQ(tdsl_invoke(&f, nullptr, nullptr, nullptr), TDSL_ERROR_DESCRIPTOR);
}

TEST(InferShape, OfAResult) {
  Matmul matmul;
  Array<float> a(f32, {3, 4}), b(f32, {4, 5});
  const tdsl_tensor *args[] = {&a.tensor, &b.tensor, nullptr};
  int64_t shape[TDSL_MAX_RANK] = {};
  EXPECT_EQ(tdsl_infer_shape(&matmul, args, nullptr, 2, shape), TDSL_OK);
  EXPECT_EQ(shape[0], 3);
  EXPECT_EQ(shape[1], 5);
}

TEST(InferShape, ChecksWhatIsGiven) {
  Matmul matmul;
  Array<float> a(f32, {3, 4}), b(f32, {2, 5});
  const tdsl_tensor *args[] = {&a.tensor, &b.tensor, nullptr};
  int64_t shape[TDSL_MAX_RANK] = {};
  EXPECT_EQ(tdsl_infer_shape(&matmul, args, nullptr, 2, shape),
            TDSL_ERROR_SHAPE);
}

TEST(InferShape, NamesTheMissingSize) {
  Matmul matmul;
  Array<float> a(f32, {3, 4});
  const tdsl_tensor *args[] = {&a.tensor, nullptr, nullptr};
  int64_t shape[TDSL_MAX_RANK] = {};
  EXPECT_EQ(tdsl_infer_shape(&matmul, args, nullptr, 2, shape),
            TDSL_ERROR_SIZE);
  EXPECT_STREQ(tdsl_last_error(),
               "`matmul`: the shape of `c` needs size `N`, which nothing given "
               "determines");
}

TEST(InferShape, UsesExplicitSizesAndDefaults) {
  Pairs pairs;
  Array<float> x(f32, {6});
  const tdsl_tensor *args[] = {&x.tensor, nullptr};
  int64_t shape[TDSL_MAX_RANK] = {}, nine = 9;
  EXPECT_EQ(tdsl_infer_shape(&pairs, args, nullptr, 1, shape), TDSL_OK);
  EXPECT_EQ(shape[1], 4);
  EXPECT_EQ(tdsl_infer_shape(&pairs, args, &nine, 1, shape), TDSL_OK);
  EXPECT_EQ(shape[1], 9);
}
