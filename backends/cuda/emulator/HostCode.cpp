//===- HostCode.cpp - A host module as machine code -----------------------===//

#include "backends/cuda/emulator/HostCode.h"

#include "backends/cuda/emulator/host/Library.h"

#include "compiler/support/Check.h"
#include "llvm/ExecutionEngine/Orc/LLJIT.h"
#include "llvm/IR/Verifier.h"
#include "llvm/Passes/PassBuilder.h"
#include "llvm/Support/TargetSelect.h"
#include "llvm/Target/TargetMachine.h"

using namespace llvm;

namespace tdsl::cuda::emulator {
namespace {

void optimize(Module &module, TargetMachine &machine) {
  LoopAnalysisManager loops;
  FunctionAnalysisManager functions;
  CGSCCAnalysisManager components;
  ModuleAnalysisManager modules;
  PassBuilder builder(&machine);
  builder.registerModuleAnalyses(modules);
  builder.registerCGSCCAnalyses(components);
  builder.registerFunctionAnalyses(functions);
  builder.registerLoopAnalyses(loops);
  builder.crossRegisterProxies(loops, functions, components, modules);
  builder.buildPerModuleDefaultPipeline(OptimizationLevel::O2)
      .run(module, modules);
}

Error defineSymbols(orc::LLJIT &jit, const HostAddresses &addresses) {
  orc::SymbolMap symbols;
  auto add = [&](StringRef name, void *address) {
    symbols[jit.mangleAndIntern(name)] = {orc::ExecutorAddr::fromPtr(address),
                                          JITSymbolFlags::Exported};
  };
  for (const auto &entry : addresses)
    add(entry.first(), entry.second);
  for (const auto &[name, address] : host::librarySymbols())
    add(name, address);
  return jit.getMainJITDylib().define(orc::absoluteSymbols(std::move(symbols)));
}

/// Machine code of a module in a dynamic library of its own.
Expected<std::unique_ptr<orc::LLJIT>>
makeJit(std::unique_ptr<LLVMContext> context, std::unique_ptr<Module> module,
        const HostAddresses &addresses) {
  auto host = orc::JITTargetMachineBuilder::detectHost();
  if (!host)
    return host.takeError();
  host->setRelocationModel(Reloc::PIC_);
  auto machine = host->createTargetMachine();
  if (!machine)
    return machine.takeError();
  module->setTargetTriple((*machine)->getTargetTriple().str());
  module->setDataLayout((*machine)->createDataLayout());
  std::string problem;
  raw_string_ostream stream(problem);
  if (verifyModule(*module, &stream))
    return createStringError(problem);
  optimize(*module, **machine);
  auto jit =
      orc::LLJITBuilder().setJITTargetMachineBuilder(std::move(*host)).create();
  if (!jit)
    return jit.takeError();
  if (Error error = defineSymbols(**jit, addresses))
    return std::move(error);
  if (Error error = (*jit)->addIRModule(
          orc::ThreadSafeModule(std::move(module), std::move(context))))
    return std::move(error);
  return std::move(*jit);
}

} // namespace

HostCode::HostCode(std::unique_ptr<orc::LLJIT> jit) : jit(std::move(jit)) {}

HostCode::~HostCode() = default;

std::unique_ptr<HostCode>
HostCode::compile(std::unique_ptr<LLVMContext> context,
                  std::unique_ptr<Module> module,
                  const HostAddresses &addresses, std::string &whyNot) {
  InitializeNativeTarget();
  InitializeNativeTargetAsmPrinter();
  std::string first;
  for (const Function &function : *module)
    if (first.empty() && StringRef(function.getName()).starts_with("tdsl.run."))
      first = function.getName();
  auto jit = makeJit(std::move(context), std::move(module), addresses);
  if (!jit) {
    whyNot = toString(jit.takeError());
    return nullptr;
  }
  // The first look-up compiles, so that what is missing is known now.
  if (auto address = (*jit)->lookup(first); !address) {
    whyNot = toString(address.takeError());
    return nullptr;
  }
  return std::unique_ptr<HostCode>(new HostCode(std::move(*jit)));
}

void *HostCode::find(StringRef function) const {
  auto address = jit->lookup(function);
  TDSL_CHECK(static_cast<bool>(address), "a kernel without its entry");
  return address->toPtr<void *>();
}

} // namespace tdsl::cuda::emulator
