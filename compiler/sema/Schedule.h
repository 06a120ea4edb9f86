//===- Schedule.h - A schedule as plain values ----------------------------===//
//
// The steps of a schedule, names resolved as far as the algorithm goes. Loops
// that directives make exist only once the steps before them were applied, so
// loop names are looked up by compiler/schedule. What directives there are and
// what they take stands in compiler/schedule/primitives/Primitives.def.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_SEMA_SCHEDULE_H
#define TDSL_SEMA_SCHEDULE_H

#include "compiler/support/Source.h"

#include <string>
#include <vector>

namespace tdsl::sema {

struct Function;

/// `cpu`, `cpu(avx2)`, `gpu`, `cuda(sm_80)`.
struct TargetName {
  std::string family;
  std::string feature;
};

/// An argument of a directive. The directive's signature says which kinds fit;
/// a plain name stays text until the loops are known.
struct ScheduleArg {
  enum class Kind : uint8_t { Name, Integer, Tune } kind = Kind::Name;
  Span span;
  std::string keyword;          // `tail` in tail: guard; empty by position
  std::string name;             // Name: a loop, a stage path or a word
  int64_t integer = 0;          // Integer
  std::vector<int64_t> choices; // Tune: tune [32, 64, 128]
};

/// `let (strip, row) = out.split(y, 32)`.
struct Step {
  Span span;          // of the whole step
  Span directiveSpan; // of the directive's name
  Span stageSpan;
  std::string stage; // the path of the stage: `out`, `h.peak`
  std::string directive;
  std::vector<ScheduleArg> arguments;
  std::vector<std::string> results; // the names that it binds
  std::vector<Span> resultSpans;
};

struct Schedule {
  const Function *function = nullptr;
  TargetName target;
  Span span;
  std::vector<Step> steps;
};

} // namespace tdsl::sema

#endif // TDSL_SEMA_SCHEDULE_H
