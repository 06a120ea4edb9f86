//===- Run.cpp - dslc run -------------------------------------------------===//

#include "compiler/driver/data/DataFile.h"
#include "compiler/tools/dslc/Call.h"

#include "llvm/Support/JSON.h"
#include "llvm/Support/raw_ostream.h"

namespace tdsl::tools {
namespace {

/// `NAME=PATH`; empty names where there is no `=`.
driver::GivenInput splitPair(llvm::StringRef text) {
  auto [name, source] = text.split('=');
  return {name.str(), source.str()};
}

void printElement(llvm::raw_ostream &os, const target::HostTensor &tensor,
                  int64_t place) {
  auto number = [&](auto zero) -> decltype(zero) {
    return tensor.as<decltype(zero)>()[place];
  };
  unsigned bits = tensor.type().bits;
  switch (tensor.type().code) {
  case target::TypeCode::Bool:
    os << (number(uint8_t()) ? "true" : "false");
    return;
  case target::TypeCode::Int:
    os << (bits == 8    ? number(int8_t())
           : bits == 16 ? number(int16_t())
           : bits == 32 ? number(int32_t())
                        : number(int64_t()));
    return;
  case target::TypeCode::UInt:
    os << (bits == 8    ? number(uint8_t())
           : bits == 16 ? number(uint16_t())
           : bits == 32 ? number(uint32_t())
                        : number(uint64_t()));
    return;
  case target::TypeCode::Float:
    if (bits == 32)
      os << llvm::format("%.9g", number(float()));
    else if (bits == 64)
      os << llvm::format("%.17g", number(double()));
    else
      os << "?";
    return;
  case target::TypeCode::BFloat:
    os << "?";
    return;
  }
}

/// A result that no --out takes: whole where it is small.
void show(llvm::StringRef name, const target::HostTensor &tensor) {
  constexpr int64_t Shown = 16;
  llvm::outs() << name << ": " << tensor.type().spelling()
               << target::shapeText(tensor.shape()) << " =";
  for (int64_t place = 0; place < std::min(Shown, tensor.size()); ++place) {
    llvm::outs() << " ";
    printElement(llvm::outs(), tensor, place);
  }
  llvm::outs() << (tensor.size() > Shown ? " ...\n" : "\n");
}

bool writeResults(const RunOptions &options, PreparedCall &call) {
  std::vector<bool> written(call.arguments.outputs.size());
  for (const std::string &text : options.outputs) {
    driver::GivenInput pair = splitPair(text);
    bool found = false;
    for (size_t place = 0; place != written.size(); ++place) {
      if (call.function->results[place]->name != pair.name)
        continue;
      found = written[place] = true;
      if (!driver::writeTensor(pair.source, call.arguments.outputs[place],
                               call.checked->sink))
        return false;
    }
    if (!found) {
      llvm::errs() << "dslc: `" << call.function->name << "` has no result `"
                   << pair.name << "`; --out takes NAME=PATH\n";
      return false;
    }
  }
  if (!options.json)
    for (size_t place = 0; place != written.size(); ++place)
      if (!written[place])
        show(call.function->results[place]->name,
             call.arguments.outputs[place]);
  return true;
}

void printJson(const PreparedCall &call) {
  llvm::json::Object sizes;
  for (const sema::SizeParameter &size : call.function->sizes)
    sizes[size.name] = call.arguments.sizes.lookup(size.name);
  llvm::json::Object line{{"name", call.function->name},
                          {"target", call.target},
                          {"sizes", std::move(sizes)},
                          {"ms", call.lastMilliseconds}};
  llvm::outs() << llvm::json::Value(std::move(line)) << "\n";
}

} // namespace

int run(const RunOptions &options) {
  CallOptions wanted;
  wanted.function = options.function;
  for (const std::string &text : options.inputs)
    wanted.inputs.push_back(splitPair(text));
  wanted.run.threads = options.threads;
  wanted.run.traceStage = options.trace;
  wanted.run.trace = &llvm::errs();
  int exit = Done;
  std::unique_ptr<PreparedCall> call =
      prepareCall(wanted, options.common, exit);
  if (!call)
    return exit;
  bool done = call->run(wanted.run) && writeResults(options, *call);
  report(*call->checked, options.common);
  if (!done)
    return InputHasErrors;
  if (options.json)
    printJson(*call);
  return Done;
}

} // namespace tdsl::tools
