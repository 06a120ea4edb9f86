//===- RandomTest.cpp - Random numbers, the same everywhere ---------------===//

#include "compiler/driver/data/Random.h"
#include "compiler/driver/data/Philox.h"
#include "compiler/target/Elements.h"

#include "gtest/gtest.h"

#include <cmath>

using namespace tdsl;
using namespace tdsl::driver;
using target::ElementType;
using target::HostTensor;

namespace {

HostTensor make(const char *type, int64_t size) {
  return std::move(*HostTensor::make(*ElementType::named(type), {size}));
}

// The test vectors of the authors' implementation (Random123, kat_vectors).
TEST(Philox, KnownAnswers) {
  EXPECT_EQ(Philox::permute({0, 0, 0, 0}, {0, 0}),
            (Philox::Block{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
  EXPECT_EQ(Philox::permute({~0u, ~0u, ~0u, ~0u}, {~0u, ~0u}),
            (Philox::Block{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
  EXPECT_EQ(Philox::permute({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344},
                            {0xa4093822, 0x299f31d0}),
            (Philox::Block{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}));
}

TEST(Philox, BelowStaysBelow) {
  Philox random(3);
  bool seen[5] = {};
  for (int i = 0; i < 1000; ++i) {
    uint64_t value = random.below(5);
    ASSERT_LT(value, 5u);
    seen[value] = true;
  }
  for (bool each : seen)
    EXPECT_TRUE(each);
}

TEST(Random, NormalNumbersHaveTheirMoments) {
  HostTensor x = make("f64", 200000);
  fillNormal(x, 42);
  double sum = 0, squares = 0, fourths = 0;
  int64_t beyondTwo = 0;
  for (double value : x.as<double>()) {
    sum += value;
    squares += value * value;
    fourths += value * value * value * value;
    beyondTwo += std::fabs(value) > 2;
  }
  double n = static_cast<double>(x.size());
  EXPECT_NEAR(sum / n, 0, 0.01);
  EXPECT_NEAR(squares / n, 1, 0.02);
  EXPECT_NEAR(fourths / n, 3, 0.1);
  EXPECT_NEAR(beyondTwo / n, 0.0455, 0.002);
}

TEST(Random, BitsAreFixed) {
  HostTensor x = make("f64", 3);
  fillNormal(x, 1);
  HostTensor again = make("f64", 2);
  fillNormal(again, 1);
  EXPECT_EQ(again.as<double>()[1], x.as<double>()[1]);
  HostTensor other = make("f64", 2);
  fillNormal(other, 2);
  EXPECT_NE(other.as<double>()[1], x.as<double>()[1]);
}

TEST(Random, IntegersReachBothEnds) {
  HostTensor x = make("i8", 4000);
  fillIntegers(x, 9, -3, 4);
  int seen[8] = {};
  for (int8_t value : x.as<int8_t>()) {
    ASSERT_GE(value, -3);
    ASSERT_LE(value, 4);
    ++seen[value + 3];
  }
  for (int count : seen)
    EXPECT_NEAR(count, 500, 100);
}

TEST(Random, UniformStaysInItsRange) {
  HostTensor x = make("f32", 4000);
  fillUniform(x, 5, -2, 6);
  double sum = 0;
  for (float value : x.as<float>()) {
    ASSERT_GE(value, -2);
    ASSERT_LE(value, 6);
    sum += value;
  }
  EXPECT_NEAR(sum / 4000, 2, 0.15);
}

TEST(Random, IotaAndConstants) {
  HostTensor x = make("bf16", 3);
  fillIota(x);
  EXPECT_EQ(target::realAt(x, 2), 2);
  fillWith(x, -1.5);
  EXPECT_EQ(target::realAt(x, 1), -1.5);
}

TEST(Random, SourcesNameASeed) {
  EXPECT_EQ(randomSeed("random:12"), 12u);
  EXPECT_FALSE(randomSeed("random:"));
  EXPECT_FALSE(randomSeed("random:x"));
  EXPECT_FALSE(randomSeed("photo.png"));
}

} // namespace
