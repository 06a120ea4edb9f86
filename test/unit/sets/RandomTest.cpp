//===- RandomTest.cpp - Answers against brute force -----------------------===//
//
// Random expressions and facts over three symbols; whatever is answered must
// hold at every point of a small cube. How many questions stay Unknown that
// are true in all of the cube is printed, not judged.
//
//===----------------------------------------------------------------------===//

#include "test/unit/sets/Given.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/raw_ostream.h"

#include <cstdlib>
#include <functional>
#include <random>

using namespace tdsl::sets;

namespace {

using Point = std::array<int64_t, 3>;
constexpr llvm::StringLiteral Names[] = {"N", "i", "j"};
constexpr int64_t Low = -3, High = 5;

const std::vector<Point> &cube() {
  static const std::vector<Point> points = [] {
    std::vector<Point> result;
    for (int64_t n = Low; n <= High; ++n)
      for (int64_t i = Low; i <= High; ++i)
        for (int64_t j = Low; j <= High; ++j)
          result.push_back({n, i, j});
    return result;
  }();
  return points;
}

std::optional<int64_t> valueAt(const Expr &e, const Point &point) {
  return e.evaluate([&](llvm::StringRef name) -> std::optional<int64_t> {
    for (size_t i = 0; i < point.size(); ++i)
      if (name == Names[i])
        return point[i];
    return std::nullopt;
  });
}

/// An expression, and what it means, computed without any canonical form.
struct Meaning {
  Expr e;
  std::function<int64_t(const Point &)> at;
};

int64_t floorDiv(int64_t a, int64_t b) {
  if (b == 0)
    return 0;
  return a / b - (a % b != 0 && (a < 0) != (b < 0));
}

class Random {
public:
  /// TDSL_SEED asks other questions than usual.
  explicit Random(unsigned seed) : engine(seed) {
    if (const char *other = std::getenv("TDSL_SEED"))
      engine.seed(seed + 1000 * std::atoi(other));
  }

  int64_t number(int64_t low, int64_t high) {
    return low + static_cast<int64_t>(engine() % (high - low + 1));
  }
  bool oneIn(int64_t n) { return number(1, n) == 1; }

  Meaning expression(unsigned depth) {
    if (depth == 0 || oneIn(5))
      return leaf();
    Meaning a = expression(depth - 1), b = expression(depth - 1);
    auto x = a.at, y = b.at;
    switch (number(0, 7)) {
    case 0:
    case 1:
      return {a.e + b.e, [=](const Point &p) { return x(p) + y(p); }};
    case 2:
      return {a.e - b.e, [=](const Point &p) { return x(p) - y(p); }};
    case 3:
      return {a.e * b.e, [=](const Point &p) { return x(p) * y(p); }};
    case 4:
      return {Expr::floorDiv(a.e, b.e),
              [=](const Point &p) { return floorDiv(x(p), y(p)); }};
    case 5:
      return {Expr::mod(a.e, b.e), [=](const Point &p) {
                return y(p) == 0 ? 0 : x(p) - y(p) * floorDiv(x(p), y(p));
              }};
    case 6:
      return {Expr::min(a.e, b.e),
              [=](const Point &p) { return std::min(x(p), y(p)); }};
    default:
      return {Expr::max(a.e, b.e),
              [=](const Point &p) { return std::max(x(p), y(p)); }};
    }
  }

  /// Ranges of the symbols and a few more conditions, as programs have them.
  Facts facts() {
    Facts result;
    for (llvm::StringRef name : Names)
      if (!oneIn(5))
        result.assumeNonNegative(Expr::symbol(name) - number(-1, 2));
    if (!oneIn(3))
      result.assumeLess(Expr::symbol("i"), Expr::symbol("N"));
    if (!oneIn(3))
      result.assumeLess(Expr::symbol("j"),
                        oneIn(2) ? Expr(number(1, 6)) : expression(1).e);
    if (oneIn(3))
      result.assumeNonNegative(expression(2).e);
    if (oneIn(6))
      result.assumeZero(expression(2).e);
    if (oneIn(5))
      result.assumeDivisible(oneIn(2) ? Expr::symbol("N") : expression(1).e,
                             number(1, 6));
    return result;
  }

  bool extremes = false;

private:
  Meaning leaf() {
    if (extremes && oneIn(2)) {
      int64_t value = oneIn(2) ? std::numeric_limits<int64_t>::min()
                               : std::numeric_limits<int64_t>::max();
      value = oneIn(2) ? value / number(1, 3) : value;
      return {value, [=](const Point &) { return value; }};
    }
    if (oneIn(3)) {
      int64_t value = oneIn(4) ? number(-9, 9) : number(0, 4);
      return {value, [=](const Point &) { return value; }};
    }
    size_t which = number(0, 2);
    return {Expr::symbol(Names[which]),
            [=](const Point &p) { return p[which]; }};
  }

