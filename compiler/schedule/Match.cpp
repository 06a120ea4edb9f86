//===- Match.cpp - Fitting what a step gives to what a directive takes ----===//

#include "compiler/diag/Catalog.h"
#include "compiler/schedule/Choices.h"
#include "compiler/schedule/Primitive.h"

#include "llvm/ADT/STLExtras.h"

namespace tdsl::schedule {
namespace {

class Matcher {
public:
  Matcher(const Primitive &primitive, const Scheduled &scheduled,
          Arguments &result, diag::Sink &sink)
      : primitive(primitive), scheduled(scheduled), nest(scheduled.nest),
        result(result), step(result.step), sink(sink),
        parameters(primitive.parameterList()) {}

  bool run() {
    return (isTensorToCopy() || stageIsKnown(step.stage, step.stageSpan)) &&
           resultsFit() && assign() && fillDefaults() && resolve();
  }

private:
  bool wrong(Span at, std::string what) {
    sink.emit(diag::WrongDirectiveArguments, at, step.directive,
              primitive.parameters, what);
    return false;
  }

  /// What makes a stage out of a tensor takes a parameter of the function too.
  bool isTensorToCopy() {
    if (primitive.results != "stage")
      return false;
    graph::FuncOp func = scheduled.func;
    for (unsigned place = 0; place != func.getArgumentTypes().size(); ++place)
      if (func.getArgumentName(place) == step.stage)
        return true;
    return false;
  }

  bool stageIsKnown(llvm::StringRef stage, Span at) {
    if (nest.plan(stage))
      return true;
    std::vector<std::string> names;
    for (const auto &entry : nest.plans)
      names.push_back(entry.first);
    offer(sink.emit(diag::UnknownStage, at, nest.function, stage.str()),
          "stages", stage, names, at);
    return false;
  }

  bool resultsFit() {
    size_t bound = step.results.size();
    if (bound == 0 || bound == primitive.numResults())
      return true;
    sink.emit(diag::WrongDirectiveResults, step.span, step.directive,
              primitive.numResults(), bound)
        .note(primitive.results.empty()
                  ? "it is written without `let`"
                  : ("it makes " + primitive.results).str());
    return false;
  }

  /// Arguments by position, then by name.
  bool assign() {
    size_t position = 0;
    for (const sema::ScheduleArg &given : step.arguments) {
      const Parameter *parameter = nullptr;
      if (parameters.front().kind == Parameter::Kind::Binding) {
        parameter = &parameters.front(); // the keyword is a loop
      } else if (!given.keyword.empty()) {
        parameter = llvm::find_if(parameters, [&](const Parameter &p) {
          return p.name == given.keyword;
        });
        if (parameter == parameters.end())
          return wrong(given.span, "it has no `" + given.keyword + "`");
      } else {
        if (position == parameters.size())
          return wrong(given.span, "this is one too many");
        parameter = &parameters[position];
        position += !parameter->takesRest;
      }
      if (!take(*parameter, given))
        return false;
    }
    return true;
  }

  bool isGiven(const Parameter &parameter) const {
    return llvm::any_of(result.values, [&](const Argument &argument) {
      return argument.parameter == parameter.name;
    });
  }

  bool take(const Parameter &parameter, const sema::ScheduleArg &given) {
    using Kind = sema::ScheduleArg::Kind;
    if (isGiven(parameter) && !parameter.takesRest)
      return wrong(given.span, "`" + parameter.name.str() + "` is given twice");
    if (parameter.kind == Parameter::Kind::Binding)
      return takeBinding(parameter, given);
    bool wantsNumber = parameter.kind == Parameter::Kind::Int;
    if (wantsNumber != (given.kind != Kind::Name))
      return wrong(given.span, "`" + parameter.name.str() + "` is " +
                                   (wantsNumber ? "a number" : "a name"));
    Argument argument{parameter.name,   given.span, given.name, "",
                      LoopKind::Serial, {}};
    if (given.kind == Kind::Integer)
      argument.integer = given.integer;
    // Without measurements the middle of the choices is the best guess.
    if (given.kind == Kind::Tune && !given.choices.empty())
      argument.integer = given.choices[given.choices.size() / 2];
    if (parameter.kind == Parameter::Kind::Word &&
        !llvm::is_contained(parameter.choices, given.name))
      return wrong(given.span, "`" + parameter.name.str() + "` is one of " +
                                   llvm::join(parameter.choices, ", "));
    result.values.push_back(std::move(argument));
    return true;
  }

  bool takeBinding(const Parameter &parameter, const sema::ScheduleArg &given) {
    std::optional<LoopKind> level = levelNamed(given.name);
    if (given.keyword.empty())
      return wrong(given.span, "write a loop before it, as in `tx: thread.x`");
    if (!level)
      return wrong(given.span,
                   "a level is one of " + llvm::join(parameter.choices, ", "));
    Argument argument{parameter.name, given.span, given.keyword, "",
                      *level,         {}};
    result.values.push_back(std::move(argument));
    return true;
  }

  bool fillDefaults() {
    for (const Parameter &parameter : parameters) {
      if (isGiven(parameter))
        continue;
      if (parameter.choices.empty() ||
          parameter.kind == Parameter::Kind::Binding)
        return wrong(step.directiveSpan,
                     "`" + parameter.name.str() + "` is missing");
      result.values.push_back({parameter.name,
                               step.span,
                               parameter.choices.front().str(),
                               "",
                               LoopKind::Serial,
                               {}});
    }
    return true;
  }

  /// Looks up what the names mean: stages before loops, which belong to them.
  bool resolve() {
    std::string owner = step.stage;
    for (const Parameter &parameter : parameters)
      for (Argument &argument : result.values) {
        if (argument.parameter != parameter.name)
          continue;
        if (parameter.kind == Parameter::Kind::Stage) {
          if (!stageIsKnown(argument.word, argument.span))
            return false;
          owner = argument.word;
        } else if ((parameter.kind == Parameter::Kind::Loop ||
                    parameter.kind == Parameter::Kind::Binding) &&
                   !resolveLoop(owner, argument)) {
          return false;
        }
      }
    return true;
  }

  bool resolveLoop(llvm::StringRef owner, Argument &argument) {
    const StagePlan &plan = *nest.plan(owner);
    if (plan.where == StagePlan::Where::Inline) {
      sink.emit(diag::StageIsInlined, argument.span, owner.str())
          .help("without the `inline` before this it has loops");
      return false;
    }
    if (const LoopPlan *loop = plan.loopNamed(argument.word)) {
      argument.symbol = loop->symbol;
      return true;
    }
    std::vector<std::string> names;
    for (const LoopPlan &loop : plan.loops)
      names.push_back(loop.name);
    offer(
        sink.emit(diag::UnknownLoop, argument.span, owner.str(), argument.word),
        "loops, outermost first,", argument.word, names, argument.span);
    return false;
  }

  const Primitive &primitive;
  const Scheduled &scheduled;
  const Nest &nest;
  Arguments &result;
  const sema::Step &step;
  diag::Sink &sink;
  llvm::SmallVector<Parameter, 4> parameters;
};

} // namespace

std::optional<Arguments> match(const Primitive &primitive,
                               const Scheduled &scheduled,
                               const sema::Step &step,
                               const target::Target &target, diag::Sink &sink) {
  Arguments result{step, target, {}};
  if (!Matcher(primitive, scheduled, result, sink).run())
    return std::nullopt;
  return result;
}

} // namespace tdsl::schedule
