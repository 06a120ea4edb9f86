//===- CommandLine.cpp - The options of dslc ------------------------------===//
//
// The only file that knows CLI11, whose header is slow to compile.
//
//===----------------------------------------------------------------------===//

#include "compiler/tools/dslc/Options.h"

#include <CLI/CLI.hpp>

namespace tdsl::tools {
namespace {

void addCommon(CLI::App &app, Common &common) {
  app.add_option("--format", common.format, "how diagnostics are printed")
      ->transform(CLI::CheckedTransformer(
          std::map<std::string, diag::Format>{{"text", diag::Format::Text},
                                              {"line", diag::Format::Line},
                                              {"json", diag::Format::Json}}));
  app.add_option("--color", common.color, "colours in diagnostics")
      ->check(CLI::IsMember({"auto", "always", "never"}));
  app.add_option("-I,--search-path", common.searchPath,
                 "a folder in which imports are looked for");
}

void addFunction(CLI::App &app, FunctionOptions &function) {
  app.add_option("FILE", function.file, "a .tdsl file")->required();
  app.add_option("--fn", function.function, "the function");
  app.add_option("--type", function.types, "a type parameter: T=f32");
  app.add_option("--size", function.sizes, "a size: M=512");
  app.add_option("--target", function.target, "the backend");
}

void addOptions(CLI::App &app, CheckOptions &options) {
  addCommon(app, options.common);
  app.add_option("FILE", options.files, ".tdsl files")->required();
}

void addOptions(CLI::App &app, FmtOptions &options) {
  addCommon(app, options.common);
  app.add_option("FILE", options.files, ".tdsl files, - for standard input")
      ->required();
  app.add_flag("--check", options.check, "only tell which files differ");
  app.add_flag("--diff", options.diff, "only show what differs");
}

void addOptions(CLI::App &app, EmitOptions &options) {
  addCommon(app, options.common);
  addFunction(app, options.function);
  app.add_option("--stage", options.stage, "which form");
  app.add_option("-o,--output", options.output, "a file, - for the terminal");
}

void addOptions(CLI::App &app, RunOptions &options) {
  addCommon(app, options.common);
  addFunction(app, options.function);
  app.add_option("--in", options.inputs,
                 "an input: NAME=PATH, NAME=random:SEED or NAME=NUMBER");
  app.add_option("--out", options.outputs, "a result: NAME=PATH");
  app.add_option("--threads", options.threads, "at most so many threads");
  app.add_flag("--json", options.json, "what ran and how long, as JSON");
  app.add_option("--trace", options.trace,
                 "print a stage's points (target reference)");
}

void addOptions(CLI::App &app, BenchOptions &options) {
  addCommon(app, options.common);
  addFunction(app, options.function);
  app.add_option("--threads", options.threads, "at most so many threads");
  app.add_option("--seconds", options.seconds, "time to spend on a function");
  app.add_flag("--json", options.json, "one JSON object a line");
}

void addOptions(CLI::App &app, ExplainOptions &options) {
  app.add_option("CODE", options.code, "a code: E0312")->required();
}

void addOptions(CLI::App &app, ScheduleOptions &options) {
  addCommon(app, options.common);
  addFunction(app, options.function);
}

void addOptions(CLI::App &app, VerifyOptions &options) {
  addCommon(app, options.common);
  addFunction(app, options.function);
  app.add_option("--seed", options.seed, "of sizes and data");
  app.add_option("--rounds", options.rounds, "calls of each function");
  app.add_option("--targets", options.targets, "which targets: cpu,reference")
      ->delimiter(',');
}

void addOptions(CLI::App &app, DoctorOptions &options) {
  addCommon(app, options.common);
}

void addOptions(CLI::App &app, NewOptions &options) {
  app.add_option("NAME", options.name, "of the folder and function")
      ->required();
}

void addOptions(CLI::App &app, TestOptions &options) {
  addCommon(app, options.common);
  app.add_option("FILE", options.files, ".tdsl files")->required();
  app.add_option("--targets", options.targets, "which targets: cpu,reference")
      ->delimiter(',');
}

void addOptions(CLI::App &app, BuildOptions &options) {
  addCommon(app, options.common);
  addFunction(app, options.function);
  app.add_option("-o,--output", options.output,
                 "libNAME.so, NAME.o or libNAME.a; NAME.h is written beside it")
      ->required();
}

} // namespace

int runCommandLine(int argc, char **argv) {
  CLI::App app("The compiler of the TDSL tensor language", "dslc");
  app.require_subcommand(1);
  int (*chosen)(const void *) = nullptr;
  const void *chosenOptions = nullptr;
#define TDSL_SUBCOMMAND(Name, Spelling, Summary)                               \
  Name##Options options##Name;                                                 \
  CLI::App *app##Name = app.add_subcommand(Spelling, Summary);                 \
  addOptions(*app##Name, options##Name);                                       \
  app##Name->callback([&] {                                                    \
    chosenOptions = &options##Name;                                            \
    chosen = [](const void *given) {                                           \
      return run(*static_cast<const Name##Options *>(given));                  \
    };                                                                         \
  });
#include "compiler/tools/dslc/Subcommands.def"
#undef TDSL_SUBCOMMAND
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError &error) {
    return app.exit(error) == 0 ? Done : Usage;
  }
  return chosen(chosenOptions);
}

} // namespace tdsl::tools
