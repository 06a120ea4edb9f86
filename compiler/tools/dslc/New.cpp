//===- New.cpp - dslc new -------------------------------------------------===//

#include "compiler/tools/dslc/Options.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/raw_ostream.h"

namespace tdsl::tools {
namespace {

bool write(const std::string &path, const std::string &text) {
  std::error_code error;
  llvm::raw_fd_ostream stream(path, error);
  if (error) {
    llvm::errs() << "dslc: cannot write `" << path << "`: " << error.message()
                 << "\n";
    return false;
  }
  stream << text;
  return true;
}

bool isName(llvm::StringRef name) {
  return !name.empty() && !llvm::isDigit(name.front()) &&
         llvm::all_of(name,
                      [](char c) { return llvm::isAlnum(c) || c == '_'; });
}

} // namespace

int run(const NewOptions &options) {
  const std::string &name = options.name;
  if (!isName(name)) {
    llvm::errs() << "dslc: `" << name
                 << "` is no name: letters, digits and `_` make one\n";
    return Usage;
  }
  if (std::error_code error =
          llvm::sys::fs::create_directory(name, /*IgnoreExisting=*/false)) {
    llvm::errs() << "dslc: cannot make the folder `" << name
                 << "`: " << error.message() << "\n";
    return InputHasErrors;
  }
  std::string program = "/// y = a*x + b, point by point.\n"
                        "fn " +
                        name +
                        "<N>(a: f32, x: f32[N], b: f32[N]) -> "
                        "(y: f32[N]) {\n"
                        "  y[i] = a * x[i] + b[i]\n"
                        "}\n"
                        "\n"
                        "test \"ones\" {\n"
                        "  let y = " +
                        name +
                        "(2.0, ones(f32[8]), ones(f32[8]))\n"
                        "  assert_close(y, full(f32[8], 3.0))\n"
                        "}\n";
  std::string project = "# Settings of dslc for the files of this folder.\n"
                        "target = \"cpu\"\n"
                        "search-path = []\n";
  if (!write(name + "/" + name + ".tdsl", program) ||
      !write(name + "/tdsl.toml", project))
    return InputHasErrors;
  llvm::outs() << "made " << name << "/" << name << ".tdsl and " << name
               << "/tdsl.toml; try\n  cd " << name << " && dslc test " << name
               << ".tdsl\n";
  return Done;
}

} // namespace tdsl::tools
