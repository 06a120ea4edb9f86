//===- Front.cpp - What the subcommands share -----------------------------===//

#include "compiler/tools/dslc/Front.h"

#include "compiler/diag/Render.h"
#include "compiler/sema/Instance.h"
#include "compiler/support/Similar.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileUtilities.h"
#include "llvm/Support/raw_ostream.h"

namespace tdsl::tools {

void report(const diag::Sink &sink, const SourceManager &sources,
            const Common &common) {
  bool colored = common.color == "always" ||
                 (common.color != "never" && llvm::errs().is_displayed());
  llvm::errs().enable_colors(colored);
  diag::Format format = common.format == "json"   ? diag::Format::Json
                        : common.format == "line" ? diag::Format::Line
                                                  : diag::Format::Text;
  diag::render(llvm::errs(), sink, sources, format);
}

void report(const driver::Checked &checked, const Common &common) {
  report(checked.sink, checked.sources, common);
}

std::string didYouMean(llvm::StringRef word,
                       llvm::ArrayRef<llvm::StringRef> candidates) {
  auto near = mostSimilar(word, candidates);
  return near ? "; did you mean `" + near->str() + "`?" : "";
}

std::vector<llvm::StringRef> targetNames() {
  std::vector<llvm::StringRef> names;
  for (target::Backend *backend : target::backends())
    names.push_back(backend->name());
  return names;
}

target::Backend *backendNamed(llvm::StringRef name, int &exit) {
  target::Backend *backend = target::findBackend(name);
  if (!backend) {
    llvm::errs() << "dslc: there is no target `" << name << "`"
                 << didYouMean(name, targetNames()) << "; there are "
                 << llvm::join(targetNames(), ", ") << "\n";
    exit = Usage;
    return nullptr;
  }
  return backend;
}

target::Backend *runnable(llvm::StringRef name, target::Emulation emulation,
                          int &exit) {
  target::Backend *backend = backendNamed(name, exit);
  if (!backend)
    return nullptr;
  bool wantsEmulator = emulation == target::Emulation::Always;
  if (wantsEmulator && !backend->canEmulate()) {
    llvm::errs() << "dslc: the target `" << name << "` has no emulator\n";
    exit = Usage;
    return nullptr;
  }
  std::optional<std::string> why = backend->unavailable();
  if (!why || (backend->canEmulate() && emulation != target::Emulation::Never))
    return backend;
  llvm::errs() << "dslc: the target `" << name << "` cannot run here: " << *why
               << (backend->canEmulate() ? "; --emulate runs it without" : "")
               << "\n";
  exit = EnvironmentLacks;
  return nullptr;
}

std::unique_ptr<driver::Checked> open(llvm::StringRef file,
                                      const Common &common) {
  driver::CheckedOptions options;
  options.searchPath = common.searchPath;
  std::string whyNot;
  auto checked = driver::checkFile(file, options, whyNot);
  if (!checked)
    llvm::errs() << "dslc: cannot read `" << file << "`: " << whyNot << "\n";
  return checked;
}

const sema::Function *choose(driver::Checked &checked,
                             const FunctionOptions &options) {
  const sema::Program &program = *checked.program;
  std::vector<llvm::StringRef> names; // of the file itself
  for (const sema::Function *function : program.functions)
    if (function->module.empty())
      names.push_back(function->name);
  llvm::StringRef wanted = options.function;
  if (wanted.empty())
    wanted = names.size() == 1 ? names.front() : "main";
  if (const sema::Function *found = program.findFunction(wanted))
    return found;
  if (!options.function.empty())
    llvm::errs() << "dslc: there is no function `" << wanted << "` in "
                 << options.file << didYouMean(wanted, names) << "\n";
  else if (names.empty())
    llvm::errs() << "dslc: " << options.file << " has no functions\n";
  else
    llvm::errs() << "dslc: " << options.file << " has " << names.size()
                 << " functions; choose one with --fn: "
                 << llvm::join(names, ", ") << "\n";
  return nullptr;
}

sema::TypeArguments typesOf(const sema::Function &function,
                            const FunctionOptions &options) {
  sema::TypeArguments types;
  for (const sema::TypeParameter &parameter : function.types) {
    sema::Scalar chosen = sema::defaultType(parameter.typeClass);
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
      llvm::errs() << "dslc: --size takes NAME=NUMBER, not `" << text << "`\n";
      return false;
    }
    sizes[name] = number;
  }
  return true;
}

bool parseTypes(const std::vector<std::string> &given,
                llvm::StringMap<sema::Scalar> &types) {
  for (llvm::StringRef text : given) {
    auto [name, value] = text.split('=');
    auto scalar = sema::scalarNamed(value);
    if (!scalar) {
      llvm::errs() << "dslc: --type takes NAME=TYPE, as T=f32, not `" << text
                   << "`\n";
      return false;
    }
    types[name] = *scalar;
  }
  return true;
}

static std::optional<driver::Phase> phaseFor(llvm::StringRef flag,
                                             llvm::StringRef name) {
  if (auto phase = driver::phaseNamed(name))
    return phase;
  std::vector<llvm::StringRef> names = {
#define TDSL_PHASE(Name, Spelling, Summary) Spelling,
#include "compiler/driver/Phases.def"
#undef TDSL_PHASE
  };
  llvm::errs() << "dslc: " << flag << " takes a phase, and `" << name
               << "` is none" << didYouMean(name, names) << "; there are "
               << llvm::join(names, ", ") << "\n";
  return std::nullopt;
}

bool parsePhases(const PhaseOptions &given, driver::InstanceOptions &instance) {
  std::vector<driver::Phase> shown;
  for (const std::string &name : given.dumpAfter) {
    auto phase = phaseFor("--dump-after", name);
    if (!phase)
      return false;
    shown.push_back(*phase);
  }
  if (!shown.empty())
    instance.dump = [shown](driver::Phase phase, const std::string &text) {
      if (llvm::is_contained(shown, phase))
        llvm::errs() << "// after " << driver::spelling(phase) << "\n"
                     << text << "\n";
    };
  if (given.stopAfter.empty())
    return true;
  auto stop = phaseFor("--stop-after", given.stopAfter);
  if (stop)
    instance.stopAfter = std::min(instance.stopAfter, *stop);
  return stop.has_value();
}

bool writeFile(llvm::StringRef path, llvm::StringRef bytes) {
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

} // namespace tdsl::tools
