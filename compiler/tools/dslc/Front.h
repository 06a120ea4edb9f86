//===- Front.h - What the subcommands share -------------------------------===//

#ifndef TDSL_TOOLS_DSLC_FRONT_H
#define TDSL_TOOLS_DSLC_FRONT_H

#include "compiler/driver/Compilation.h"
#include "compiler/tools/dslc/Options.h"

namespace tdsl::tools {

/// Where imports are looked for: what the options say, then TDSL_PATH, then
/// the standard library beside this program (installed, or in a build tree).
std::vector<std::string> searchPath(const Common &common);

/// Reads and checks a file; says why not on stderr and yields null.
std::unique_ptr<driver::Checked> open(llvm::StringRef file,
                                      const Common &common);
/// Prints what the sink holds on stderr.
void report(const driver::Checked &checked, const Common &common);

/// The function that was asked for, or the only one, or `main`.
const sema::Function *choose(driver::Checked &checked,
                             const FunctionOptions &options,
                             const Common &common);
/// Types as given by name; f32, i32 or the first that fits for the others.
sema::TypeArguments typesOf(const sema::Function &function,
                            const FunctionOptions &options);
/// `M=512` as a name and a number; false with a message where it is neither.
bool parseSizes(const std::vector<std::string> &given,
                llvm::StringMap<int64_t> &sizes);

} // namespace tdsl::tools

#endif // TDSL_TOOLS_DSLC_FRONT_H
