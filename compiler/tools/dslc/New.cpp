//===- New.cpp - dslc new -------------------------------------------------===//

#include "compiler/sema/Check.h"
#include "compiler/tools/dslc/Front.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/raw_ostream.h"

namespace tdsl::tools {
namespace {

constexpr const char *Project =
    R"(# Settings of dslc for the programs of this folder and those below.
# A flag beats the environment, that this file, that ~/.config/tdsl/config.toml;
# `dslc doctor` shows what is in force.
target = "cpu"
# threads = 4               # at most so many; all without
# search-path = ["library"] # folders in which imports are looked for
)";

/// A function and a test that passes.
std::string programOf(const std::string &name) {
  std::string text = R"(/// y = a*x + b, point by point.
fn NAME<N>(a: f32, x: f32[N], b: f32[N]) -> (y: f32[N]) {
  y[i] = a * x[i] + b[i]
}

test "two ones and one are three" {
  let y = NAME(2.0, ones(f32[8]), ones(f32[8]))
  assert_close(y, full(f32[8], 3.0))
}

bench "NAME 1M" {
  NAME(2.0, random.normal(f32[1048576], seed: 1), ones(f32[1048576]))
}
)";
  for (size_t at; (at = text.find("NAME")) != std::string::npos;)
    text.replace(at, 4, name);
  return text;
}

bool isName(llvm::StringRef name) {
  return !name.empty() && !llvm::isDigit(name.front()) &&
         llvm::all_of(name,
                      [](char c) { return llvm::isAlnum(c) || c == '_'; });
}

/// `fn`, `sum` and `exp` are names of the language's own.
bool isFree(const std::string &name) {
  SourceManager sources;
  diag::Sink sink;
  sema::check(sources, sources.add(name, programOf(name)), {}, sink);
  return !sink.hasErrors();
}

} // namespace

int run(const NewOptions &options) {
  const std::string &name = options.name;
  if (!isName(name)) {
    llvm::errs() << "dslc: `" << name
                 << "` is no name: letters, digits and `_` make one\n";
    return Usage;
  }
  if (!isFree(name)) {
    llvm::errs() << "dslc: `" << name
                 << "` means something in the language; choose another name\n";
    return Usage;
  }
  if (std::error_code error =
          llvm::sys::fs::create_directory(name, /*IgnoreExisting=*/false)) {
    llvm::errs() << "dslc: cannot make the folder `" << name
                 << "`: " << error.message() << "\n";
    return error == std::errc::file_exists ? InputHasErrors : EnvironmentLacks;
  }
  std::string program = name + "/" + name + ".tdsl";
  if (!writeFile(program, programOf(name)) ||
      !writeFile(name + "/tdsl.toml", Project))
    return EnvironmentLacks;
  llvm::outs() << "made " << program << " and " << name << "/tdsl.toml; try\n"
               << "  cd " << name << " && dslc test " << name << ".tdsl\n";
  return Done;
}

} // namespace tdsl::tools
