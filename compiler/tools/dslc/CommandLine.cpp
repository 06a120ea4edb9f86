//===- CommandLine.cpp - The options of dslc ------------------------------===//
//
// The only file that knows CLI11, whose header is slow to compile.
//
//===----------------------------------------------------------------------===//

#include "compiler/support/Similar.h"
#include "compiler/tools/dslc/Options.h"

#include "llvm/Config/llvm-config.h"
#include "llvm/Support/raw_ostream.h"

#include <CLI/CLI.hpp>

namespace tdsl::tools {
namespace {

constexpr const char *Footer =
    "`dslc SUBCOMMAND --help` tells the options of one.\n"
    "What is repeated on the command line can stand in a tdsl.toml beside the\n"
    "programs; `dslc doctor` shows what is in force.\n"
    "Exit codes: 0 done, 1 the input has errors or a test fails, 2 misuse,\n"
    "3 something is missing here, 101 a mistake of dslc, 130 interrupted.";

/// An option as --help shows it: `--size NAME=NUMBER`.
template <typename Value>
CLI::Option *add(CLI::App &app, const char *name, Value &value,
                 const char *form, const std::string &summary) {
  return app.add_option(name, value, summary)
      ->type_name(form)
      ->allow_extra_args(false);
}

void addCommon(CLI::App &app, Common &common) {
  const char *group = "Common options";
  add(app, "--format", common.format, "FORMAT",
      "diagnostics as text, line or json (text)")
      ->group(group);
  add(app, "--color", common.color, "WHEN",
      "colours in diagnostics: auto, always, never (auto)")
      ->group(group);
  add(app, "-I,--search-path", common.searchPath, "FOLDER",
      "where imports are looked for; may be repeated")
      ->group(group);
}

void addFile(CLI::App &app, std::string &file) {
  add(app, "FILE", file, "", "a .tdsl file")->required();
}

void addFiles(CLI::App &app, std::vector<std::string> &files,
              const char *summary = ".tdsl files") {
  app.add_option("FILE", files, summary)->type_name("")->required();
}

constexpr const char *OnlyOne =
    "the function; the only one, or main, where none is named";

void addFunction(CLI::App &app, FunctionOptions &function,
                 const char *otherwise = OnlyOne) {
  addFile(app, function.file);
  add(app, "--fn", function.function, "NAME", otherwise);
  add(app, "--type", function.types, "NAME=TYPE",
      "a type parameter: T=f64; f32 or i32 where none is given");
}

void addSizes(CLI::App &app, FunctionOptions &function) {
  add(app, "--size", function.sizes, "NAME=NUMBER",
      "a size: M=512; inputs that are read tell theirs");
}

/// "cpu, cuda, ..."
std::string targetNames() {
  std::string names;
#define TDSL_BACKEND(Name, Kind)                                               \
  names += (names.empty() ? "" : ", ") + std::string(#Name);
#include "backends/Backends.def"
#undef TDSL_BACKEND
  return names;
}

void addTarget(CLI::App &app, Common &common) {
  add(app, "--target", common.target, "NAME", targetNames() + " (cpu)");
}

void addThreads(CLI::App &app, Common &common, const char *otherwise) {
  app.add_option_function<unsigned>(
         "--threads", [&common](unsigned count) { common.threads = count; },
         std::string("at most so many threads; 0: all (") + otherwise + ")")
      ->type_name("COUNT");
}

void addPhases(CLI::App &app, PhaseOptions &phases) {
  const char *group = "Looking into the compiler";
  std::string names;
#define TDSL_PHASE(Name, Spelling, Summary)                                    \
  names += (names.empty() ? "" : ", ") + std::string(Spelling);
#include "compiler/driver/Phases.def"
#undef TDSL_PHASE
  add(app, "--dump-after", phases.dumpAfter, "PHASE",
      "print the form after a phase on stderr: " + names)
      ->group(group);
  add(app, "--stop-after", phases.stopAfter, "PHASE",
      "do nothing after that phase")
      ->group(group);
}

void addTargets(CLI::App &app, std::vector<std::string> &targets) {
  add(app, "--targets", targets, "NAME,...",
      "which of " + targetNames() + " (cpu, reference)")
      ->delimiter(',');
}

void addOptions(CLI::App &app, CheckOptions &options) {
  addCommon(app, options.common);
  addFiles(app, options.files);
}

void addOptions(CLI::App &app, FmtOptions &options) {
  addCommon(app, options.common);
  addFiles(app, options.files, ".tdsl files, - for standard input");
  app.add_flag("--check", options.check,
               "write nothing; name the files that differ, exit 1");
  app.add_flag("--diff", options.diff,
               "write nothing; show what differs, exit 1");
}

void addOptions(CLI::App &app, EmitOptions &options) {
  addCommon(app, options.common);
  addFunction(app, options.function);
  addTarget(app, options.common);
  addPhases(app, options.phases);
  add(app, "--stage", options.stage, "STAGE",
      "ast, program, graph, nest, tir, llvm, asm, ptx, sass, spirv or a phase "
      "(graph)");
  add(app, "-o,--output", options.output, "FILE", "a file; - is stdout (-)");
}

void addOptions(CLI::App &app, RunOptions &options) {
  addCommon(app, options.common);
  addFunction(app, options.function);
  addSizes(app, options.function);
  addTarget(app, options.common);
  addThreads(app, options.common, "all");
  addPhases(app, options.phases);
  add(app, "--in", options.inputs, "NAME=SOURCE",
      "an input: FILE.npy, FILE.png, random:SEED or a number");
  add(app, "--out", options.outputs, "NAME=FILE",
      "where a result goes: FILE.npy or FILE.png; others are printed");
  app.add_flag("--json", options.json,
               "what ran and how long, as one JSON object");
  add(app, "--trace", options.trace, "STAGE",
      "print each point of a stage on stderr (target reference)");
  app.add_flag("--emulate", options.emulate,
               "run a GPU's kernels on the host (target cuda)");
  app.add_flag("--check", options.check,
               "report races, accesses outside of buffers and barriers that "
               "not all threads reach (with --emulate)");
}

constexpr double MaxSeconds = 3600;

void addOptions(CLI::App &app, BenchOptions &options) {
  addCommon(app, options.common);
  addFunction(app, options.function,
              "one function, on random data, not the benches of the file");
  addSizes(app, options.function);
  addTarget(app, options.common);
  addThreads(app, options.common, "1");
  add(app, "--seconds", options.seconds, "SECONDS", "time to spend on each (1)")
      ->check([](const std::string &given) {
        double seconds = 0;
        bool isTime = !llvm::StringRef(given).getAsDouble(seconds) &&
                      seconds >= 0 && seconds <= MaxSeconds;
        return isTime ? "" : "`" + given + "` is no time of up to an hour";
      });
  app.add_flag("--by-stage", options.byStage,
               "also the time of each stage that has loops of its own");
  app.add_flag("--json", options.json, "one JSON object a line");
}

void addOptions(CLI::App &app, ExplainOptions &options) {
  add(app, "CODE", options.code, "", "a code: E0312; all are listed without");
}

void addOptions(CLI::App &app, ScheduleOptions &options) {
  addCommon(app, options.common);
  addFunction(app, options.function, "the function (all of the file)");
  addTarget(app, options.common);
}

void addOptions(CLI::App &app, VerifyOptions &options) {
  addCommon(app, options.common);
  addFile(app, options.function.file);
  add(app, "--fn", options.function.function, "NAME",
      "the function (all of the file)");
  add(app, "--seed", options.seed, "NUMBER", "of sizes and data (1)");
  add(app, "--rounds", options.rounds, "COUNT", "calls of each function (100)");
  addTargets(app, options.targets);
}

void addOptions(CLI::App &app, DoctorOptions &options) {
  addCommon(app, options.common);
}

void addOptions(CLI::App &app, LspOptions &options) {
  addCommon(app, options.common);
  app.add_flag("--lit-test", options.litTest,
               "read messages without headers, between lines `// -----`")
      ->group("For tests");
}

void addOptions(CLI::App &app, NewOptions &options) {
  add(app, "NAME", options.name, "", "of the folder and of its function")
      ->required();
}

void addOptions(CLI::App &app, TestOptions &options) {
  addCommon(app, options.common);
  addFiles(app, options.files);
  addTargets(app, options.targets);
}

void addOptions(CLI::App &app, BuildOptions &options) {
  addCommon(app, options.common);
  addFunction(app, options.function,
              "the function (those with @export, else all)");
  addTarget(app, options.common);
  addPhases(app, options.phases);
  add(app, "-o,--output", options.output, "FILE",
      "libNAME.so, NAME.o or libNAME.a; NAME.h is written beside it")
      ->required();
}

/// The file whose folder tells the project.
template <typename Options>
auto firstFile(const Options &options, int)
    -> decltype(options.function.file, std::string()) {
  return options.function.file;
}
template <typename Options>
auto firstFile(const Options &options, int)
    -> decltype(options.files.front(), std::string()) {
  return options.files.front();
}
template <typename Options> std::string firstFile(const Options &, long) {
  return "";
}

template <typename Options> int settleAndRun(Options &options) {
  int exit = settle(options.common, firstFile(options, 0));
  return exit == Done ? run(options) : exit;
}
// What helps where the settings are broken does not need them.
int settleAndRun(ExplainOptions &options) { return run(options); }
int settleAndRun(NewOptions &options) { return run(options); }
int settleAndRun(LspOptions &options) { return run(options); } // a file each
int settleAndRun(DoctorOptions &options) {
  int exit = settle(options.common, "");
  return std::max(exit, run(options));
}

std::string near(llvm::StringRef word, const std::vector<std::string> &known) {
  std::vector<llvm::StringRef> candidates(known.begin(), known.end());
  auto found = mostSimilar(word, candidates);
  return found ? "; did you mean `" + found->str() + "`?" : "";
}

std::string nearestOption(const CLI::App &app, llvm::StringRef word) {
  std::vector<std::string> known;
  for (const CLI::Option *option : app.get_options())
    for (const std::string &name : option->get_lnames())
      known.push_back("--" + name);
  return near(word, known);
}

/// What CLI11 says of a value, in our words.
std::string aboutValue(const CLI::ParseError &error) {
  llvm::StringRef words = error.what();
  auto [name, what] = words.split(": ");
  if (what.starts_with("At Most 1"))
    return "`" + name.str() + "` is given more than once";
  if (name == "Could not convert") {
    auto [option, value] = what.split(" = ");
    return "`" + option.str() + "` cannot be `" + value.str() + "`";
  }
  return words.str();
}

/// What is wrong with the words, and what would be right.
std::string misuse(CLI::App &app, CLI::App &chosen,
                   const CLI::ParseError &error, int argc, char **argv) {
  for (const std::string &word : app.remaining(/*recurse=*/true)) {
    if (word.size() > 1 && word.front() == '-') {
      llvm::StringRef name = llvm::StringRef(word).split('=').first;
      return "there is no option `" + name.str() + "`" +
             nearestOption(chosen, name);
    }
    if (&chosen != &app)
      return "nothing takes `" + word + "`";
  }
  if (&chosen != &app)
    return aboutValue(error);
  std::vector<std::string> known;
  for (const CLI::App *each : app.get_subcommands({}))
    known.push_back(each->get_name());
  for (int place = 1; place < argc; ++place)
    if (argv[place][0] != '-')
      return "there is no subcommand `" + std::string(argv[place]) + "`" +
             near(argv[place], known);
  return error.what();
}

int explainMisuse(CLI::App &app, const CLI::ParseError &error, int argc,
                  char **argv) {
  if (error.get_exit_code() == 0) // --help, --version
    return app.exit(error);
  if (argc == 1) {
    llvm::errs() << app.help();
    return Usage;
  }
  auto parsed = app.get_subcommands();
  CLI::App &chosen = parsed.empty() ? app : *parsed.front();
  std::string name = parsed.empty() ? "dslc" : "dslc " + chosen.get_name();
  llvm::errs() << name << ": " << misuse(app, chosen, error, argc, argv)
               << "\nsee `" << name << " --help`\n";
  return Usage;
}

} // namespace

int runCommandLine(int argc, char **argv) {
  CLI::App app("The compiler of the TDSL tensor language", "dslc");
  app.require_subcommand(1);
  app.footer(Footer);
  app.get_formatter()->column_width(28);
  app.set_help_flag("-h,--help", "this text"); // for subcommands too
  app.set_version_flag("--version",
                       "dslc " TDSL_VERSION " (LLVM " LLVM_VERSION_STRING ")",
                       "the version");
  int (*chosen)(void *) = nullptr;
  void *chosenOptions = nullptr;
#define TDSL_SUBCOMMAND(Name, Spelling, Summary, Example)                      \
  Name##Options options##Name;                                                 \
  CLI::App *app##Name = app.add_subcommand(Spelling, Summary);                 \
  app##Name->footer("For example:\n  " Example);                               \
  addOptions(*app##Name, options##Name);                                       \
  app##Name->callback([&] {                                                    \
    chosenOptions = &options##Name;                                            \
    chosen = [](void *given) {                                                 \
      return settleAndRun(*static_cast<Name##Options *>(given));               \
    };                                                                         \
  });
#include "compiler/tools/dslc/Subcommands.def"
#undef TDSL_SUBCOMMAND
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError &error) {
    return explainMisuse(app, error, argc, argv);
  }
  return chosen(chosenOptions);
}

} // namespace tdsl::tools
