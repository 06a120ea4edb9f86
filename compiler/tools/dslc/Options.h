//===- Options.h - What the command line asked for ------------------------===//
//
// Plain structures, one a subcommand: CommandLine.cpp fills them (the only file
// that knows CLI11), Settings.cpp adds what no flag gave, <Subcommand>.cpp acts
// on them.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_TOOLS_DSLC_OPTIONS_H
#define TDSL_TOOLS_DSLC_OPTIONS_H

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tdsl::tools {

/// Exit codes; docs/command-line.md lists them for scripts.
enum Exit : int {
  Done = 0,
  InputHasErrors = 1, // or fmt --check differs, or a test fails
  Usage = 2,
  EnvironmentLacks = 3,
  Interrupted = 130,
};

/// One setting that is in force, and who said so.
struct Setting {
  std::string key, value, from;
};

/// What flags, the environment and settings files can say. As the flags say
/// (empty: nothing) until settle() has filled it.
struct Common {
  std::string format;
  std::string color;
  std::vector<std::string> searchPath;
  std::string target;
  std::optional<unsigned> threads;
  std::vector<Setting> inForce; // for `dslc doctor`
};

/// Which instance of which function.
struct FunctionOptions {
  std::string file;
  std::string function;
  std::vector<std::string> types; // T=f32
  std::vector<std::string> sizes; // M=512
};

/// Looking into the compiler; names of driver/Phases.def.
struct PhaseOptions {
  std::vector<std::string> dumpAfter;
  std::string stopAfter;
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
  PhaseOptions phases;
  std::string stage = "graph";
  std::string output = "-";
};

struct RunOptions {
  Common common;
  FunctionOptions function;
  PhaseOptions phases;
  std::vector<std::string> inputs;  // NAME=PATH
  std::vector<std::string> outputs; // NAME=PATH
  bool json = false;
  std::string trace;
  bool emulate = false; // a GPU, on the host
  bool check = false;   // the accesses of the emulated kernels
};

struct BenchOptions {
  Common common;
  FunctionOptions function;
  double seconds = 1;
  bool byStage = false;
  bool json = false;
};

struct ExplainOptions {
  Common common;
  std::string code; // empty: all of them
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

struct LspOptions {
  Common common;
  bool litTest = false; // messages in a file, without headers
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
  PhaseOptions phases;
  std::string output;
};

#define TDSL_SUBCOMMAND(Name, Spelling, Summary, Example)                      \
  int run(const Name##Options &);
#include "compiler/tools/dslc/Subcommands.def"
#undef TDSL_SUBCOMMAND

/// Fills what no flag gave: from the environment, then from the tdsl.toml of
/// the project that `file` belongs to, then from the user's file, then with
/// defaults. Yields Done, or says what is wrong and with which exit code.
int settle(Common &common, const std::string &file);

/// Fills the structure of the subcommand that was asked for and runs it.
int runCommandLine(int argc, char **argv);

} // namespace tdsl::tools

#endif // TDSL_TOOLS_DSLC_OPTIONS_H
