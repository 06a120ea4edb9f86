//===- Steps.cpp - Directives from a line of text -------------------------===//

#include "test/nest/Steps.h"

#include "llvm/ADT/SmallVector.h"

namespace tdsl::testing {

static llvm::SmallVector<llvm::StringRef> parts(llvm::StringRef text,
                                                char separator) {
  llvm::SmallVector<llvm::StringRef> result;
  text.split(result, separator, -1, /*KeepEmpty=*/false);
  for (llvm::StringRef &part : result)
    part = part.trim();
  return result;
}

static sema::ScheduleArg parseArgument(llvm::StringRef text) {
  sema::ScheduleArg argument;
  if (text.contains(':')) {
    auto [keyword, value] = text.split(':');
    argument.keyword = keyword.trim().str();
    text = value.trim();
  }
  if (!text.getAsInteger(10, argument.integer))
    argument.kind = sema::ScheduleArg::Kind::Integer;
  else
    argument.name = text.str();
  return argument;
}

static sema::Step parseStep(llvm::StringRef text) {
  sema::Step step;
  if (text.consume_front("let")) {
    auto [names, call] = text.split('=');
    for (llvm::StringRef name : parts(names.trim().trim("()"), ','))
      step.results.push_back(name.str());
    text = call.trim();
  }
  auto [path, arguments] = text.split('(');
  auto [stage, directive] = path.rsplit('.');
  step.stage = stage.trim().str();
  step.directive = directive.trim().str();
  for (llvm::StringRef argument : parts(arguments.rsplit(')').first, ','))
    step.arguments.push_back(parseArgument(argument));
  return step;
}

std::vector<sema::Step> parseSteps(llvm::StringRef text) {
  std::vector<sema::Step> steps;
  for (llvm::StringRef part : parts(text, ';'))
    if (!part.empty())
      steps.push_back(parseStep(part));
  return steps;
}

} // namespace tdsl::testing
