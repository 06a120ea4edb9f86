//===- Apply.cpp - Running a schedule over a graph and its nest -----------===//

#include "compiler/schedule/Apply.h"
#include "compiler/diag/Catalog.h"
#include "compiler/schedule/Choices.h"

#include "llvm/ADT/STLExtras.h"

namespace tdsl::schedule {

static void refuseUnknown(const sema::Step &step, diag::Sink &sink) {
  std::vector<std::string> names;
  for (const Primitive &primitive : primitives())
    names.push_back(primitive.directive.str());
  offer(sink.emit(diag::UnknownDirective, step.directiveSpan, step.directive),
        "directives", step.directive, names, step.directiveSpan);
}

bool apply(Scheduled &scheduled, const sema::Step &step,
           const target::Target &target, diag::Sink &sink) {
  const Primitive *primitive = findPrimitive(step.directive);
  if (!primitive) {
    refuseUnknown(step, sink);
    return false;
  }
  auto arguments = match(*primitive, scheduled, step, target, sink);
  if (!arguments || !primitive->check(scheduled, *arguments, sink))
    return false;
  primitive->apply(scheduled, *arguments);
  rebuildTree(scheduled.nest);
  return true;
}

bool apply(Scheduled &scheduled, const sema::Schedule &schedule,
           const target::Target &target, diag::Sink &sink) {
  return llvm::all_of(schedule.steps, [&](const sema::Step &step) {
    return apply(scheduled, step, target, sink);
  });
}

} // namespace tdsl::schedule
