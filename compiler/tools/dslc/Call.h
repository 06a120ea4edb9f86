//===- Call.h - A function, compiled, with tensors to call it on ----------===//

#ifndef TDSL_TOOLS_DSLC_CALL_H
#define TDSL_TOOLS_DSLC_CALL_H

#include "compiler/driver/Arguments.h"
#include "compiler/tools/dslc/Front.h"

#include "llvm/Support/JSON.h"

namespace tdsl::tools {

struct CallOptions {
  FunctionOptions function;
  std::vector<driver::GivenInput> inputs;
  std::string defaultSource; // of inputs that are not given; empty: an error
};

/// What `run` and `bench` call.
struct PreparedCall {
  std::shared_ptr<driver::Checked> checked;
  const sema::Function *function = nullptr;
  std::string name; // of the function, or of the bench
  std::string target;
  driver::Arguments arguments;
  std::unique_ptr<driver::Compilation> compilation;
  std::unique_ptr<target::Executable> executable;
  double lastMilliseconds = 0;

  /// False, with a diagnostic, where the call fails.
  bool run(const target::RunOptions &options);
};

enum class Compiled : uint8_t { Ready, Stopped /*by --stop-after*/, Failed };

/// Compiles call.function for call.arguments. Failed: the sink has an error.
Compiled compile(PreparedCall &call, target::Backend &backend,
                 driver::InstanceOptions instance);

/// What a command line asks of one function of a file. Null with the exit code:
/// Usage after saying why; InputHasErrors where the sink says why; Done where
/// --stop-after does.
std::unique_ptr<PreparedCall>
prepareCall(const CallOptions &options,
            const std::shared_ptr<driver::Checked> &checked,
            target::Backend &backend, const driver::InstanceOptions &instance,
            int &exit);

/// What was called, for --json: name, target, threads (0: all), sizes.
llvm::json::Object jsonOf(const PreparedCall &call, unsigned threads);

/// What errors mean for the exit code: a result that cannot be written is no
/// mistake of the input.
int exitOf(const diag::Sink &sink);

} // namespace tdsl::tools

#endif // TDSL_TOOLS_DSLC_CALL_H
