//===- VerifyTest.cpp - What verification accepts, and what it does not ---===//
//
// The reference against itself: everything must agree. Then against results
// that were tampered with: the difference must be seen.
//
//===----------------------------------------------------------------------===//

#include "compiler/driver/verify/Verify.h"
#include "compiler/driver/verify/Compare.h"
#include "compiler/driver/verify/Instances.h"
#include "compiler/driver/verify/Sizes.h"
#include "compiler/sema/Check.h"
#include "compiler/target/Elements.h"

#include "gtest/gtest.h"

#include <cmath>

using namespace tdsl;
using namespace tdsl::driver;

namespace {

/// A checked program; its first function is on trial.
struct Fixture {
  Checked checked;

  explicit Fixture(const std::string &text) {
    checked.file = &checked.sources.add("test.tdsl", text);
    checked.program =
        sema::check(checked.sources, *checked.file, {}, checked.sink);
    for (const diag::Diagnostic *diagnostic : checked.sink.all())
      if (diagnostic->severity == diag::Severity::Error)
        ADD_FAILURE() << diagnostic->message;
  }
  const sema::Function &function() const {
    return *checked.program->functions.front();
  }
  VerifyReport against(const char *target, unsigned rounds = 40) {
    VerifyOptions options;
    options.rounds = rounds;
    options.targets = {target};
    return verify(checked, function(), options);
  }
};

const char *Matmul = R"(
fn matmul<T: number, M, N, K>(a: T[M, K], b: T[K, N]) -> (c: T[M, N]) {
  c[i, j] = sum[k] a[i, k] * b[k, j]
})";

const char *Softmax = R"(
fn softmax<T: float, M, N>(x: T[M, N]) -> (y: T[M, N]) {
  let peak[i]  = max[j] x[i, j]
  let e[i, j]  = exp(x[i, j] - peak[i])
  let total[i] = sum[j] e[i, j]
  y[i, j] = e[i, j] / total[i]
})";

const char *Gather = R"(
fn gather<N, Z>(place: i32[N], x: f32[Z]) -> (y: f32[N]) {
  y[i] = x[place[i]]
})";

TEST(Verify, TheReferenceAgreesWithItself) {
  for (const char *text : {Matmul, Softmax}) {
    VerifyReport report = Fixture(text).against("reference");
    EXPECT_TRUE(report.passed());
    EXPECT_GE(report.rounds, 40u);
    EXPECT_EQ(report.refusedRounds, 0u);
  }
}

TEST(Verify, SmallIntegersAreComparedBitForBit) {
  VerifyReport report = Fixture(Matmul).against("reference");
  EXPECT_GE(report.exactRounds, report.rounds / 2);
  EXPECT_LT(report.exactRounds, report.rounds); // reals are not
}

TEST(Verify, IndicesMostlyLieInTheirTensor) {
  VerifyReport report = Fixture(Gather).against("reference", 60);
  EXPECT_TRUE(report.passed());
  EXPECT_LT(report.refusedRounds, report.rounds / 2);
}

TEST(Verify, ConditionsAreHeld) {
  VerifyReport report = Fixture(R"(
fn pool<N, const K = 2>(x: u16[N]) -> (y: u16[N / K])
  where K >= 1, N % K == 0, x <= 1000 {
  y[i] = sum[k in 0..K] x[i * K + k]
})")
                            .against("reference");
  EXPECT_TRUE(report.passed());
  EXPECT_EQ(report.refusedRounds, 0u);
  EXPECT_EQ(report.exactRounds, report.rounds);
}

TEST(Verify, FunctionsOnEverywhereAreSkipped) {
  VerifyReport report = Fixture(R"(
fn near(x: f32[*]) -> (y: f32[*]) { y[i] = x[i + 1] })")
                            .against("reference");
  EXPECT_TRUE(report.passed());
  EXPECT_EQ(report.skipped, "it has a parameter that is defined everywhere");
}

TEST(Verify, AFailingCaseIsMadeSmall) {
  // `faulty` spoils results of more than 16 elements.
  VerifyReport report = Fixture(R"(
fn triple<N>(x: i32[N]) -> (y: i32[N]) { y[i] = 3 * x[i] })")
                            .against("faulty");
  EXPECT_FALSE(report.passed());
  ASSERT_EQ(report.failures.size(), 1u);
  EXPECT_EQ(report.failures[0].call, "triple with N = 17");
  EXPECT_EQ(report.failures[0].data.rfind("small integers, data seed", 0), 0u);
  EXPECT_EQ(report.failures[0].difference.rfind("y[16] is ", 0), 0u);
}

