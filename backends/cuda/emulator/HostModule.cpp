//===- HostModule.cpp - A module for the GPU, made to run on the host -----===//

#include "backends/cuda/emulator/HostModule.h"

#include "llvm/Bitcode/BitcodeReader.h"
#include "llvm/IR/DebugInfo.h"
#include "llvm/Support/MemoryBuffer.h"

using namespace llvm;

namespace tdsl::cuda::emulator {
namespace {

/// What was said for the GPU's code generator does not hold for the host's. Nor
/// do effects: what reads a register there loads from memory here.
void forgetTarget(Module &module) {
  for (Function &function : module) {
    if (function.isIntrinsic())
      continue;
    function.setCallingConv(CallingConv::C);
    function.removeFnAttr("target-cpu");
    function.removeFnAttr("target-features");
    function.removeFnAttr(Attribute::Memory);
    function.removeFnAttr(Attribute::NoSync);
    function.setComdat(nullptr);
    for (Use &use : function.uses())
      if (auto *call = dyn_cast<CallBase>(use.getUser()))
        if (call->isCallee(&use))
          call->setCallingConv(CallingConv::C);
  }
}

} // namespace

const Kernel *HostModule::find(StringRef kernel) const {
  auto found =
      find_if(kernels, [&](const Kernel &of) { return of.name == kernel; });
  return found == kernels.end() ? nullptr : &*found;
}

std::string entryName(StringRef kernel) { return ("tdsl.run." + kernel).str(); }

std::string sharedName(size_t array) {
  return "tdsl.shared." + std::to_string(array);
}

std::optional<HostModule> makeHostModule(StringRef bitcode, bool check,
                                         std::string &whyNot) {
  HostModule host;
  host.context = std::make_unique<LLVMContext>();
  auto parsed =
      parseBitcodeFile(MemoryBufferRef(bitcode, "kernels"), *host.context);
  if (!parsed) {
    whyNot = toString(parsed.takeError());
    return std::nullopt;
  }
  host.module = std::move(*parsed);
  if (!findKernels(host, whyNot))
    return std::nullopt;
  forgetTarget(*host.module);
  if (!layoutShared(host, whyNot))
    return std::nullopt;
  if (check)
    instrumentAccesses(host);
  if (!replaceIntrinsics(host, whyNot))
    return std::nullopt;
  addEntries(host);
  // Sites know their places by now, and the GPU's debug format is not ours.
  StripDebugInfo(*host.module);
  return host;
}

std::string placeOf(const Instruction &instruction) {
  const DebugLoc &location = instruction.getDebugLoc();
  if (!location)
    return "";
  return (location->getFilename() + ":" + Twine(location.getLine())).str();
}

} // namespace tdsl::cuda::emulator