  std::mt19937 engine;
};

/// The points of the cube at which the facts hold, by their conditions.
std::vector<Point> pointsOf(const Facts &facts,
                            llvm::ArrayRef<Expr> remainders) {
  std::vector<Point> result;
  for (const Point &point : cube()) {
    auto isZero = [&](const Expr &e) { return valueAt(e, point) == 0; };
    if (llvm::all_of(facts.conditions(),
                     [&](const Expr &e) { return *valueAt(e, point) >= 0; }) &&
        llvm::all_of(facts.equations(), isZero) &&
        llvm::all_of(remainders, isZero))
      result.push_back(point);
  }
  return result;
}

std::string describe(const Facts &facts, const Expr &e) {
  std::string text = e.str() + " given";
  for (const std::string &condition : facts.str())
    text += "\n  " + condition;
  return text;
}

/// Counts the answers to questions that brute force says are true or false.
struct Tally {
  unsigned decided = 0, unknown = 0;

  void add(Answer answer, llvm::ArrayRef<bool> truths,
           const std::string &question) {
    bool all = llvm::all_of(truths, [](bool truth) { return truth; });
    bool none = llvm::none_of(truths, [](bool truth) { return truth; });
    EXPECT_TRUE(answer != Answer::Proven || all) << question;
    EXPECT_TRUE(answer != Answer::Disproven || none) << question;
    if (all || none)
      ++(answer == Answer::Unknown ? unknown : decided);
  }

