//===- Emit.cpp - dslc emit -----------------------------------------------===//

#include "compiler/tools/dslc/Front.h"

#include "compiler/sema/Dump.h"
#include "compiler/syntax/Dump.h"
#include "compiler/syntax/Parse.h"
#include "llvm/Support/raw_ostream.h"

namespace tdsl::tools {
namespace {

/// The form of a compilation that a stage of --stage is.
std::optional<driver::Phase> phaseOf(llvm::StringRef stage) {
  if (stage == "graph")
    return driver::Phase::Optimize;
  if (stage == "nest")
    return driver::Phase::Finalize;
  if (stage == "tir")
    return driver::Phase::Flatten;
  return driver::phaseNamed(stage);
}

std::optional<target::Product> productOf(llvm::StringRef stage) {
  if (stage == "llvm")
    return target::Product::LlvmIr;
  if (stage == "asm")
    return target::Product::Assembly;
  return std::nullopt;
}

} // namespace

int run(const EmitOptions &options) {
  auto checked = open(options.function.file, options.common);
  if (!checked)
    return InputHasErrors;
  if (checked->sink.hasErrors()) {
    report(*checked, options.common);
    return InputHasErrors;
  }
  if (options.stage == "ast") {
    syntax::dump(syntax::parse(*checked->file).items, llvm::outs());
    return Done;
  }
  if (options.stage == "program") {
    llvm::outs() << sema::dump(*checked->program);
    return Done;
  }
  const sema::Function *function =
      choose(*checked, options.function, options.common);
  if (!function)
    return Usage;
  driver::InstanceOptions instance;
  instance.types = typesOf(*function, options.function);
  auto phase = phaseOf(options.stage);
  auto product = productOf(options.stage);
  if (phase)
    instance.stopAfter = *phase;
  driver::Compilation compilation(*checked, *function, instance);
  std::optional<std::string> text;
  if (compilation.run()) {
    if (phase)
      text = compilation.print(*phase);
    else if (product)
      text = target::findBackend(options.function.target)
                 ->emit(compilation.unit(), *product, checked->sink);
  }
  report(*checked, options.common);
  if (!text)
    return InputHasErrors;
  llvm::outs() << *text;
  return Done;
}

} // namespace tdsl::tools
