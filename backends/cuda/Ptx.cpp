//===- Ptx.cpp - LLVM's passes and code generator for NVIDIA's GPUs -------===//

#include "backends/cuda/Emit.h"

#include "backends/native/Native.h"
#include "compiler/support/Check.h"
#include "llvm/MC/TargetRegistry.h"
#include "llvm/Passes/PassBuilder.h"

using namespace llvm;

// llvm/Support/TargetSelect.h names the host's target and all targets only.
extern "C" {
void LLVMInitializeNVPTXTarget();
void LLVMInitializeNVPTXTargetInfo();
void LLVMInitializeNVPTXTargetMC();
void LLVMInitializeNVPTXAsmPrinter();
}

namespace tdsl::cuda {

/// What LLVM 19 has a name for. Code for an older GPU runs on a newer one.
static constexpr unsigned Capabilities[] = {80, 86, 89, 90};

std::unique_ptr<TargetMachine> makeMachine(unsigned capability) {
  static bool once = [] {
    LLVMInitializeNVPTXTargetInfo();
    LLVMInitializeNVPTXTarget();
    LLVMInitializeNVPTXTargetMC();
    LLVMInitializeNVPTXAsmPrinter();
    return true;
  }();
  (void)once;
  const char *triple = "nvptx64-nvidia-cuda";
  std::string whyNot;
  const Target *found = TargetRegistry::lookupTarget(triple, whyNot);
  TDSL_CHECK(found, "LLVM was built without NVPTX");
  unsigned known = Capabilities[0];
  for (unsigned each : Capabilities)
    if (each <= capability)
      known = each;
  return std::unique_ptr<TargetMachine>(found->createTargetMachine(
      triple, "sm_" + std::to_string(known), "+ptx80", TargetOptions(),
      std::nullopt, std::nullopt, CodeGenOptLevel::Aggressive));
}

/// No pass here may learn what a module's other functions do not: alias
/// analysis of globals takes a barrier for a call that changes none.
static constexpr const char *Passes =
    "function(sroa,early-cse<memssa>,instcombine<no-verify-fixpoint>,"
    "simplifycfg,loop-mssa(loop-rotate,licm),loop(indvars,loop-unroll-full),"
    "sroa,gvn,instcombine<no-verify-fixpoint>,loop-unroll<O2>,"
    "instcombine<no-verify-fixpoint>,simplifycfg,early-cse<memssa>,adce)";

void optimizeKernels(Module &module, TargetMachine &machine) {
  Doing doing("optimising kernels");
  PassBuilder builder(&machine);
  LoopAnalysisManager loops;
  FunctionAnalysisManager functions;
  CGSCCAnalysisManager components;
  ModuleAnalysisManager modules;
  builder.registerModuleAnalyses(modules);
  builder.registerCGSCCAnalyses(components);
  builder.registerFunctionAnalyses(functions);
  builder.registerLoopAnalyses(loops);
  builder.crossRegisterProxies(loops, functions, components, modules);
  ModulePassManager passes;
  TDSL_CHECK(!errorToBool(builder.parsePassPipeline(passes, Passes)),
             "the list of LLVM passes is wrong");
  passes.run(module, modules);
}

std::string printPtx(Module &module, TargetMachine &machine) {
  return native::generate(module, machine, /*assembly=*/true);
}

} // namespace tdsl::cuda
