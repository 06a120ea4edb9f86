//===- Inputs.cpp - The data of a round -----------------------------------===//

#include "compiler/driver/verify/Inputs.h"

#include "compiler/driver/data/Philox.h"
#include "compiler/driver/data/Random.h"
#include "compiler/target/Elements.h"

#include <algorithm>
#include <limits>

namespace tdsl::driver {

using target::ElementType;
using target::HostTensor;
using target::TypeCode;

/// So small that sums of a thousand products are exact also in f32.
static constexpr int64_t Small = 3;

InputMaker::InputMaker(const sema::Function &function, const Instance &instance)
    : function(function), instance(instance), uses(indexUsesOf(function)) {}

ElementType InputMaker::typeOf(const sema::Stage &stage) const {
  sema::Scalar scalar = sema::resolve(stage.type, instance.types);
  return *ElementType::named(sema::spelling(scalar));
}

bool InputMaker::hasIntegers() const {
  return llvm::any_of(function.params, [&](const sema::Stage *param) {
    return !typeOf(*param).isFloat();
  });
}

InputMaker::Limits InputMaker::limitsOf(const sema::Stage &param,
                                        const SizeValues &sizes) const {
  Limits limits;
  auto narrow = [&](std::optional<int64_t> low, std::optional<int64_t> high) {
    if (low)
      limits.low = std::max(limits.low.value_or(*low), *low);
    if (high)
      limits.high = std::min(limits.high.value_or(*high), *high);
  };
  auto value = [&](const std::optional<sets::Expr> &e) {
    return e ? evaluate(*e, function, sizes) : std::nullopt;
  };
  sema::Scalar type = sema::resolve(param.type, instance.types);
  for (const sema::Where &where : function.wheres) {
    if (where.elements != &param)
      continue;
    narrow(value(where.lowest), value(where.highest));
    if (where.lowestReal)
      limits.lowestReal =
          std::max(limits.lowestReal, where.lowestReal->last(type));
    if (where.highestReal)
      limits.highestReal =
          std::min(limits.highestReal, where.highestReal->last(type));
  }
  for (const IndexUse &use : uses) {
    if (use.param != &param)
      continue;
    limits.isIndex = true;
    limits.isSorted |= use.isRangeEnd;
    std::optional<int64_t> end = value(use.range.upper);
    if (!use.isRangeEnd)
      narrow(value(use.range.lower),
             end ? std::optional<int64_t>(*end - 1) : std::nullopt);
  }
  return limits;
}

/// The lowest and highest number of an integer type, as far as an int64_t has
/// them.
static std::pair<int64_t, int64_t> wholeRange(ElementType type) {
  switch (type.code) {
  case TypeCode::Bool:
    return {0, 1};
  case TypeCode::UInt:
    return {0, type.bits == 64 ? std::numeric_limits<int64_t>::max()
                               : (int64_t(1) << type.bits) - 1};
  case TypeCode::Int:
  case TypeCode::Float:
  case TypeCode::BFloat:
    break;
  }
  int64_t lowest = std::numeric_limits<int64_t>::min() >> (64 - type.bits);
  return {lowest, ~lowest};
}

/// Every fourth element is moved to an end of its range, where things wrap.
static void exaggerate(HostTensor &tensor, uint64_t seed, int64_t low,
                       int64_t high) {
  Philox random(seed, 1);
  for (int64_t at = 0; at < tensor.size(); ++at)
    if (random.below(4) == 0)
      target::setInteger(tensor, at, random.below(2) ? low : high);
}

/// Every fourth element becomes a value that arithmetic treats apart.
static void addSpecials(HostTensor &tensor, uint64_t seed) {
  constexpr double Infinity = std::numeric_limits<double>::infinity();
  const double specials[] = {Infinity, -Infinity, 0.0, -0.0,
                             std::numeric_limits<double>::quiet_NaN()};
  Philox random(seed, 2);
  for (int64_t at = 0; at < tensor.size(); ++at)
    if (random.below(4) == 0)
      target::setReal(tensor, at, specials[random.below(std::size(specials))]);
}

static void sort(HostTensor &tensor) {
  std::vector<int64_t> values;
  for (int64_t at = 0; at < tensor.size(); ++at)
    values.push_back(target::integerAt(tensor, at));
  llvm::sort(values);
  for (int64_t at = 0; at < tensor.size(); ++at)
    target::setInteger(tensor, at, values[at]);
}

/// Numbers about as large as the ranges allow that are not far from 0.
static void fillFloats(HostTensor &tensor, double lowest, double highest,
                       DataKind data, uint64_t seed) {
  double middle = std::min(std::max(0.0, lowest), highest);
  double first = std::ceil(std::max(lowest, middle - Small));
  double last = std::floor(std::min(highest, middle + Small));
  bool hasIntegers = first <= last && std::abs(middle) < 1e6;
  if (data == DataKind::Reals || !hasIntegers)
    return fillUniform(tensor, seed, std::max(lowest, middle - 2),
                       std::min(highest, middle + 2));
  fillIntegers(tensor, seed, static_cast<int64_t>(first),
               static_cast<int64_t>(last));
  if (data == DataKind::Specials && lowest == -HUGE_VAL && highest == HUGE_VAL)
    addSpecials(tensor, seed);
}

void InputMaker::fill(HostTensor &tensor, const Limits &limits, DataKind data,
                      uint64_t seed) const {
  if (tensor.type().isFloat())
    return fillFloats(tensor, limits.lowestReal, limits.highestReal, data,
                      seed);
  auto [lowest, highest] = wholeRange(tensor.type());
  int64_t low = limits.low.value_or(lowest);
  int64_t high = limits.high.value_or(highest);
  bool isWhole = limits.isIndex || data == DataKind::WholeTypes;
  if (!isWhole) {
    low = std::min(std::max(low, -Small), high);
    high = std::min(high, low + 2 * Small);
  }
  fillIntegers(tensor, seed, low, std::max(low, high));
  if (isWhole && !limits.isIndex)
    exaggerate(tensor, seed, low, std::max(low, high));
  if (limits.isSorted)
    sort(tensor);
}

std::optional<Tensors> InputMaker::make(const Case &round) const {
  Tensors inputs;
  for (const sema::Stage *param : function.params) {
    auto shape = shapeOf(*param, round.sizes);
    if (!shape)
      return std::nullopt;
    std::optional<HostTensor> tensor = HostTensor::make(typeOf(*param), *shape);
    if (!tensor)
      return std::nullopt;
    fill(*tensor, limitsOf(*param, round.sizes), round.data,
         round.dataSeed * 64 + inputs.size());
    inputs.push_back(std::move(*tensor));
  }
  return inputs;
}

std::optional<Tensors> InputMaker::makeResults(const Case &round,
                                               bool isWide) const {
  Tensors results;
  for (const sema::Stage *result : function.results) {
    ElementType type = typeOf(*result);
    if (isWide && type.isFloat())
      type = {TypeCode::Float, 64};
    auto shape = shapeOf(*result, round.sizes);
    if (!shape)
      return std::nullopt;
    std::optional<HostTensor> tensor = HostTensor::make(type, *shape);
    if (!tensor)
      return std::nullopt;
    results.push_back(std::move(*tensor));
  }
  return results;
}

} // namespace tdsl::driver
