//===- Call.h - A function, compiled, with tensors to call it on ----------===//

#ifndef TDSL_TOOLS_DSLC_CALL_H
#define TDSL_TOOLS_DSLC_CALL_H

#include "compiler/driver/Arguments.h"
#include "compiler/tools/dslc/Front.h"

namespace tdsl::tools {

struct CallOptions {
  FunctionOptions function;
  std::vector<driver::GivenInput> inputs;
  std::string defaultSource; // of inputs that are not given; empty: an error
  target::RunOptions run;
};

/// What `run` and `bench` call.
struct PreparedCall {
  std::unique_ptr<driver::Checked> checked;
  const sema::Function *function = nullptr;
  std::string target;
  driver::Arguments arguments;
  std::unique_ptr<driver::Compilation> compilation;
  std::unique_ptr<target::Executable> executable;
  double lastMilliseconds = 0;

  /// False, with a diagnostic, where the call fails.
  bool run(const target::RunOptions &options);
};

/// Null after saying why, with the exit code.
std::unique_ptr<PreparedCall> prepareCall(const CallOptions &options,
                                          const Common &common, int &exit);

/// `T=f32` for each of --type; false with a message where it is no type.
bool parseTypes(const std::vector<std::string> &given,
                llvm::StringMap<sema::Scalar> &types);

} // namespace tdsl::tools

#endif // TDSL_TOOLS_DSLC_CALL_H
