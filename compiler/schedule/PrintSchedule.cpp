//===- PrintSchedule.cpp - A schedule as TDSL -----------------------------===//

#include "compiler/schedule/Apply.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/raw_ostream.h"

namespace tdsl::schedule {

static void printArgument(const sema::ScheduleArg &argument,
                          llvm::raw_ostream &os) {
  using Kind = sema::ScheduleArg::Kind;
  if (!argument.keyword.empty())
    os << argument.keyword << ": ";
  switch (argument.kind) {
  case Kind::Name:
    os << argument.name;
    return;
  case Kind::Integer:
    os << argument.integer;
    return;
  case Kind::Tune:
    os << "tune [";
    llvm::interleaveComma(argument.choices, os);
    os << ']';
    return;
  }
}

std::string print(const sema::Step &step) {
  std::string text;
  llvm::raw_string_ostream os(text);
  if (step.results.size() == 1)
    os << "let " << step.results.front() << " = ";
  else if (!step.results.empty())
    os << "let (" << llvm::join(step.results, ", ") << ") = ";
  os << step.stage << '.' << step.directive << '(';
  llvm::interleaveComma(
      step.arguments, os,
      [&](const sema::ScheduleArg &argument) { printArgument(argument, os); });
  os << ')';
  return text;
}

std::string print(const sema::Schedule &schedule, llvm::StringRef function) {
  std::string text;
  llvm::raw_string_ostream os(text);
  os << "schedule " << function << " on " << schedule.target.family;
  if (!schedule.target.feature.empty())
    os << '(' << schedule.target.feature << ')';
  os << " {\n";
  for (const sema::Step &step : schedule.steps)
    os << "  " << print(step) << '\n';
  os << "}\n";
  return text;
}

} // namespace tdsl::schedule
