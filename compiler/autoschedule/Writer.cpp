//===- Writer.cpp - Writing directives that are tried at once -------------===//

#include "compiler/autoschedule/Writer.h"

namespace tdsl::autoschedule {

bool Writer::add(llvm::StringRef stage, llvm::StringRef directive,
                 llvm::ArrayRef<Arg> arguments,
                 llvm::ArrayRef<std::string> results) {
  sema::Step step;
  step.stage = stage.str();
  step.directive = directive.str();
  step.results = results.vec();
  for (const Arg &value : arguments) {
    sema::ScheduleArg argument;
    if (const int64_t *number = std::get_if<int64_t>(&value)) {
      argument.kind = sema::ScheduleArg::Kind::Integer;
      argument.integer = *number;
    } else {
      argument.name = std::get<std::string>(value);
    }
    step.arguments.push_back(std::move(argument));
  }
  return tryStep(std::move(step));
}

bool Writer::bind(
    llvm::StringRef stage,
    llvm::ArrayRef<std::pair<std::string, std::string>> bindings) {
  sema::Step step;
  step.stage = stage.str();
  step.directive = "bind";
  for (const auto &[loop, level] : bindings) {
    sema::ScheduleArg argument;
    argument.keyword = loop;
    argument.name = level;
    step.arguments.push_back(std::move(argument));
  }
  return !bindings.empty() && tryStep(std::move(step));
}

bool Writer::tryStep(sema::Step step) {
  diag::Sink refusals;
  if (!schedule::apply(scheduled, step, target, refusals))
    return false;
  written.steps.push_back(std::move(step));
  return true;
}

} // namespace tdsl::autoschedule
