//===- Machine.cpp - LLVM's code generator for a target -------------------===//

#include "backends/native/Native.h"

#include "llvm/MC/TargetRegistry.h"
#include "llvm/Support/TargetSelect.h"
#include "llvm/TargetParser/Host.h"

using namespace llvm;

namespace tdsl::native {

/// The features of this machine, as LLVM writes them.
static std::string hostFeatures() {
  std::string all;
  for (const auto &feature : sys::getHostCPUFeatures()) {
    if (!all.empty())
      all += ",";
    all += (feature.second ? "+" : "-") + feature.first().str();
  }
  return all;
}

std::unique_ptr<TargetMachine> makeMachine(const target::Target &target,
                                           bool positionIndependent,
                                           std::string &whyNot) {
  static bool once = [] {
    InitializeNativeTarget();
    InitializeNativeTargetAsmPrinter();
    return true;
  }();
  (void)once;
  bool isHost = target.triple.empty();
  std::string triple = isHost ? sys::getProcessTriple() : target.triple;
  const llvm::Target *found = TargetRegistry::lookupTarget(triple, whyNot);
  if (!found)
    return nullptr;
  std::string cpu = target.cpu, features = target.features;
  if (isHost && cpu.empty()) {
    cpu = sys::getHostCPUName();
    features = hostFeatures() + (features.empty() ? "" : "," + features);
  }
  TargetOptions options;
  return std::unique_ptr<TargetMachine>(found->createTargetMachine(
      triple, cpu, features, options,
      positionIndependent ? Reloc::PIC_ : Reloc::Static, std::nullopt,
      CodeGenOptLevel::Default));
}

} // namespace tdsl::native
