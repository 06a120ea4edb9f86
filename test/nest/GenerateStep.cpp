//===- GenerateStep.cpp - Random directives -------------------------------===//

#include "compiler/schedule/Primitive.h"
#include "test/nest/Generate.h"

namespace tdsl::testing {

using schedule::LoopPlan;
using schedule::Parameter;
using schedule::StagePlan;

static const std::string &anyStage(Choices &choices,
                                   const schedule::Nest &nest) {
  return choices.oneOf(nest.plans).first;
}

static std::string anyLoop(Choices &choices, const StagePlan &plan) {
  return plan.loops.empty() ? "none" : choices.oneOf(plan.loops).name;
}

static int64_t anyFactor(Choices &choices) {
  const int64_t factors[] = {2, 3, 4, 8, 1, 5};
  return choices.oneOf(factors);
}

/// All loops of a stage in some order, often nearly the one that they have.
static void addShuffled(Choices &choices, const StagePlan &plan,
                        sema::Step &step) {
  std::vector<std::string> names;
  for (const LoopPlan &loop : plan.loops)
    names.push_back(loop.name);
  for (size_t i = 0; i + 1 < names.size(); ++i)
    std::swap(names[i], names[i + choices.pick(names.size() - i)]);
  for (const std::string &name : names)
    step.arguments.push_back(
        {sema::ScheduleArg::Kind::Name, Span(), "", name, 0, {}});
}

/// Some loops of a stage, each with a level of a GPU, outer ones with blocks.
static void addBindings(Choices &choices, const StagePlan &plan,
                        const Parameter &parameter, sema::Step &step) {
  for (const LoopPlan &loop : plan.loops)
    if (choices.chance(60))
      step.arguments.push_back({sema::ScheduleArg::Kind::Name,
                                Span(),
                                loop.name,
                                choices.oneOf(parameter.choices).str(),
                                0,
                                {}});
}

sema::Step generateStep(Choices &choices, const schedule::Nest &nest) {
  using Kind = sema::ScheduleArg::Kind;
  const schedule::Primitive &primitive = choices.oneOf(schedule::primitives());
  sema::Step step;
  step.directive = primitive.directive.str();
  step.stage = anyStage(choices, nest);
  std::string owner = step.stage;
  for (const Parameter &parameter : primitive.parameterList()) {
    if (parameter.kind == Parameter::Kind::Binding) {
      addBindings(choices, *nest.plan(owner), parameter, step);
      continue;
    }
    if (parameter.takesRest) {
      addShuffled(choices, *nest.plan(owner), step);
      continue;
    }
    bool isOptional = !parameter.choices.empty();
    if (isOptional && choices.chance(50))
      break;
    sema::ScheduleArg argument;
    switch (parameter.kind) {
    case Parameter::Kind::Loop:
      argument.name = anyLoop(choices, *nest.plan(owner));
      break;
    case Parameter::Kind::Stage:
      // Consumers come late.
      owner = argument.name = choices.chance(60) ? nest.plans.back().first
                                                 : anyStage(choices, nest);
      break;
    case Parameter::Kind::Int:
      argument.kind = Kind::Integer;
      argument.integer = anyFactor(choices);
      break;
    case Parameter::Kind::Word:
      argument.name = choices.oneOf(parameter.choices).str();
      break;
    case Parameter::Kind::Binding:
      break; // above
    }
    step.arguments.push_back(std::move(argument));
  }
  return step;
}

} // namespace tdsl::testing
