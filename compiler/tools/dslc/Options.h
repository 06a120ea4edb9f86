//===- Options.h - What the command line asked for ------------------------===//
//
// Plain structures, one a subcommand: CommandLine.cpp fills them (the only file
// that knows CLI11), <Subcommand>.cpp acts on them.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_TOOLS_DSLC_OPTIONS_H
#define TDSL_TOOLS_DSLC_OPTIONS_H

#include "compiler/diag/Render.h"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace tdsl::tools {

/// Exit codes; docs/command-line.md lists them for scripts.
enum Exit : int {
  Done = 0,
  InputHasErrors = 1, // or fmt --check differs, or a test fails
  Usage = 2,
  EnvironmentLacks = 3,
};

struct Common {
  diag::Format format = diag::Format::Text;
  std::string color = "auto";
  std::vector<std::string> searchPath;
};

/// Which instance of which function.
struct FunctionOptions {
  std::string file;
  std::string function;
  std::vector<std::string> types; // T=f32
  std::vector<std::string> sizes; // M=512
  std::string target = "cpu";
};

struct CheckOptions {
  Common common;
  std::vector<std::string> files;
};

struct FmtOptions {
  Common common;
  std::vector<std::string> files;
  bool check = false;
  bool diff = false;
};

struct EmitOptions {
  Common common;
  FunctionOptions function;
  std::string stage = "graph";
  std::string output = "-";
};

struct RunOptions {
  Common common;
  FunctionOptions function;
  std::vector<std::string> inputs;  // NAME=PATH
  std::vector<std::string> outputs; // NAME=PATH
  unsigned threads = 0;
  bool json = false;
  std::string trace;
};

struct BenchOptions {
  Common common;
  FunctionOptions function;
  unsigned threads = 1;
  double seconds = 1;
  bool json = false;
};

struct ExplainOptions {
  Common common;
  std::string code;
};

struct ScheduleOptions {
  Common common;
  FunctionOptions function;
};

struct VerifyOptions {
  Common common;
  FunctionOptions function;
  uint64_t seed = 1;
  unsigned rounds = 100;
  std::vector<std::string> targets = {"cpu", "reference"};
};

struct DoctorOptions {
  Common common;
};

struct NewOptions {
  Common common;
  std::string name;
};

struct TestOptions {
  Common common;
  std::vector<std::string> files;
  std::vector<std::string> targets = {"reference", "cpu"};
};

struct BuildOptions {
  Common common;
  FunctionOptions function;
  std::string output;
};

#define TDSL_SUBCOMMAND(Name, Spelling, Summary) int run(const Name##Options &);
#include "compiler/tools/dslc/Subcommands.def"
#undef TDSL_SUBCOMMAND

/// Fills the structure of the subcommand that was asked for and runs it.
int runCommandLine(int argc, char **argv);

} // namespace tdsl::tools

#endif // TDSL_TOOLS_DSLC_OPTIONS_H
