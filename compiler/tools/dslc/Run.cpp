//===- Run.cpp - dslc run -------------------------------------------------===//

#include "compiler/driver/data/DataFile.h"
#include "compiler/target/Elements.h"
#include "compiler/tools/dslc/Call.h"

#include "llvm/Support/JSON.h"
#include "llvm/Support/raw_ostream.h"

namespace tdsl::tools {
namespace {

/// `NAME=SOURCE`; false with a message where it is not that.
bool parsePairs(llvm::StringRef flag, llvm::StringRef form,
                const std::vector<std::string> &given,
                std::vector<driver::GivenInput> &pairs) {
  for (llvm::StringRef text : given) {
    auto [name, source] = text.split('=');
    if (name.empty() || source.empty()) {
      llvm::errs() << "dslc: " << flag << " takes " << form << ", not `" << text
                   << "`\n";
      return false;
    }
    pairs.push_back({name.str(), source.str(), nullptr});
  }
  return true;
}

/// A result that no --out takes: whole where it is small.
void show(llvm::StringRef name, const target::HostTensor &tensor) {
  constexpr int64_t Shown = 16;
  llvm::outs() << name << ": " << tensor.type().spelling()
               << target::shapeText(tensor.shape()) << " =";
  for (int64_t place = 0; place < std::min(Shown, tensor.size()); ++place)
    llvm::outs() << " " << target::elementText(tensor, place);
  llvm::outs() << (tensor.size() > Shown ? " ...\n" : "\n");
}

/// The place of each --out among the results; false with a message where there
/// is no such result.
bool findResults(const sema::Function &function,
                 const std::vector<driver::GivenInput> &outputs,
                 std::vector<size_t> &places) {
  std::vector<llvm::StringRef> names;
  for (const sema::Stage *result : function.results)
    names.push_back(result->name);
  for (const driver::GivenInput &output : outputs) {
    size_t place = llvm::find(names, output.name) - names.begin();
    places.push_back(place);
    if (place != names.size())
      continue;
    llvm::errs() << "dslc: `" << function.name << "` has no result `"
                 << output.name << "`" << didYouMean(output.name, names)
                 << "\n";
    return false;
  }
  return true;
}

target::Emulation emulationOf(const RunOptions &options) {
  return options.emulate ? target::Emulation::Always : target::Emulation::Never;
}

void printJson(const PreparedCall &call, const RunOptions &options) {
  llvm::json::Object line = jsonOf(call, options.common.threads.value_or(0));
  line["ms"] = call.lastMilliseconds;
  llvm::outs() << llvm::json::Value(std::move(line)) << "\n";
}

/// Calls and hands the results over.
int callOnce(PreparedCall &call, const RunOptions &options,
             const std::vector<driver::GivenInput> &outputs) {
  std::vector<size_t> places;
  if (!findResults(*call.function, outputs, places))
    return Usage;
  target::RunOptions how;
  how.threads = options.common.threads.value_or(0);
  how.traceStage = options.trace;
  how.trace = &llvm::errs();
  how.emulation = emulationOf(options);
  how.checkAccesses = options.check;
  if (!call.run(how))
    return InputHasErrors;
  for (size_t at = 0; at != outputs.size(); ++at)
    if (!driver::writeTensor(outputs[at].source,
                             call.arguments.outputs[places[at]],
                             call.checked->sink))
      return exitOf(call.checked->sink);
  if (options.json) {
    printJson(call, options);
    return Done;
  }
  for (size_t place = 0; place != call.arguments.outputs.size(); ++place)
    if (!llvm::is_contained(places, place))
      show(call.function->results[place]->name, call.arguments.outputs[place]);
  return Done;
}

} // namespace

int run(const RunOptions &options) {
  CallOptions wanted;
  wanted.function = options.function;
  std::vector<driver::GivenInput> outputs;
  driver::InstanceOptions instance;
  int exit = Usage;
  target::Backend *backend =
      runnable(options.common.target, emulationOf(options), exit);
  if (!backend || !parsePhases(options.phases, instance) ||
      !parsePairs("--in", "NAME=PATH, NAME=random:SEED or NAME=NUMBER",
                  options.inputs, wanted.inputs) ||
      !parsePairs("--out", "NAME=PATH", options.outputs, outputs))
    return exit;
  if (options.check && !options.emulate) {
    llvm::errs() << "dslc: --check looks at what emulated kernels do: it needs "
                    "--emulate\n";
    return Usage;
  }
  if (!options.trace.empty() && backend->needsTir()) {
    llvm::errs() << "dslc: --trace needs --target reference, which computes "
                    "point by point\n";
    return Usage;
  }
  std::shared_ptr<driver::Checked> checked =
      open(options.function.file, options.common);
  if (!checked)
    return InputHasErrors;
  exit = InputHasErrors;
  if (!checked->sink.hasErrors())
    if (auto call = prepareCall(wanted, checked, *backend, instance, exit))
      exit = callOnce(*call, options, outputs);
  report(*checked, options.common);
  return exit;
}

} // namespace tdsl::tools
