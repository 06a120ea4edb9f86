//===- LegalCalls.cpp - The directives that are legal at a point ----------===//
//
// The arguments of a directive are chosen one after the other, each out of what
// could stand there; whole choices are checked. Of numbers and words the first
// that is legal is enough.
//
//===----------------------------------------------------------------------===//

#include "compiler/ide/LegalCalls.h"

#include "compiler/ide/ScheduleState.h"

#include "llvm/ADT/STLExtras.h"

namespace tdsl::ide {
namespace {

/// So many are tried of one directive, and so many are offered.
constexpr unsigned MaxTrials = 400, MaxOffers = 32;

class Trials {
public:
  Trials(const schedule::Scheduled &scheduled, const target::Target &target,
         const schedule::Primitive &primitive, const SchedulePoint &point)
      : scheduled(scheduled), target(target), primitive(primitive),
        point(point), parameters(primitive.parameterList()) {
    step.stage = point.stage;
    step.directive = primitive.directive.str();
  }

  std::vector<LegalCall> run() {
    const Directive *directive = findDirective(primitive.directive);
    choose(0, directive);
    return std::move(found);
  }

private:
  using Kind = schedule::Parameter::Kind;

  /// Chooses the argument in this place, then the rest. True where the caller
  /// may stop looking.
  bool choose(size_t place, const Directive *directive) {
    const schedule::Parameter *parameter = parameterAt(place);
    bool isAsked = !point.directive.empty() && place <= point.arguments.size();
    bool isOver = !parameter || (!isAsked && !parameter->choices.empty() &&
                                 parameter->kind == Kind::Int);
    if (isOver)
      return offer(directive);
    bool isAny = false;
    for (const std::string &choice : choicesFor(*parameter, place)) {
      push(*parameter, choice);
      isAny |= choose(place + 1, directive);
      step.arguments.pop_back();
      if (found.size() >= MaxOffers || trials >= MaxTrials)
        break;
      bool isEnough =
          parameter->kind == Kind::Int || parameter->kind == Kind::Word;
      if (isAny && isEnough)
        break;
    }
    return isAny;
  }

  /// One that takes the rest is chosen twice: `reorder(x, y)`.
  const schedule::Parameter *parameterAt(size_t place) const {
    if (place < parameters.size())
      return &parameters[place];
    bool hasRest = !parameters.empty() && parameters.back().takesRest;
    size_t wanted = std::max(parameters.size() + 1, point.arguments.size() + 1);
    return hasRest && place < wanted ? &parameters.back() : nullptr;
  }

  std::vector<std::string> choicesFor(const schedule::Parameter &parameter,
                                      size_t place) const {
    if (place < point.arguments.size())
      return {point.arguments[place]};
    switch (parameter.kind) {
    case Kind::Loop:
      return loopNames();
    case Kind::Stage:
      return stageNames();
    case Kind::Int:
      return {"8", "4", "16", "2", "32", "3", "1"};
    case Kind::Word:
      return {parameter.choices.begin(), parameter.choices.end()};
    case Kind::Binding:
      return bindings(parameter);
    }
    llvm_unreachable("a kind of parameter");
  }

  /// `tx: thread.x`, for each loop that has no level yet.
  std::vector<std::string>
  bindings(const schedule::Parameter &parameter) const {
    std::vector<std::string> pairs;
    const schedule::StagePlan *plan = scheduled.nest.plan(point.stage);
    if (!plan)
      return pairs;
    for (const schedule::LoopPlan &loop : plan->loops)
      if (llvm::none_of(step.arguments, [&](const sema::ScheduleArg &argument) {
            return argument.keyword == loop.name;
          }))
        for (llvm::StringRef level : parameter.choices)
          pairs.push_back(loop.name + ": " + level.str());
    return pairs;
  }

  /// Of the stage, or of the one that was chosen before, each once in a call.
  std::vector<std::string> loopNames() const {
    std::string owner = point.stage;
    for (const auto &[argument, parameter] :
         llvm::zip(step.arguments, parameters))
      if (parameter.kind == Kind::Stage)
        owner = argument.name;
    std::vector<std::string> names;
    if (const schedule::StagePlan *plan = scheduled.nest.plan(owner))
      for (const schedule::LoopPlan &loop : plan->loops)
        if (llvm::none_of(step.arguments, [&](const sema::ScheduleArg &arg) {
              return arg.name == loop.name;
            }))
          names.push_back(loop.name);
    return names;
  }

  std::vector<std::string> stageNames() const {
    std::vector<std::string> names;
    for (const auto &entry : scheduled.nest.plans)
      if (entry.first != point.stage)
        names.push_back(entry.first);
    return names;
  }

  void push(const schedule::Parameter &parameter, const std::string &choice) {
    sema::ScheduleArg argument;
    argument.name = choice;
    // `tail: exact` is written with its name.
    llvm::StringRef word = choice;
    if (auto [keyword, value] = word.split(':'); !value.empty()) {
      argument.keyword = keyword.trim().str();
      argument.name = value.trim().str();
    }
    if (!llvm::StringRef(argument.name).getAsInteger(10, argument.integer))
      argument.kind = sema::ScheduleArg::Kind::Integer;
    step.arguments.push_back(std::move(argument));
  }

  bool offer(const Directive *directive) {
    ++trials;
    diag::Sink unheard;
    auto arguments = match(primitive, scheduled, step, target, unheard);
    if (!arguments || !primitive.check(scheduled, *arguments, unheard))
      return false;
    LegalCall call{directive, {}};
    bool isBinding = parameters.front().kind == Kind::Binding;
    for (const sema::ScheduleArg &argument : step.arguments)
      call.arguments.push_back(
          isBinding ? argument.keyword + ": " + argument.name : argument.name);
    // The first word of a list is what it is when left out.
    while (call.arguments.size() > point.arguments.size() &&
           call.arguments.size() <= parameters.size()) {
      const auto &choices = parameters[call.arguments.size() - 1].choices;
      if (choices.empty() || choices.front() != call.arguments.back())
        break;
      call.arguments.pop_back();
    }
    found.push_back(std::move(call));
    return true;
  }

  const schedule::Scheduled &scheduled;
  const target::Target &target;
  const schedule::Primitive &primitive;
  const SchedulePoint &point;
  llvm::SmallVector<schedule::Parameter, 4> parameters;
  sema::Step step;
  unsigned trials = 0;
  std::vector<LegalCall> found;
};

} // namespace

std::optional<std::vector<LegalCall>> legalCalls(const Unit &before,
                                                 const SchedulePoint &point) {
  const sema::Schedule *schedule = before.schedule();
  if (!schedule)
    return std::nullopt;
  diag::Sink unheard;
  ScheduleState state(before, *schedule, point.stage, unheard);
  if (!state.isReady())
    return std::nullopt;
  for (size_t i = 0; i != schedule->steps.size(); ++i)
    if (!state.step(i))
      return std::nullopt;
  std::vector<LegalCall> calls;
  if (!state.loops().nest.plan(point.stage))
    return calls;
  for (const schedule::Primitive &primitive : schedule::primitives())
    if (point.directive.empty() || point.directive == primitive.directive)
      llvm::append_range(
          calls, Trials(state.loops(), state.target(), primitive, point).run());
  return calls;
}

} // namespace tdsl::ide
