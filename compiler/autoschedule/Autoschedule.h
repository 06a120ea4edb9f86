//===- Autoschedule.h - A schedule for what the user left open ------------===//
//
// The rest of a schedule, from classes of stages and a model of the machine, in
// directives that a person could have written. It works without measuring.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_AUTOSCHEDULE_AUTOSCHEDULE_H
#define TDSL_AUTOSCHEDULE_AUTOSCHEDULE_H

#include "compiler/schedule/Apply.h"

namespace tdsl::autoschedule {

/// Schedules every stage that `user`, which is applied already, says nothing
/// of. The steps are applied, and given back in order.
sema::Schedule complete(schedule::Scheduled &scheduled,
                        const sema::Schedule &user,
                        const target::Target &target);

} // namespace tdsl::autoschedule

#endif // TDSL_AUTOSCHEDULE_AUTOSCHEDULE_H
