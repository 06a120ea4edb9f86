//===- Program.cpp - Kernels as text, run in the emulator -----------------===//

#include "Program.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Parser/Parser.h"

namespace tdsl::cuda::test {

std::string replaceAll(std::string text, llvm::StringRef what,
                       llvm::StringRef by) {
  for (size_t at = 0; (at = text.find(what, at)) != std::string::npos;
       at += by.size())
    text.replace(at, what.size(), by);
  return text;
}

Program::Program(const std::string &text) {
  mlir::MLIRContext mlir;
  mlir.loadDialect<tir::TirDialect, mlir::arith::ArithDialect,
                   mlir::math::MathDialect, mlir::scf::SCFDialect>();
  auto module = mlir::parseSourceString<mlir::ModuleOp>(text, &mlir);
  if (!module) {
    ADD_FAILURE() << "no kernels in this text: " << text;
    return;
  }
  std::vector<tir::KernelOp> found(
      module->getBody()->getOps<tir::KernelOp>().begin(),
      module->getBody()->getOps<tir::KernelOp>().end());
  std::vector<std::string> names;
  for (tir::KernelOp kernel : found) {
    names.push_back(kernel.getSymName().str());
    llvm::copy(kernel.getThreads(), kernels[names.back()].threads.begin());
  }
  auto machine = makeMachine(80);
  llvm::LLVMContext context;
  diag::Sink sink;
  KernelModule made = lowerKernels(*module, false, context, *machine, sink);
  if (!made.module || made.kernels.size() != names.size()) {
    ADD_FAILURE() << "not lowered: " << text;
    return;
  }
  for (auto [name, code] : llvm::zip(names, made.kernels)) {
    kernels[name].code = code;
    kernels[name].lowered = emulatorOf(*made.module, kernels[name]);
  }
  optimizeKernels(*made.module, *machine);
  for (auto &[name, kernel] : kernels)
    kernel.optimized = emulatorOf(*made.module, kernel);
  ptx = printPtx(*made.module, *machine);
}

std::unique_ptr<Emulator> Program::emulatorOf(const llvm::Module &module,
                                              const Kernel &kernel) {
  std::string whyNot;
  std::unique_ptr<Emulator> made =
      Emulator::create(*extractKernel(module, kernel.code.entry), whyNot);
  EXPECT_TRUE(made) << whyNot;
  return made;
}

const gpu::KernelCode &Program::code(const std::string &kernel) {
  return kernels.at(kernel).code;
}

std::vector<Program::Outcome>
Program::runAll(const std::string &kernel, uint32_t blocks,
                const std::vector<Bytes> &buffers,
                const std::vector<int64_t> &sizes) {
  const Kernel &called = kernels.at(kernel);
  std::vector<Outcome> outcomes;
  for (bool passes : {false, true})
    for (bool descending : {false, true})
      for (bool check : {false, true}) {
        Outcome outcome;
        outcome.way = std::string(passes ? "optimised" : "as lowered") +
                      (descending ? ", downwards" : ", upwards") +
                      (check ? ", checked" : "");
        outcome.buffers = buffers;
        std::vector<void *> pointers;
        std::vector<uint64_t> extents;
        for (Bytes &buffer : outcome.buffers) {
          pointers.push_back(buffer.data());
          extents.push_back(buffer.size());
        }
        std::vector<const void *> arguments;
        for (void *&pointer : pointers)
          arguments.push_back(&pointer);
        for (const int64_t &size : sizes) {
          arguments.push_back(&size);
          extents.push_back(0);
        }
        Launch launch;
        launch.kernel = called.code.entry;
        launch.grid = {blocks, 1, 1};
        launch.block = called.threads;
        launch.dynamicShared = called.code.dynamicBytes;
        launch.arguments = arguments;
        launch.extents = extents;
        (passes ? called.optimized : called.lowered)
            ->launch(launch, {descending, check}, outcome.report);
        outcomes.push_back(std::move(outcome));
      }
  return outcomes;
}

std::vector<Bytes> Program::run(const std::string &kernel, uint32_t blocks,
                                std::vector<Bytes> buffers,
                                std::vector<int64_t> sizes) {
  std::vector<Outcome> outcomes = runAll(kernel, blocks, buffers, sizes);
  for (const Outcome &outcome : outcomes) {
    EXPECT_EQ(outcome.report, "") << outcome.way;
    EXPECT_EQ(outcome.buffers, outcomes.front().buffers) << outcome.way;
  }
  return outcomes.front().buffers;
}

bool Program::isCaught(const std::string &kernel, uint32_t blocks,
                       std::vector<Bytes> buffers, std::vector<int64_t> sizes) {
  std::vector<Outcome> outcomes = runAll(kernel, blocks, buffers, sizes);
  return llvm::any_of(outcomes, [&](const Outcome &outcome) {
    return !outcome.report.empty() ||
           outcome.buffers != outcomes.front().buffers;
  });
}

} // namespace tdsl::cuda::test
