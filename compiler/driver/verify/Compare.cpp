//===- Compare.cpp - Comparing results element by element -----------------===//

#include "compiler/driver/verify/Compare.h"

#include "compiler/target/Elements.h"

#include <algorithm>
#include <cmath>

namespace tdsl::driver {

using target::HostTensor;
using target::integerAt;
using target::realAt;

static bool isSame(double a, double b) {
  if (std::isnan(a) || std::isnan(b))
    return std::isnan(a) && std::isnan(b);
  return a == b && std::signbit(a) == std::signbit(b);
}

std::optional<int64_t> firstDifference(const HostTensor &ours,
                                       const HostTensor &theirs) {
  bool isFloat = ours.type().isFloat();
  for (int64_t at = 0; at < ours.size(); ++at) {
    bool same = isFloat ? isSame(realAt(ours, at), realAt(theirs, at))
                        : integerAt(ours, at) == integerAt(theirs, at);
    if (!same)
      return at;
  }
  return std::nullopt;
}

/// How far an element is from what it would be without rounding: infinitely
/// where one is a number and the other is not, or an integer is another.
static double distance(const HostTensor &run, const HostTensor &wide,
                       int64_t at) {
  if (!run.type().isFloat())
    return integerAt(run, at) == integerAt(wide, at) ? 0 : HUGE_VAL;
  double a = realAt(run, at), b = realAt(wide, at);
  if (isSame(a, b) || a == b)
    return 0;
  double apart = std::fabs(a - b);
  return std::isnan(apart) ? HUGE_VAL : apart;
}

void widen(Expectation &expectation, const Tensors &run) {
  for (size_t result = 0; result < run.size(); ++result) {
    const HostTensor &wide = expectation.wide[result];
    std::vector<double> &spread = expectation.spread[result];
    for (int64_t at = 0; at < wide.size(); ++at) {
      double apart = distance(run[result], wide, at);
      expectation.isExact &= apart == 0;
      spread[at] = std::max(spread[at], apart);
    }
  }
}

/// The median of those that are neither zero nor infinite.
static double typical(llvm::ArrayRef<double> spread) {
  std::vector<double> known;
  for (double each : spread)
    if (each > 0 && std::isfinite(each))
      known.push_back(each);
  if (known.empty())
    return 0;
  auto middle = known.begin() + known.size() / 2;
  std::nth_element(known.begin(), middle, known.end());
  return *middle;
}

static double unitInTheLastPlace(target::ElementType type, double x) {
  int digits = type.code == target::TypeCode::BFloat ? 8
               : type.bits == 16                     ? 11
               : type.bits == 32                     ? 24
                                                     : 53;
  return std::ldexp(1.0, (x == 0 ? -126 : std::ilogb(x)) - digits + 1);
}

std::optional<int64_t> firstBeyond(const HostTensor &ours,
                                   const HostTensor &exact,
                                   const HostTensor &wide,
                                   llvm::ArrayRef<double> spread) {
  constexpr double Factor = 4;
  constexpr double Luck = 4; // how far a spread may be below the typical one
  double least = Luck * typical(spread);
  for (int64_t at = 0; at < ours.size(); ++at) {
    if (std::isinf(spread[at]))
      continue;
    double apart = distance(ours, wide, at);
    if (apart == 0)
      continue;
    double bound = 0;
    if (ours.type().isFloat() && std::isfinite(realAt(wide, at)))
      bound = Factor * std::max(spread[at], least) +
              2 * unitInTheLastPlace(ours.type(), realAt(wide, at));
    if (apart > bound)
      return at;
  }
  return std::nullopt;
}

static std::string pointText(const HostTensor &tensor, int64_t at) {
  std::vector<int64_t> point;
  for (int64_t dim = tensor.rank(); dim-- > 0;) {
    point.insert(point.begin(), at % tensor.shape()[dim]);
    at /= tensor.shape()[dim];
  }
  return point.empty() ? "" : target::shapeText(point);
}

std::string describe(llvm::StringRef name, const HostTensor &ours,
                     const HostTensor &exact, int64_t at) {
  return name.str() + pointText(ours, at) + " is " +
         target::elementText(ours, at) + ", the reference has " +
         target::elementText(exact, at);
}

} // namespace tdsl::driver
