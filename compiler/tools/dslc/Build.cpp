//===- Build.cpp - dslc build ---------------------------------------------===//

#include "compiler/tools/dslc/Front.h"
#include "compiler/tools/dslc/Header.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FileUtilities.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

namespace tdsl::tools {
namespace {

std::optional<target::Product> productOf(llvm::StringRef output) {
  llvm::StringRef extension = llvm::sys::path::extension(output);
  if (extension == ".so")
    return target::Product::SharedLibrary;
  if (extension == ".o")
    return target::Product::Object;
  if (extension == ".a")
    return target::Product::StaticLibrary;
  return std::nullopt;
}

/// Under a name of its own first: a file is there whole, or not at all.
bool writeWhole(const std::string &path, llvm::StringRef bytes) {
  llvm::Error error =
      llvm::writeToOutput(path, [&](llvm::raw_ostream &os) -> llvm::Error {
        os << bytes;
        return llvm::Error::success();
      });
  if (!error)
    return true;
  llvm::errs() << "dslc: cannot write `" << path
               << "`: " << llvm::toString(std::move(error)) << "\n";
  return false;
}

/// libNAME.so -> NAME.h, beside it.
std::string headerOf(llvm::StringRef output) {
  llvm::StringRef stem = llvm::sys::path::stem(output);
  stem.consume_front("lib");
  llvm::SmallString<128> header(llvm::sys::path::parent_path(output));
  llvm::sys::path::append(header, stem + ".h");
  return std::string(header);
}

/// Those with @export; without any, every function of the file that can be
/// called from C.
std::vector<const sema::Function *> exported(const sema::Program &program,
                                             llvm::StringRef only) {
  std::vector<const sema::Function *> named, all;
  for (const sema::Function *function : program.functions) {
    bool isEverywhere = false;
    for (const sema::Stage *param : function->params)
      for (const sema::Dim &dim : param->shape)
        isEverywhere |= dim.everywhere;
    for (const sema::Stage *result : function->results)
      for (const sema::Dim &dim : result->shape)
        isEverywhere |= dim.everywhere;
    if (!function->module.empty() || isEverywhere ||
        (!only.empty() && function->name != only))
      continue;
    all.push_back(function);
    if (function->exportName)
      named.push_back(function);
  }
  return named.empty() ? all : named;
}

} // namespace

int run(const BuildOptions &options) {
  std::optional<target::Product> product = productOf(options.output);
  if (!product) {
    llvm::errs() << "dslc: -o takes NAME.so, NAME.o or NAME.a, got `"
                 << options.output << "`\n";
    return Usage;
  }
  target::Backend *backend = target::findBackend(options.function.target);
  if (!backend || !backend->needsTir()) {
    llvm::errs() << "dslc: target `" << options.function.target
                 << "` writes no libraries\n";
    return Usage;
  }
  auto checked = open(options.function.file, options.common);
  if (!checked)
    return InputHasErrors;
  std::vector<std::unique_ptr<driver::Compilation>> compilations;
  std::vector<target::Unit> units;
  std::vector<Declared> declared;
  if (!checked->sink.hasErrors())
    for (const sema::Function *function :
         exported(*checked->program, options.function.function)) {
      driver::InstanceOptions instance;
      instance.types = typesOf(*function, options.function);
      compilations.push_back(
          std::make_unique<driver::Compilation>(*checked, *function, instance));
      if (!compilations.back()->run())
        continue;
      units.push_back(compilations.back()->unit());
      declared.push_back({function, &compilations.back()->unit().signature});
    }
  std::optional<std::string> bytes;
  if (!units.empty() && !checked->sink.hasErrors())
    bytes = backend->emit(units, *product, checked->sink);
  report(*checked, options.common);
  if (checked->sink.hasErrors())
    return InputHasErrors;
  if (!bytes) {
    llvm::errs() << "dslc: there is no function to build in "
                 << options.function.file << "\n";
    return InputHasErrors;
  }
  std::string header = headerOf(options.output);
  bool done =
      writeWhole(options.output, *bytes) &&
      writeWhole(header, cHeader(llvm::sys::path::stem(header), declared));
  return done ? Done : InputHasErrors;
}

} // namespace tdsl::tools
