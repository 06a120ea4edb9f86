//===- BenchCase.h - A bench of a file, ready to be timed -----------------===//

#ifndef TDSL_TOOLS_DSLC_BENCHCASE_H
#define TDSL_TOOLS_DSLC_BENCHCASE_H

#include "compiler/tools/dslc/Call.h"

namespace tdsl::tools {

/// A bench whose body is one call of a function on what the host makes times
/// that function, with the function's own schedule. Any other body is compiled
/// as a whole, calls inlined. Null where the sink got an error.
std::unique_ptr<PreparedCall>
prepareBench(const std::shared_ptr<driver::Checked> &checked,
             const sema::TestCase &bench, target::Backend &backend,
             const driver::InstanceOptions &instance);

} // namespace tdsl::tools

#endif // TDSL_TOOLS_DSLC_BENCHCASE_H
