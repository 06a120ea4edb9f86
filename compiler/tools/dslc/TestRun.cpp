//===- TestRun.cpp - One test on one target -------------------------------===//

#include "compiler/tools/dslc/TestRun.h"

#include "compiler/driver/Arguments.h"
#include "compiler/driver/data/Random.h"

#include <cmath>

namespace tdsl::tools {
namespace {

using target::HostTensor;

std::optional<HostTensor> makeTensor(const sema::Stage &stage) {
  std::vector<int64_t> shape;
  for (const sema::Dim &dim : stage.shape)
    shape.push_back(dim.range.extent().constant().value_or(-1));
  return HostTensor::make(driver::elementType(stage.type.scalar), shape);
}

void fill(HostTensor &tensor, const sema::HostInput &input) {
  switch (input.generator) {
  case sema::Generator::Normal:
    return driver::fillNormal(tensor, input.seed);
  case sema::Generator::Uniform:
    return driver::fillUniform(tensor, input.seed, input.low, input.high);
  case sema::Generator::Integers:
    return driver::fillIntegers(tensor, input.seed,
                                static_cast<int64_t>(input.low),
                                static_cast<int64_t>(input.high));
  case sema::Generator::Zeros:
    return driver::fillWith(tensor, 0);
  case sema::Generator::Ones:
    return driver::fillWith(tensor, 1);
  case sema::Generator::Full:
    return driver::fillWith(tensor, input.low);
  case sema::Generator::Iota:
    return driver::fillIota(tensor);
  }
}

/// An element as a double; integers beyond 2^53 are compared by their bytes.
std::optional<double> element(const HostTensor &tensor, int64_t at) {
  unsigned bits = tensor.type().bits;
  switch (tensor.type().code) {
  case target::TypeCode::Float:
    if (bits == 32)
      return tensor.as<float>()[at];
    if (bits == 64)
      return tensor.as<double>()[at];
    return std::nullopt;
  case target::TypeCode::Int:
    return bits == 8    ? tensor.as<int8_t>()[at]
           : bits == 16 ? tensor.as<int16_t>()[at]
           : bits == 32 ? tensor.as<int32_t>()[at]
                        : static_cast<double>(tensor.as<int64_t>()[at]);
  case target::TypeCode::UInt:
    return bits == 8    ? tensor.as<uint8_t>()[at]
           : bits == 16 ? tensor.as<uint16_t>()[at]
           : bits == 32 ? tensor.as<uint32_t>()[at]
                        : static_cast<double>(tensor.as<uint64_t>()[at]);
  case target::TypeCode::Bool:
    return tensor.as<uint8_t>()[at];
  case target::TypeCode::BFloat:
    return std::nullopt;
  }
  return std::nullopt;
}

std::string place(const HostTensor &tensor, int64_t at) {
  std::string text;
  for (int64_t dim = tensor.rank(); dim-- > 0;) {
    int64_t extent = tensor.shape()[dim];
    text = std::to_string(at % extent) + (text.empty() ? "" : ", ") + text;
    at /= extent;
  }
  return "[" + text + "]";
}

bool agree(const sema::Assertion &assertion, double left, double right) {
  if (assertion.kind != sema::Assertion::Kind::Close)
    return left == right || (std::isnan(left) && std::isnan(right));
  if (left == right || (std::isnan(left) && std::isnan(right)))
    return true;
  return std::abs(left - right) <=
         assertion.atol + assertion.rtol * std::abs(right);
}

std::string judge(const sema::Assertion &assertion,
                  const std::vector<HostTensor> &results) {
  const HostTensor &left = results[assertion.left];
  bool isTruth = assertion.kind == sema::Assertion::Kind::True;
  const HostTensor *right = isTruth ? nullptr : &results[assertion.right];
  if (right && left.shape() != right->shape())
    return "the shapes " + target::shapeText(left.shape()) + " and " +
           target::shapeText(right->shape()) + " differ";
  for (int64_t at = 0; at != left.size(); ++at) {
    std::optional<double> a = element(left, at);
    std::optional<double> b = right ? element(*right, at) : 1.0;
    if (!a || !b)
      return "values of " + left.type().spelling() +
             " cannot be compared; cast them to f32";
    if (isTruth ? *a == 0 : !agree(assertion, *a, *b))
      return llvm::formatv("at {0}: {1}, expected {2}", place(left, at), *a, *b)
          .str();
  }
  return "";
}

} // namespace

std::optional<std::vector<HostTensor>> makeInputs(const sema::TestCase &test) {
  std::vector<HostTensor> tensors;
  for (const sema::HostInput &input : test.inputs) {
    auto tensor = makeTensor(*input.param);
    if (!tensor)
      return std::nullopt;
    fill(*tensor, input);
    tensors.push_back(std::move(*tensor));
  }
  return tensors;
}

std::optional<std::vector<HostTensor>> makeResults(const sema::Function &body) {
  std::vector<HostTensor> tensors;
  for (const sema::Stage *result : body.results) {
    auto tensor = makeTensor(*result);
    if (!tensor)
      return std::nullopt;
    tensors.push_back(std::move(*tensor));
  }
  return tensors;
}

std::string runTest(driver::Checked &checked, const sema::TestCase &test,
                    target::Backend &backend,
                    const target::RunOptions &options) {
  auto inputs = makeInputs(test);
  auto results = makeResults(*test.body);
  if (!inputs || !results)
    return "the tensors of the test are too large";
  driver::InstanceOptions instance;
  instance.target = backend.target();
  instance.stopAfter = driver::lastPhaseFor(backend);
  driver::Compilation compilation(checked, *test.body, instance);
  if (!compilation.run())
    return "it does not compile";
  auto executable = backend.prepare(compilation.unit(), checked.sink);
  if (!executable)
    return "it does not compile";
  std::vector<HostTensor *> in, out;
  for (HostTensor &tensor : *inputs)
    in.push_back(&tensor);
  for (HostTensor &tensor : *results)
    out.push_back(&tensor);
  if (auto error = executable->run(in, out, {}, options))
    return error->message;
  for (const sema::Assertion &assertion : test.assertions) {
    std::string why = judge(assertion, *results);
    if (!why.empty()) {
      auto at = checked.sources.file(assertion.span.file)
                    .lineColumn(assertion.span.begin);
      return "line " + std::to_string(at.line) + ": " + why;
    }
  }
  return "";
}

} // namespace tdsl::tools