  void print(llvm::StringRef what) const {
    llvm::outs() << "  " << what << ": " << decided << " decided, " << unknown
                 << " of " << decided + unknown
                 << " constant in the cube stay unknown\n";
  }
};

TEST(Random, CanonicalFormsKeepTheValue) {
  Random random(1);
  for (unsigned round = 0; round < 3000; ++round) {
    Meaning meaning = random.expression(4);
    if (meaning.e.isOverflow())
      continue;
    auto again = Expr::parse(meaning.e.str());
    ASSERT_TRUE(again) << meaning.e.str();
    EXPECT_EQ(again->str(), meaning.e.str());
    EXPECT_EQ(*again, meaning.e) << meaning.e.str();
    Bounds bounds = meaning.e.bounds();
    for (size_t k = round % 7; k < cube().size(); k += 7) {
      int64_t value = meaning.at(cube()[k]);
      ASSERT_EQ(valueAt(meaning.e, cube()[k]), value) << meaning.e.str();
      EXPECT_LE(bounds.lower.value_or(value), value) << meaning.e.str();
      EXPECT_GE(bounds.upper.value_or(value), value) << meaning.e.str();
    }
  }
}

TEST(Random, SubstitutionKeepsTheValue) {
  Random random(2);
  for (unsigned round = 0; round < 1000; ++round) {
    Expr e = random.expression(3).e, by = random.expression(2).e;
    Expr replaced = e.substitute("i", by);
    for (const Point &point : cube()) {
      Point inner = point;
      inner[1] = *valueAt(by, point);
      ASSERT_EQ(valueAt(replaced, point), valueAt(e, inner))
          << e.str() << " with i = " << by.str();
    }
    if (auto linear = e.linearIn("j")) {
      EXPECT_EQ(linear->coefficient * Expr::symbol("j") + linear->rest, e);
      EXPECT_FALSE(linear->coefficient.uses("j") || linear->rest.uses("j"));
    }
  }
}

/// Numbers at the ends of 64 bits overflow or not, but never silently.
TEST(Random, ExtremeNumbersAreSafe) {
  Random random(8);
  random.extremes = true;
  unsigned overflowed = 0;
  for (unsigned round = 0; round < 500; ++round) {
    Expr e = random.expression(3).e;
    Facts facts = random.facts();
    facts.nonNegative(e);
    facts.simplify(e);
    facts.counterexample(e);
    facts.rangeOver(e, {{"i", {random.expression(1).e, 5}}});
    overflowed += e.isOverflow();
    EXPECT_TRUE(e.isOverflow() || Expr::parse(e.str())) << e.str();
  }
  EXPECT_GT(overflowed, 0u);
}

/// Random facts with the points at which they hold.
struct Situation {
  Facts facts;
  std::vector<Point> points;
};

Situation situation(Random &random) {
  Situation result{random.facts(), {}};
  std::vector<Expr> remainders;
  for (const std::string &condition : result.facts.str())
    if (llvm::StringRef(condition).ends_with(" == 0"))
      remainders.push_back(
          *Expr::parse(llvm::StringRef(condition).drop_back(5)));
  result.points = pointsOf(result.facts, remainders);
  return result;
}

TEST(Random, ProofsHold) {
  Random random(3);
  Tally signs, equalities, divisibilities;
  unsigned contradictions = 0, empty = 0;
  for (unsigned round = 0; round < 1500; ++round) {
    auto [facts, points] = situation(random);
    empty += points.empty();
    if (facts.contradictory()) {
      ++contradictions;
      EXPECT_TRUE(points.empty()) << describe(facts, -1);
    }
    if (points.empty())
      continue;
    Expr e = random.expression(2).e, other = random.expression(2).e;
    int64_t divisor = random.number(1, 6);
    llvm::SmallVector<bool> isNonNegative, isEqual, isDivisible;
    for (const Point &point : points) {
      int64_t value = *valueAt(e, point);
      isNonNegative.push_back(value >= 0);
      isEqual.push_back(value == *valueAt(other, point));
      isDivisible.push_back(value % divisor == 0);
    }
    signs.add(facts.nonNegative(e), isNonNegative, describe(facts, e));
    equalities.add(facts.equal(e, other), isEqual,
                   other.str() + " == " + describe(facts, e));
    divisibilities.add(facts.divisible(e, divisor), isDivisible,
                       std::to_string(divisor) + " | " + describe(facts, e));
  }
  signs.print("e >= 0");
  equalities.print("a == b");
  divisibilities.print("d divides e");
  llvm::outs() << "  contradictions: " << contradictions << " found, " << empty
               << " sets of facts have no point in the cube\n";
}

TEST(Random, SimplificationKeepsTheValue) {
  Random random(4);
  for (unsigned round = 0; round < 1500; ++round) {
    auto [facts, points] = situation(random);
    Expr e = random.expression(3).e, simple = facts.simplify(e);
    for (const Point &point : points)
      ASSERT_EQ(valueAt(simple, point), valueAt(e, point))
          << simple.str() << " for " << describe(facts, e);
  }
}

TEST(Random, RangesHold) {
  Random random(5);
  unsigned found = 0, exact = 0;
  for (unsigned round = 0; round < 1500; ++round) {
    auto [facts, points] = situation(random);
    Expr e = random.expression(3).e;
    Variable i{"i", {random.number(-2, 2), random.expression(1).e}};
    Variable j{"j",
               {random.oneIn(2) ? Expr(0) : Expr::symbol("i"),
                random.expression(1).e}};
    if (i.range.upper.uses("i") || i.range.upper.uses("j") ||
        j.range.upper.uses("j"))
      continue;
    auto range = facts.rangeOver(e, {i, j});
    if (!range)
      continue;
    ++found;
    bool reachesLower = false;
    for (const Point &point : points) {
      auto isInside = [&](const Variable &variable, int64_t value) {
        return *valueAt(variable.range.lower, point) <= value &&
               value < *valueAt(variable.range.upper, point);
      };
      if (!isInside(i, point[1]) || !isInside(j, point[2]))
        continue;
      int64_t value = *valueAt(e, point);
      ASSERT_LE(*valueAt(range->lower, point), value)
          << "[" << range->lower.str() << ", " << range->upper.str()
          << ") over i < " << i.range.upper.str() << ", j < "
          << j.range.upper.str() << " of " << describe(facts, e);
      ASSERT_GT(*valueAt(range->upper, point), value)
          << "[" << range->lower.str() << ", " << range->upper.str()
          << ") over i < " << i.range.upper.str() << ", j < "
          << j.range.upper.str() << " of " << describe(facts, e);
      reachesLower |= *valueAt(range->lower, point) == value;
    }
    exact += reachesLower;
    EXPECT_FALSE(range->lower.uses("i") || range->lower.uses("j"));
    EXPECT_FALSE(range->upper.uses("i") || range->upper.uses("j"));
  }
  llvm::outs() << "  " << found << " ranges found, the lower end of " << exact
               << " is reached\n";
}

TEST(Random, HullsHoldBoth) {
  Random random(6);
  for (unsigned round = 0; round < 500; ++round) {
    auto [facts, points] = situation(random);
    Interval a{random.expression(1).e, random.expression(1).e};
    Interval b{random.expression(1).e, random.expression(1).e};
    Interval hull = facts.hull(a, b);
    for (const Point &point : points)
      for (const Interval &part : {a, b}) {
        EXPECT_LE(*valueAt(hull.lower, point), *valueAt(part.lower, point));
        EXPECT_GE(*valueAt(hull.upper, point), *valueAt(part.upper, point));
      }
  }
}

TEST(Random, CounterexamplesAre) {
  Random random(7);
  unsigned found = 0, missed = 0;
  for (unsigned round = 0; round < 500; ++round) {
    auto [facts, points] = situation(random);
    Expr e = random.expression(2).e;
    auto example = facts.counterexample(e);
    if (!example) {
      missed += llvm::any_of(
          points, [&](const Point &point) { return *valueAt(e, point) < 0; });
      continue;
    }
    ++found;
    Point point{};
    for (const auto &[name, value] : *example)
      point[llvm::find(Names, name) - std::begin(Names)] = value;
    EXPECT_LT(*valueAt(e, point), 0) << describe(facts, e);
    // Facts about other symbols may contradict each other.
    EXPECT_TRUE(points.empty() || !facts.provesNonNegative(e))
        << describe(facts, e);
  }
  llvm::outs() << "  " << found << " counterexamples found, " << missed
               << " missed\n";
}

} // namespace