TEST(Verify, TheSameSeedGivesTheSameFailure) {
  Fixture fixture(Matmul);
  VerifyReport first = fixture.against("faulty");
  VerifyReport second = fixture.against("faulty");
  ASSERT_EQ(first.failures.size(), 1u);
  ASSERT_EQ(second.failures.size(), 1u);
  EXPECT_EQ(first.failures[0].call, second.failures[0].call);
  EXPECT_EQ(first.failures[0].data, second.failures[0].data);
  EXPECT_EQ(first.failures[0].difference, second.failures[0].difference);
}

TEST(Verify, ATargetThatIsNotThereIsAFailure) {
  VerifyReport report = Fixture(Matmul).against("abacus");
  EXPECT_FALSE(report.passed());
}

/// Plays rounds of a function and gives `change` each result to tamper with.
unsigned timesSeen(const char *text, DataKind data,
                   void (*change)(target::HostTensor &)) {
  Fixture fixture(text);
  const sema::Function &function = fixture.function();
  Instance instance;
  instance.types.assign(function.types.size(), sema::Scalar::F32);
  InputMaker maker(function, instance);
  Judge judge(function, instance, maker);
  unsigned seen = 0;
  for (uint64_t seed = 0; seed < 20; ++seed) {
    Case round;
    round.sizes.assign(function.sizes.size(), 5);
    round.data = data;
    round.dataSeed = seed;
    std::optional<Tensors> inputs = maker.make(round);
    std::optional<Expectation> expectation = judge.expect(round, *inputs);
    Tensors results;
    results.push_back(
        std::move(*target::HostTensor::copyOf(expectation->exact.front())));
    EXPECT_FALSE(judge.difference(*expectation, results));
    change(results.front());
    judge.lookAgain(*expectation, round, *inputs);
    seen += judge.difference(*expectation, results).has_value();
  }
  return seen;
}

TEST(Judge, SeesOneBitWhereNothingWasRounded) {
  EXPECT_EQ(
      timesSeen(Matmul, DataKind::SmallIntegers,
                [](target::HostTensor &c) { c.as<float>()[7] += 0x1p-10f; }),
      20u);
}

TEST(Judge, SeesErrorsBeyondRounding) {
  EXPECT_EQ(timesSeen(Matmul, DataKind::Reals,
                      [](target::HostTensor &c) { c.as<float>()[3] += 1e-4f; }),
            20u);
  EXPECT_EQ(
      timesSeen(Softmax, DataKind::Reals,
                [](target::HostTensor &y) { y.as<float>()[3] *= 1 + 1e-4f; }),
      20u);
}

TEST(Judge, AllowsWhatRoundingDoes) {
  EXPECT_EQ(timesSeen(Matmul, DataKind::Reals,
                      [](target::HostTensor &c) {
                        for (float &x : c.as<float>())
                          x = std::nextafter(x, 10.0f);
                      }),
            0u);
}

TEST(Compare, ZerosHaveSignsAndNansAreAlike) {
  auto of = [](float x) {
    target::HostTensor tensor = std::move(*target::HostTensor::make({}, {1}));
    tensor.as<float>()[0] = x;
    return tensor;
  };
  EXPECT_EQ(firstDifference(of(0.0f), of(-0.0f)), 0);
  EXPECT_FALSE(firstDifference(of(NAN), of(-NAN)));
  EXPECT_EQ(firstDifference(of(NAN), of(1)), 0);
  EXPECT_EQ(describe("c", of(2), of(3), 0), "c[0] is 2, the reference has 3");
}

TEST(Sizes, LargeOnesComeFirst) {
  Fixture fixture(Matmul);
  Philox random(1);
  Instance instance = instancesOf(fixture.function(), random).front();
  SizeChooser chooser(fixture.function(), instance, {6, 16, 1});
  EXPECT_EQ(*chooser.choose(0, random), SizeValues({13, 33, 3}));
  EXPECT_EQ(chooser.choose(1, random)->front(), 13);
}

TEST(Instances, CoverTheTypesThatAreAdmitted) {
  Philox random(1);
  Fixture number(Matmul);
  std::vector<Instance> instances = instancesOf(number.function(), random);
  ASSERT_EQ(instances.size(), 5u);
  EXPECT_EQ(instances[0].types.front(), sema::Scalar::F32);
  EXPECT_EQ(instances[1].types.front(), sema::Scalar::I32);
  Fixture real(Softmax);
  for (const Instance &instance : instancesOf(real.function(), random))
    EXPECT_TRUE(sema::isFloat(instance.types.front()));
}

} // namespace
