//===- Direct.cpp - The meaning of a graph, point by point ----------------===//

#include "test/nest/Evaluate.h"

#include "llvm/Support/raw_ostream.h"

#include <random>

namespace tdsl::testing {

Tensor::Tensor(std::vector<int64_t> lower, std::vector<int64_t> sizes)
    : lower(std::move(lower)), extents(std::move(sizes)) {
  size_t count = 1;
  for (int64_t &extent : extents) {
    extent = std::max<int64_t>(0, extent);
    count *= extent;
  }
  elements.resize(count);
  written.resize(count, false);
}

std::optional<size_t> Tensor::offset(const Point &point) const {
  size_t offset = 0;
  for (size_t i = 0; i < point.size(); ++i) {
    int64_t at = point[i] - lower[i];
    if (at < 0 || at >= extents[i])
      return std::nullopt;
    offset = offset * extents[i] + at;
  }
  return offset;
}

std::optional<int64_t> valueOf(const sets::Expr &e, const Sizes &values) {
  return e.evaluate([&](llvm::StringRef symbol) -> std::optional<int64_t> {
    auto found = values.find(symbol.str());
    return found == values.end() ? std::nullopt : std::optional(found->second);
  });
}

static Tensor emptyTensor(graph::TensorType type, const Sizes &sizes) {
  std::vector<int64_t> lower, extents;
  for (unsigned i = 0; i < type.getRank(); ++i) {
    sets::Interval range = type.getInterval(i);
    lower.push_back(*valueOf(range.lower, sizes));
    extents.push_back(*valueOf(range.upper, sizes) - lower.back());
  }
  return Tensor(std::move(lower), std::move(extents));
}

Tensors makeArguments(graph::FuncOp func, const Sizes &sizes, uint64_t seed) {
  std::mt19937_64 random(seed);
  Tensors arguments;
  for (auto [i, type] : llvm::enumerate(func.getArgumentTypes())) {
    Tensor tensor = emptyTensor(llvm::cast<graph::TensorType>(type), sizes);
    for (Number &element : tensor.elements) {
      element.integer = int64_t(random() % 9) - 4;
      element.real = static_cast<double>(element.integer);
    }
    tensor.written.assign(tensor.written.size(), true);
    arguments[func.getArgumentName(i).str()] = std::move(tensor);
  }
  return arguments;
}

namespace {

class Direct : public Reader {
public:
  Direct(graph::FuncOp func, const Sizes &sizes, const Tensors &arguments)
      : func(func), sizes(sizes), arguments(arguments) {}

  Outcome run() {
    for (auto [i, value] : llvm::enumerate(func.getReturn().getValues())) {
      graph::StageOp stage = graph::stageOf(value);
      Tensor result = emptyTensor(stage.getType(), sizes);
      fill(stage, result, {}, 0);
      outcome.results[func.getResultName(i).str()] = std::move(result);
    }
    return std::move(outcome);
  }

  Number read(graph::ReadOp at, const Point &point) override {
    if (graph::StageOp stage = graph::stageOf(at.getTensor()))
      return element(stage, point);
    const Tensor &argument = arguments.at(graph::nameOf(at.getTensor()).str());
    if (auto offset = argument.offset(point))
      return argument.elements[*offset];
    if (!at.getChecked())
      outcome.error = "an argument is read outside of its box";
    return {};
  }

private:
  void fill(graph::StageOp stage, Tensor &result, Point point, size_t dim) {
    if (dim == result.extents.size()) {
      size_t offset = *result.offset(point);
      result.elements[offset] = element(stage, point);
      result.written[offset] = true;
      return;
    }
    for (int64_t i = 0; i < result.extents[dim]; ++i) {
      point.push_back(result.lower[dim] + i);
      fill(stage, result, point, dim + 1);
      point.pop_back();
    }
  }

  Number element(graph::StageOp stage, const Point &point) {
    auto key = std::make_pair(stage.getName().str(), point);
    auto found = known.find(key);
    if (found != known.end())
      return found->second;
    Body body(sizes, *this);
    for (unsigned i = 0; i < point.size(); ++i)
      body.bind(stage.getIndex(i), point[i]);
    return known[key] = body.run(stage.getBody().front()).value_or(Number());
  }

  graph::FuncOp func;
  const Sizes &sizes;
  const Tensors &arguments;
  std::map<std::pair<std::string, Point>, Number> known;
  Outcome outcome;
};

} // namespace

Outcome evaluateDirectly(graph::FuncOp func, const Sizes &sizes,
                         const Tensors &arguments) {
  return Direct(func, sizes, arguments).run();
}

std::string difference(const Outcome &direct, const Outcome &nest) {
  if (!nest.error.empty())
    return nest.error;
  for (const auto &[name, expected] : direct.results) {
    const Tensor &got = nest.results.at(name);
    for (size_t i = 0; i < expected.elements.size(); ++i) {
      if (!got.written[i])
        return "`" + name + "` is not computed at " + std::to_string(i);
      if (!(got.elements[i] == expected.elements[i]))
        return "`" + name + "` differs at " + std::to_string(i);
    }
  }
  return "";
}

} // namespace tdsl::testing
