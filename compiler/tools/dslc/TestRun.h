//===- TestRun.h - One test on one target ---------------------------------===//

#ifndef TDSL_TOOLS_DSLC_TESTRUN_H
#define TDSL_TOOLS_DSLC_TESTRUN_H

#include "compiler/tools/dslc/Front.h"

namespace tdsl::tools {

/// Why it fails; empty where it passes.
std::string runTest(driver::Checked &checked, const sema::TestCase &test,
                    target::Backend &backend,
                    const target::RunOptions &options);

/// The tensors that the host makes for a test or bench.
std::optional<std::vector<target::HostTensor>>
makeInputs(const sema::TestCase &test);
/// One tensor for each result of its body.
std::optional<std::vector<target::HostTensor>>
makeResults(const sema::Function &body);

} // namespace tdsl::tools

#endif // TDSL_TOOLS_DSLC_TESTRUN_H
