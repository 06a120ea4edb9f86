//===- Front.cpp - What the subcommands share -----------------------------===//

#include "compiler/tools/dslc/Front.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

#include <cstdlib>

namespace tdsl::tools {

void report(const driver::Checked &checked, const Common &common) {
  bool colored = common.color == "always" ||
                 (common.color == "auto" && llvm::errs().is_displayed());
  llvm::errs().enable_colors(colored);
  diag::render(llvm::errs(), checked.sink, checked.sources, common.format);
}

std::vector<std::string> searchPath(const Common &common) {
  std::vector<std::string> folders = common.searchPath;
  if (const char *more = std::getenv("TDSL_PATH")) {
    llvm::SmallVector<llvm::StringRef> parts;
    llvm::StringRef(more).split(parts, ':', -1, /*KeepEmpty=*/false);
    folders.insert(folders.end(), parts.begin(), parts.end());
  }
  std::string program = llvm::sys::fs::getMainExecutable(nullptr, nullptr);
  llvm::StringRef bin = llvm::sys::path::parent_path(program);
  for (const char *place : {"../share/tdsl/stdlib", "../../stdlib"}) {
    llvm::SmallString<128> folder(bin);
    llvm::sys::path::append(folder, place);
    llvm::sys::path::remove_dots(folder, /*remove_dot_dot=*/true);
    if (llvm::sys::fs::is_directory(folder))
      folders.push_back(std::string(folder));
  }
  return folders;
}

std::unique_ptr<driver::Checked> open(llvm::StringRef file,
                                      const Common &common) {
  driver::CheckedOptions options;
  options.searchPath = searchPath(common);
  std::string whyNot;
  auto checked = driver::checkFile(file, options, whyNot);
  if (!checked)
    llvm::errs() << "dslc: " << whyNot << "\n";
  return checked;
}

const sema::Function *choose(driver::Checked &checked,
                             const FunctionOptions &options,
                             const Common &common) {
  const sema::Program &program = *checked.program;
  if (!options.function.empty()) {
    if (const sema::Function *found = program.findFunction(options.function))
      return found;
    llvm::errs() << "dslc: there is no function `" << options.function
                 << "` in " << options.file << "\n";
    return nullptr;
  }
  const sema::Function *only = nullptr;
  size_t count = 0;
  for (const sema::Function *function : program.functions)
    if (function->module.empty()) {
      only = function;
      ++count;
    }
  if (count == 1)
    return only;
  if (const sema::Function *found = program.findFunction("main"))
    return found;
  llvm::errs() << "dslc: " << options.file << " has " << count
               << " functions; choose one with --fn\n";
  return nullptr;
}

sema::TypeArguments typesOf(const sema::Function &function,
                            const FunctionOptions &options) {
  sema::TypeArguments types;
  for (const sema::TypeParameter &parameter : function.types) {
    sema::Scalar chosen = parameter.typeClass == sema::TypeClass::Int
                              ? sema::Scalar::I32
                              : sema::Scalar::F32;
    for (llvm::StringRef given : options.types) {
      auto [name, value] = given.split('=');
      if (name == parameter.name)
        if (auto scalar = sema::scalarNamed(value))
          chosen = *scalar;
    }
    types.push_back(chosen);
  }
  return types;
}

bool parseSizes(const std::vector<std::string> &given,
                llvm::StringMap<int64_t> &sizes) {
  for (llvm::StringRef text : given) {
    auto [name, value] = text.split('=');
    int64_t number;
    if (name.empty() || value.getAsInteger(10, number)) {
      llvm::errs() << "dslc: --size takes NAME=NUMBER, got `" << text << "`\n";
      return false;
    }
    sizes[name] = number;
  }
  return true;
}

} // namespace tdsl::tools
