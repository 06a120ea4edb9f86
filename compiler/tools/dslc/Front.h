//===- Front.h - What the subcommands share -------------------------------===//

#ifndef TDSL_TOOLS_DSLC_FRONT_H
#define TDSL_TOOLS_DSLC_FRONT_H

#include "compiler/driver/Compilation.h"
#include "compiler/tools/dslc/Options.h"

namespace tdsl::tools {

/// Reads and checks a file; says why not on stderr and yields null.
std::unique_ptr<driver::Checked> open(llvm::StringRef file,
                                      const Common &common);
/// Prints what a sink holds on stderr.
void report(const diag::Sink &sink, const SourceManager &sources,
            const Common &common);
void report(const driver::Checked &checked, const Common &common);

/// "; did you mean `x`?", or nothing where none of them is near.
std::string didYouMean(llvm::StringRef word,
                       llvm::ArrayRef<llvm::StringRef> candidates);
std::vector<llvm::StringRef> targetNames();
/// Null after saying why, with the exit code: there is no such target.
target::Backend *backendNamed(llvm::StringRef name, int &exit);
/// ... or it cannot run here.
target::Backend *runnable(llvm::StringRef name, target::Emulation emulation,
                          int &exit);

/// The function that was asked for, or the only one, or `main`. Null after
/// saying why.
const sema::Function *choose(driver::Checked &checked,
                             const FunctionOptions &options);
/// Types as given by name; f32, i32 or the first that fits for the others.
sema::TypeArguments typesOf(const sema::Function &function,
                            const FunctionOptions &options);
/// `M=512` as a name and a number; false with a message where it is neither.
bool parseSizes(const std::vector<std::string> &given,
                llvm::StringMap<int64_t> &sizes);
/// `T=f32` for each of --type; false with a message where it is no type.
bool parseTypes(const std::vector<std::string> &given,
                llvm::StringMap<sema::Scalar> &types);

/// Sets where a compilation stops and what it prints on stderr on its way;
/// false with a message where there is no such phase.
bool parsePhases(const PhaseOptions &given, driver::InstanceOptions &instance);

/// Writes a file whole or not at all, `-` to stdout; false with a message.
bool writeFile(llvm::StringRef path, llvm::StringRef bytes);

} // namespace tdsl::tools

#endif // TDSL_TOOLS_DSLC_FRONT_H
