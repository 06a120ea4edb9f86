//===- FromSource.h - Running a function of a program text ----------------===//

#ifndef TDSL_TEST_UNIT_BACKENDS_REFERENCE_FROMSOURCE_H
#define TDSL_TEST_UNIT_BACKENDS_REFERENCE_FROMSOURCE_H

#include "compiler/sema/Check.h"
#include "compiler/target/Backend.h"
#include "compiler/target/Elements.h"

#include "gtest/gtest.h"

namespace tdsl::reference {

target::Backend &backend();

/// A tensor from numbers, rounded to its type.
using TensorPtr = std::shared_ptr<target::HostTensor>;
inline TensorPtr tensor(const char *type, std::vector<int64_t> shape,
                        std::vector<double> values) {
  auto made = std::make_shared<target::HostTensor>(std::move(
      *target::HostTensor::make(*target::ElementType::named(type), shape)));
  for (size_t at = 0; at < values.size(); ++at)
    if (made->type().isFloat())
      target::setReal(*made, at, values[at]);
    else
      target::setInteger(*made, at, static_cast<int64_t>(values[at]));
  return made;
}

inline std::vector<double> numbers(const target::HostTensor &tensor) {
  std::vector<double> result;
  for (int64_t at = 0; at < tensor.size(); ++at)
    result.push_back(tensor.type().isFloat()
                         ? target::realAt(tensor, at)
                         : static_cast<double>(target::integerAt(tensor, at)));
  return result;
}

/// A program, checked; `run` calls its first function.
class FromSource {
public:
  explicit FromSource(const std::string &text) {
    const SourceFile &file = sources.add("test.tdsl", text);
    program = sema::check(sources, file, {}, sink);
    for (const diag::Diagnostic *diagnostic : sink.all())
      if (diagnostic->severity == diag::Severity::Error)
        ADD_FAILURE() << diagnostic->codeText() << ": " << diagnostic->message
                      << " at " << sources.text(diagnostic->span).str();
  }

  target::RunOptions options;
  llvm::StringMap<int64_t> sizes;
  std::vector<sema::Scalar> types;

  std::optional<target::RunError> run(const std::vector<TensorPtr> &inputs,
                                      const std::vector<TensorPtr> &outputs) {
    target::Unit unit;
    unit.function = program->functions.front();
    unit.types = types;
    auto executable = backend().prepare(unit, sink);
    std::vector<target::HostTensor *> in, out;
    for (const TensorPtr &input : inputs)
      in.push_back(input.get());
    for (const TensorPtr &output : outputs)
      out.push_back(output.get());
    return executable->run(in, out, sizes, options);
  }

  /// The only result, as numbers.
  std::vector<double> result(const std::vector<TensorPtr> &inputs,
                             const char *type, std::vector<int64_t> shape) {
    if (sink.hasErrors())
      return {};
    TensorPtr out = tensor(type, shape, {});
    if (auto error = run(inputs, {out})) {
      ADD_FAILURE() << error->message;
      return {};
    }
    return numbers(*out);
  }

private:
  SourceManager sources;
  diag::Sink sink;
  std::unique_ptr<sema::Program> program;
};

} // namespace tdsl::reference

#endif // TDSL_TEST_UNIT_BACKENDS_REFERENCE_FROMSOURCE_H
