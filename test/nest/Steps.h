//===- Steps.h - Directives from a line of text ---------------------------===//

#ifndef TDSL_TEST_NEST_STEPS_H
#define TDSL_TEST_NEST_STEPS_H

#include "compiler/sema/Schedule.h"

namespace tdsl::testing {

/// `let (o, k) = y.split(i, 8, tail: exact); y.vectorize(k)`, without spans.
/// What the tests of this folder need of the language, no more.
std::vector<sema::Step> parseSteps(llvm::StringRef text);

} // namespace tdsl::testing

#endif // TDSL_TEST_NEST_STEPS_H
