//===- ScheduleState.h - The loops of a function under a schedule ---------===//
//
// Internal to this folder: what knows MLIR. Everything that is made lives in a
// context of its own and dies with it.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_IDE_SCHEDULESTATE_H
#define TDSL_IDE_SCHEDULESTATE_H

#include "compiler/ide/Unit.h"
#include "compiler/schedule/Apply.h"

#include "mlir/IR/MLIRContext.h"

namespace tdsl::ide {

class ScheduleState {
public:
  /// Elaborates the function and runs the passes of its graph. The stages that
  /// the schedule names are kept, and `alsoKept`.
  ScheduleState(const Unit &unit, const sema::Schedule &schedule,
                llvm::StringRef alsoKept, diag::Sink &sink);

  /// False where the function itself is wrong; the sink tells why.
  bool isReady() const { return ready; }
  /// Applies the i-th step. False, with a diagnostic, where it is refused.
  bool step(size_t i);
  /// After the last step: what it asks of a GPU, with what the automatic
  /// scheduler adds, against what most of them have.
  void finish();

  const schedule::Scheduled &loops() const { return scheduled; }
  const target::Target &target() const { return machine; }

private:
  const sema::Schedule &schedule;
  diag::Sink &sink;
  mlir::MLIRContext context{mlir::MLIRContext::Threading::DISABLED};
  mlir::OwningOpRef<mlir::ModuleOp> graph;
  bool ready = false;
  target::Target machine;
  schedule::Scheduled scheduled;
};

} // namespace tdsl::ide

#endif // TDSL_IDE_SCHEDULESTATE_H
