//===- Generate.cpp - LLVM's passes and code generator --------------------===//

#include "backends/native/Native.h"

#include "compiler/support/Check.h"
#include "llvm/Analysis/TargetTransformInfo.h"
#include "llvm/IR/LegacyPassManager.h"
#include "llvm/Passes/PassBuilder.h"
#include "llvm/Support/SmallVectorMemoryBuffer.h"

using namespace llvm;

namespace tdsl::native {

void setTarget(Module &module, TargetMachine &machine) {
  module.setTargetTriple(machine.getTargetTriple().str());
  module.setDataLayout(machine.createDataLayout());
  for (Function &function : module) {
    if (function.isDeclaration())
      continue;
    function.addFnAttr("target-cpu", machine.getTargetCPU());
    function.addFnAttr("target-features", machine.getTargetFeatureString());
    function.addFnAttr(Attribute::NoUnwind);
  }
}

void optimize(Module &module, TargetMachine &machine, Effort effort) {
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
  if (effort == Effort::Full) {
    passes = builder.buildPerModuleDefaultPipeline(OptimizationLevel::O3);
  } else {
    // instcombine comes first: sroa takes the arrays apart only after it.
    const char *slim =
        "function(instcombine<no-verify-fixpoint>,sroa,early-cse<memssa>,"
        "instcombine<no-verify-fixpoint>,simplifycfg,loop-mssa(licm),"
        "instsimplify)";
    TDSL_CHECK(!errorToBool(builder.parsePassPipeline(passes, slim)),
               "the list of LLVM passes is wrong");
  }
  passes.run(module, modules);
}

std::string generate(Module &module, TargetMachine &machine, bool assembly) {
  Doing doing("generating machine code");
  SmallVector<char, 0> bytes;
  raw_svector_ostream stream(bytes);
  legacy::PassManager passes;
  CodeGenFileType type =
      assembly ? CodeGenFileType::AssemblyFile : CodeGenFileType::ObjectFile;
  TDSL_CHECK(!machine.addPassesToEmitFile(passes, stream, nullptr, type),
             "the target writes no such files");
  passes.run(module);
  return std::string(bytes.begin(), bytes.end());
}

} // namespace tdsl::native
