//===- LegalCalls.h - The directives that are legal at a point ------------===//
//
// Not a list that somebody keeps: each directive is tried on the loops that
// are there, with the check that the compiler makes.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_IDE_LEGALCALLS_H
#define TDSL_IDE_LEGALCALLS_H

#include "compiler/ide/Directives.h"
#include "compiler/ide/SchedulePoint.h"
#include "compiler/ide/Unit.h"

namespace tdsl::ide {

/// `split(y, 8)`; what may be left out is left out.
struct LegalCall {
  const Directive *directive = nullptr;
  std::vector<std::string> arguments;
};

/// Of a schedule unit that holds what stands before the point; one for each
/// choice of loops. Nothing where a step before is refused, so that the loops
/// at the point are not known.
std::optional<std::vector<LegalCall>> legalCalls(const Unit &before,
                                                 const SchedulePoint &point);

} // namespace tdsl::ide

#endif // TDSL_IDE_LEGALCALLS_H
