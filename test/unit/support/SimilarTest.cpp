//===- SimilarTest.cpp - Tests of "did you mean" --------------------------===//
//
// What is near enough to be a slip, and what is not.
//
//===----------------------------------------------------------------------===//

#include "compiler/support/Similar.h"

#include <gtest/gtest.h>

using namespace tdsl;

TEST(Similar, FindsTheNearest) {
  EXPECT_EQ(mostSimilar("matmull", {"softmax", "matmul", "matvec"}), "matmul");
  EXPECT_EQ(mostSimilar("vectorise", {"vectorize", "unroll"}), "vectorize");
}

TEST(Similar, TheFirstOfEqualsWins) {
  EXPECT_EQ(mostSimilar("bat", {"cat", "hat"}), "cat");
}

TEST(Similar, IgnoresCase) {
  EXPECT_EQ(mostSimilar("MatMul", {"mamul", "matmul"}), "matmul");
}

TEST(Similar, NothingIsNearEnough) {
  EXPECT_EQ(mostSimilar("blur", {"softmax", "harris"}), std::nullopt);
  EXPECT_EQ(mostSimilar("x", {"y", "z"}), std::nullopt);
  EXPECT_EQ(mostSimilar("", {"a"}), std::nullopt);
  EXPECT_EQ(mostSimilar(std::string(1000, 'a'), {std::string(1000, 'b')}),
            std::nullopt);
}
