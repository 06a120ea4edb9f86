//===- Generate.h - Random programs and random schedules ------------------===//

#ifndef TDSL_TEST_NEST_GENERATE_H
#define TDSL_TEST_NEST_GENERATE_H

#include "compiler/schedule/Skeleton.h"
#include "compiler/sema/Schedule.h"
#include "test/nest/Choices.h"

#include <string>

namespace tdsl::testing {

/// The text of a graph of a few stages on small integers, in sizes H, W and K:
/// stencils, clamps, guarded reads, transposes, reductions of several kinds.
/// Stages in the middle are defined everywhere: graph-infer-domains gives them
/// boxes. Where `mayBeEmpty` no read relies on a size being positive.
std::string generateGraph(Choices &choices, bool mayBeEmpty);

/// A step that may or may not be legal, on the loops that there are now.
sema::Step generateStep(Choices &choices, const schedule::Nest &nest);

} // namespace tdsl::testing

#endif // TDSL_TEST_NEST_GENERATE_H
