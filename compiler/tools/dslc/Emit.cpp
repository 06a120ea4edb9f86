//===- Emit.cpp - dslc emit -----------------------------------------------===//

#include "compiler/tools/dslc/Front.h"

#include "compiler/sema/Dump.h"
#include "compiler/syntax/Dump.h"
#include "compiler/syntax/Parse.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/raw_ostream.h"

namespace tdsl::tools {
namespace {

/// A name of --stage, and what of a compilation it is. Ast and Program are
/// forms of the file; the others of one function.
struct Form {
  enum class Kind : uint8_t { Ast, Program, Phase, Product } kind;
  driver::Phase phase = driver::Phase::Flatten;
  target::Product product = target::Product::LlvmIr;
};

struct NamedForm {
  llvm::StringRef name;
  Form form;
};

llvm::ArrayRef<NamedForm> forms() {
  using Kind = Form::Kind;
  static const NamedForm all[] = {
      {"ast", {Kind::Ast}},
      {"program", {Kind::Program}},
      {"graph", {Kind::Phase, driver::Phase::Optimize}},
      {"nest", {Kind::Phase, driver::Phase::Finalize}},
      {"tir", {Kind::Phase, driver::Phase::Flatten}},
      {"llvm",
       {Kind::Product, driver::Phase::Flatten, target::Product::LlvmIr}},
      {"asm",
       {Kind::Product, driver::Phase::Flatten, target::Product::Assembly}},
      {"ptx", {Kind::Product, driver::Phase::Flatten, target::Product::Ptx}},
      {"sass", {Kind::Product, driver::Phase::Flatten, target::Product::Sass}},
      {"spirv",
       {Kind::Product, driver::Phase::Flatten, target::Product::Spirv}},
#define TDSL_PHASE(Name, Spelling, Summary)                                    \
  {Spelling, {Kind::Phase, driver::Phase::Name}},
#include "compiler/driver/Phases.def"
#undef TDSL_PHASE
  };
  return all;
}

/// Nothing after saying which there are.
/// "; --target cuda makes it"
std::string makersOf(target::Product product) {
  for (target::Backend *backend : target::backends())
    if (backend->makes(product))
      return "; --target " + backend->name().str() + " does";
  return "";
}

std::optional<Form> formNamed(llvm::StringRef name) {
  llvm::SmallVector<llvm::StringRef> names;
  for (const NamedForm &each : forms()) {
    if (each.name == name)
      return each.form;
    names.push_back(each.name);
  }
  llvm::errs() << "dslc: there is no stage `" << name << "`"
               << didYouMean(name, names) << "; there are "
               << llvm::join(names, ", ") << "\n";
  return std::nullopt;
}

/// The text of a form of one function; nothing with the exit code.
std::optional<std::string> textOf(const Form &form, driver::Checked &checked,
                                  const sema::Function &function,
                                  target::Backend &backend,
                                  driver::InstanceOptions instance,
                                  const FunctionOptions &options, int &exit) {
  instance.types = typesOf(function, options);
  driver::Phase stop = std::min(instance.stopAfter, form.phase);
  bool stops = stop < form.phase;
  instance.stopAfter = stop;
  driver::Compilation compilation(checked, function, std::move(instance));
  exit = InputHasErrors;
  if (!compilation.run())
    return std::nullopt;
  exit = Done;
  if (stops)
    return std::nullopt;
  if (form.kind == Form::Kind::Phase)
    return compilation.print(form.phase);
  auto text = backend.emit(compilation.unit(), form.product, "", checked.sink);
  if (!text)
    exit = InputHasErrors;
  return text;
}

std::optional<std::string> textOf(const Form &form, driver::Checked &checked,
                                  target::Backend &backend,
                                  const driver::InstanceOptions &instance,
                                  const EmitOptions &options, int &exit) {
  std::string text;
  llvm::raw_string_ostream os(text);
  exit = Done;
  switch (form.kind) {
  case Form::Kind::Ast:
    syntax::dump(syntax::parse(*checked.file).items, os);
    return text;
  case Form::Kind::Program:
    return sema::dump(*checked.program);
  case Form::Kind::Phase:
  case Form::Kind::Product:
    if (const sema::Function *function = choose(checked, options.function))
      return textOf(form, checked, *function, backend, instance,
                    options.function, exit);
    exit = Usage;
    return std::nullopt;
  }
  llvm_unreachable("every kind is above");
}

} // namespace

int run(const EmitOptions &options) {
  int exit = Usage;
  driver::InstanceOptions instance;
  target::Backend *backend = backendNamed(options.common.target, exit);
  std::optional<Form> form = formNamed(options.stage);
  if (!backend || !form || !parsePhases(options.phases, instance))
    return exit;
  if (form->kind == Form::Kind::Product && !backend->makes(form->product)) {
    llvm::errs() << "dslc: the target `" << backend->name() << "` makes no "
                 << (backend->needsTir() ? options.stage : "code")
                 << makersOf(form->product) << "\n";
    return Usage;
  }
  instance.target = backend->target();
  auto checked = open(options.function.file, options.common);
  if (!checked)
    return InputHasErrors;
  std::optional<std::string> text;
  exit = InputHasErrors;
  if (!checked->sink.hasErrors())
    text = textOf(*form, *checked, *backend, instance, options, exit);
  report(*checked, options.common);
  if (text && !writeFile(options.output, *text))
    return EnvironmentLacks;
  return exit;
}

} // namespace tdsl::tools
