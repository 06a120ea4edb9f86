//===- Build.cpp - dslc build ---------------------------------------------===//

#include "compiler/diag/Catalog.h"
#include "compiler/tools/dslc/CNames.h"
#include "compiler/tools/dslc/Front.h"
#include "compiler/tools/dslc/Header.h"

#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

namespace tdsl::tools {
namespace {

std::optional<target::Product> productOf(llvm::StringRef output) {
  llvm::StringRef extension = llvm::sys::path::extension(output);
  if (llvm::sys::path::stem(output).empty() ||
      llvm::sys::path::filename(output) == extension)
    return std::nullopt; // `.so` has no name
  if (extension == ".so")
    return target::Product::SharedLibrary;
  if (extension == ".o")
    return target::Product::Object;
  if (extension == ".a")
    return target::Product::StaticLibrary;
  return std::nullopt;
}

/// libNAME.so -> NAME.h, beside it.
std::string headerOf(llvm::StringRef output) {
  llvm::StringRef stem = llvm::sys::path::stem(output);
  stem.consume_front("lib");
  llvm::SmallString<128> header(llvm::sys::path::parent_path(output));
  llvm::sys::path::append(header, stem + ".h");
  return std::string(header);
}

/// Whether the names can stand beside each other in a header.
bool checkNames(llvm::ArrayRef<Declared> declared, diag::Sink &sink) {
  llvm::StringMap<const sema::Function *> seen;
  size_t before = sink.errorCount();
  for (const Declared &each : declared) {
    llvm::StringRef name = each.signature->name;
    auto [first, isNew] = seen.try_emplace(name, each.function);
    std::string why;
    if (!isNameInC(name))
      why = ("`" + name + "` is no name in C").str();
    else if (!isNew)
      why = ("`" + first->second->name + "` has the name `" + name + "`, too")
                .str();
    if (!why.empty())
      sink.emit(diag::NotExportable, each.function->span, each.function->name,
                why)
          .help("give it another name in C: @export(\"name\")");
  }
  return sink.errorCount() == before;
}

/// Those with @export; without any, every function of the file that can be
/// called from C.
std::vector<const sema::Function *> exported(const sema::Program &program,
                                             llvm::StringRef only) {
  std::vector<const sema::Function *> named, all;
  for (const sema::Function *function : program.functions) {
    if (!function->module.empty() || function->everywhere() ||
        (!only.empty() && function->name != only))
      continue;
    all.push_back(function);
    if (function->exportName)
      named.push_back(function);
  }
  return named.empty() ? all : named;
}

struct Compiled {
  std::vector<std::unique_ptr<driver::Compilation>> compilations;
  std::vector<target::Unit> units;
  std::vector<Declared> declared;
};

/// Goes on after an error, so that all of them are reported.
Compiled compileAll(driver::Checked &checked, const BuildOptions &options,
                    const driver::InstanceOptions &instance) {
  Compiled all;
  for (const sema::Function *function :
       exported(*checked.program, options.function.function)) {
    driver::InstanceOptions here = instance;
    here.types = typesOf(*function, options.function);
    all.compilations.push_back(
        std::make_unique<driver::Compilation>(checked, *function, here));
    driver::Compilation &compilation = *all.compilations.back();
    if (!compilation.run())
      continue;
    all.units.push_back(compilation.unit());
    all.declared.push_back({function, &compilation.unit().signature});
  }
  return all;
}

/// Compiles and writes; the sink says what is wrong with the program.
int build(driver::Checked &checked, target::Backend &backend,
          target::Product product, const driver::InstanceOptions &instance,
          const BuildOptions &options) {
  if (!options.function.function.empty() && !choose(checked, options.function))
    return Usage;
  Compiled all = compileAll(checked, options, instance);
  if (checked.sink.hasErrors())
    return InputHasErrors;
  if (instance.stopAfter != driver::Phase::Flatten)
    return Done;
  if (all.units.empty()) {
    llvm::errs() << "dslc: there is no function to build in "
                 << options.function.file
                 << "; one with a dimension `*` cannot be called from C\n";
    return InputHasErrors;
  }
  if (!checkNames(all.declared, checked.sink))
    return InputHasErrors;
  std::optional<std::string> bytes =
      backend.emit(all.units, product,
                   llvm::sys::path::filename(options.output), checked.sink);
  if (!bytes)
    return InputHasErrors;
  std::string header = headerOf(options.output);
  // The library last: whoever waits for it finds the header.
  bool done =
      writeFile(header, cHeader(llvm::sys::path::stem(header), all.declared)) &&
      writeFile(options.output, *bytes);
  return done ? Done : EnvironmentLacks;
}

} // namespace

int run(const BuildOptions &options) {
  int exit = Usage;
  driver::InstanceOptions instance;
  std::optional<target::Product> product = productOf(options.output);
  if (!product) {
    llvm::errs() << "dslc: -o takes NAME.so, NAME.o or NAME.a, not `"
                 << options.output << "`\n";
    return Usage;
  }
  llvm::StringMap<sema::Scalar> types;
  target::Backend *backend = backendNamed(options.common.target, exit);
  if (!backend || !parsePhases(options.phases, instance) ||
      !parseTypes(options.function.types, types))
    return exit;
  if (!backend->needsTir()) {
    llvm::errs() << "dslc: the target `" << backend->name()
                 << "` makes no code\n";
    return Usage;
  }
  instance.target = backend->target();
  auto checked = open(options.function.file, options.common);
  if (!checked)
    return InputHasErrors;
  exit = InputHasErrors;
  if (!checked->sink.hasErrors())
    exit = build(*checked, *backend, *product, instance, options);
  report(*checked, options.common);
  return exit;
}

} // namespace tdsl::tools
