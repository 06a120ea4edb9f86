//===- Dump.cpp - A checked program as text -------------------------------===//

#include "compiler/sema/Dump.h"

#include "compiler/sema/Context.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/raw_ostream.h"

using namespace tdsl;
using namespace tdsl::sema;

namespace {

/// A function, one line a stage:
///   let bx: u16[*, *] over -1..H + 1, 0..W = ((src[y - 1, x] + ...
class FunctionPrinter {
public:
  FunctionPrinter(const Function &function, llvm::raw_ostream &os)
      : function(function), os(os) {}

  void print() {
    os << "fn " << function.name;
    generics();
    parameters(function.params);
    os << " -> ";
    parameters(function.results);
    os << " {\n";
    for (const Where &where : function.wheres)
      os << "  where " << where.text << "\n";
    for (const Stage *stage : function.stages)
      define(*stage);
    for (const CallSite *call : function.calls)
      checks(*call);
    os << "}\n";
  }

private:
  void generics() {
    if (function.types.empty() && function.sizes.empty())
      return;
    os << "<";
    llvm::ListSeparator separator;
    for (const TypeParameter &type : function.types)
      os << separator << type.name << ": " << spelling(type.typeClass);
    for (const SizeParameter &size : function.sizes) {
      os << separator << (size.isConst ? "const " : "") << size.name;
      if (size.fallback)
        os << " = " << size.fallback->str();
    }
    os << ">";
  }

  void parameters(llvm::ArrayRef<const Stage *> stages) {
    os << "(";
    llvm::interleaveComma(stages, os, [&](const Stage *stage) {
      os << (stage->isConst ? "const " : "") << stage->name << ": ";
      type(*stage);
      if (stage->fallback)
        os << " = " << sema::print(*stage->fallback);
    });
    os << ")";
  }

  void type(const Stage &stage) {
    if (stage.type.isParameter())
      os << function.types[stage.type.parameter].name;
    else
      os << spelling(stage.type.scalar);
    if (stage.shape.empty())
      return;
    os << "[";
    llvm::interleaveComma(stage.shape, os,
                          [&](const Dim &dim) { os << textOf(dim); });
    os << "]";
  }

  void define(const Stage &stage) {
    os << (stage.kind == StageKind::Let ? "  let " : "  ") << stage.name
       << ": ";
    type(stage);
    if (!stage.computed.empty()) {
      os << " over ";
      llvm::interleaveComma(
          stage.computed, os, [&](const sets::Interval &range) {
            os << range.lower.str() << ".." << range.upper.str();
          });
    }
    os << " =";
    for (const Index *index : stage.indices)
      os << " " << index->symbol;
    os << (stage.indices.empty() ? " " : ": ");
    os << (stage.body ? sema::print(*stage.body) : "?") << "\n";
  }

  void checks(const CallSite &call) {
    for (unsigned place : call.checkedWheres)
      os << "  check " << sema::print(call) << ": "
         << call.callee->wheres[place].text << "\n";
    for (const sets::Expr &zero : call.checkedZeros)
      os << "  check " << sema::print(call) << ": " << zero.str() << " == 0\n";
  }

  const Function &function;
  llvm::raw_ostream &os;
};

llvm::StringRef name(Generator generator) {
  static constexpr llvm::StringRef Names[] = {
      "normal", "uniform", "integers", "zeros", "ones", "full", "iota"};
  return Names[static_cast<size_t>(generator)];
}

void printCase(llvm::StringRef kind, const TestCase &test,
               llvm::raw_ostream &os) {
  os << kind << " \"" << test.name << "\"\n";
  for (const HostInput &input : test.inputs)
    os << "  " << input.param->name << " = " << name(input.generator)
       << " seed " << input.seed << " in " << input.low << ".." << input.high
       << "\n";
  os << dump(*test.body);
  for (const Assertion &assertion : test.assertions) {
    static constexpr llvm::StringRef Kinds[] = {"close", "equal", "true"};
    os << "  assert " << Kinds[static_cast<size_t>(assertion.kind)] << " "
       << test.body->results[assertion.left]->name;
    if (assertion.kind != Assertion::Kind::True)
      os << ", " << test.body->results[assertion.right]->name;
    os << "\n";
  }
}

void printSchedule(const Schedule &schedule, llvm::raw_ostream &os) {
  os << "schedule " << schedule.function->name << " on "
     << schedule.target.family;
  if (!schedule.target.feature.empty())
    os << "(" << schedule.target.feature << ")";
  os << "\n";
  for (const Step &step : schedule.steps) {
    os << "  " << step.stage << "." << step.directive << "(";
    llvm::interleaveComma(step.arguments, os, [&](const ScheduleArg &arg) {
      if (!arg.keyword.empty())
        os << arg.keyword << ": ";
      if (arg.kind == ScheduleArg::Kind::Name)
        os << arg.name;
      else if (arg.kind == ScheduleArg::Kind::Integer)
        os << arg.integer;
      else
        os << "tune";
    });
    os << ")";
    for (const std::string &result : step.results)
      os << " -> " << result;
    os << "\n";
  }
}

} // namespace

std::string tdsl::sema::dump(const Function &function) {
  std::string text;
  llvm::raw_string_ostream os(text);
  FunctionPrinter(function, os).print();
  return text;
}

std::string tdsl::sema::dump(const Program &program) {
  std::string text;
  llvm::raw_string_ostream os(text);
  for (const Function *function : program.functions)
    os << dump(*function);
  for (const TestCase &test : program.tests)
    printCase("test", test, os);
  for (const TestCase &bench : program.benches)
    printCase("bench", bench, os);
  for (const Schedule &schedule : program.schedules)
    printSchedule(schedule, os);
  return text;
}
