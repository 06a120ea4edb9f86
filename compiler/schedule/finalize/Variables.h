//===- Variables.h - A stage's variables on the way to a leaf -------------===//

#ifndef TDSL_SCHEDULE_FINALIZE_VARIABLES_H
#define TDSL_SCHEDULE_FINALIZE_VARIABLES_H

#include "compiler/schedule/Nest.h"

#include "llvm/ADT/StringMap.h"

namespace tdsl::schedule {

/// What is known of the variables of a stage at a place of the nest: the ranges
/// decided so far and which loops are around. A variable is an index, or a part
/// of one that a split made; a part counts from zero.
class Variables {
public:
  explicit Variables(const StagePlan &plan) : plan_(&plan) {}

  const StagePlan &plan() const { return *plan_; }

  /// The range that an index has before anything is cut, which may speak of
  /// indices that stand before it.
  void declare(llvm::StringRef index, const sets::Interval &range);
  sets::Interval declared(llvm::StringRef index) const;
  void setRange(llvm::StringRef symbol, const sets::Interval &range);
  const sets::Interval *range(llvm::StringRef symbol) const;

  void enterLoop(llvm::StringRef symbol) { states[symbol].looped = true; }
  /// As if no loop of it were around: for what all of its iterations share.
  void leaveLoop(llvm::StringRef symbol) { states[symbol].looped = false; }
  /// Its only iteration needs no loop.
  void fix(llvm::StringRef symbol, const sets::Expr &value);
  bool wasCut(llvm::StringRef index) const;
  void setCut(llvm::StringRef index) { states[index].cut = true; }
  /// Its parts alone do not keep it below its end: leaves need a guard.
  void setGuarded(llvm::StringRef symbol) { states[symbol].guarded = true; }

  /// All loops that make it are around.
  bool isBound(llvm::StringRef symbol) const;
  /// Some loop that makes a part of it is around.
  bool isTouched(llvm::StringRef symbol) const;
  /// As a form of the loops that make it; its ranges must be decided.
  sets::Expr value(llvm::StringRef symbol) const;
  /// Where it lies while the loops inside of this place run.
  sets::Interval interval(llvm::StringRef symbol) const;
  /// e with the indices that are bound replaced by their values.
  sets::Expr substitute(const sets::Expr &e) const;
  std::vector<sets::Expr> guards() const;

private:
  struct State {
    std::optional<sets::Interval> declared;
    std::optional<sets::Interval> range;
    std::optional<sets::Expr> fixed;
    bool looped = false; // or fixed
    bool cut = false;
    bool guarded = false;
  };
  const State *find(llvm::StringRef symbol) const;
  sets::Interval substitute(const sets::Interval &range) const {
    return {substitute(range.lower), substitute(range.upper)};
  }

  const StagePlan *plan_;
  llvm::StringMap<State> states;
};

} // namespace tdsl::schedule

#endif // TDSL_SCHEDULE_FINALIZE_VARIABLES_H
