//===- Schedule.h - schedule f on cpu { } ---------------------------------===//

#ifndef TDSL_SEMA_CHECK_SCHEDULE_H
#define TDSL_SEMA_CHECK_SCHEDULE_H

#include "compiler/sema/Context.h"

namespace tdsl::sema {

/// Checks a schedule and adds it to the program. That of an imported file
/// (`isMain` false) is left out where its function is not used.
void checkSchedule(Session &session, LoadedModule &module,
                   const syntax::ScheduleItem &item, bool isMain);

} // namespace tdsl::sema

#endif // TDSL_SEMA_CHECK_SCHEDULE_H
