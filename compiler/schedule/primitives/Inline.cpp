//===- Inline.cpp - Writing a stage into its readers ----------------------===//
//
// p.inline()
//
//   p[j] = f(j)
//   c[i] = g(p[i - 1])     ->     c[i] = g(f(i - 1))
//
//===----------------------------------------------------------------------===//

#include "compiler/schedule/Legality.h"

namespace tdsl::schedule {

bool checkInline(const Scheduled &scheduled, const Arguments &arguments,
                 diag::Sink &sink) {
  return false;
}

void applyInline(Scheduled &scheduled, const Arguments &arguments) {}

} // namespace tdsl::schedule
