//===- EmitVulkan.cpp - Kernels as SPIR-V ---------------------------------===//
//
// Each tir.kernel becomes its spirv.module in the printed text and, where a
// folder is given, a file of words in it: for tests of the Vulkan backend's
// code alone.
//
//===----------------------------------------------------------------------===//

#include "backends/vulkan/Emit.h"

#include "mlir/Dialect/SPIRV/IR/SPIRVDialect.h"
#include "mlir/Pass/Pass.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/raw_ostream.h"

using namespace mlir;

namespace {
struct EmitVulkan : PassWrapper<EmitVulkan, OperationPass<ModuleOp>> {
  MLIR_DEFINE_EXPLICIT_INTERNAL_INLINE_TYPE_ID(EmitVulkan)

  EmitVulkan() = default;
  EmitVulkan(const EmitVulkan &) {}

  Option<std::string> folder{*this, "folder",
                             llvm::cl::desc("Where words are written")};
  ListOption<std::string> lacks{*this, "lacks",
                                llvm::cl::desc("What the device lacks")};
  Option<int64_t> shared{*this, "shared", llvm::cl::init(32768),
                         llvm::cl::desc("Bytes of shared memory")};

  Option<bool> strict{*this, "strict",
                      llvm::cl::desc("Whether rounding can be asked for")};

  StringRef getArgument() const override { return "vulkan-emit"; }
  StringRef getDescription() const override {
    return "Make SPIR-V of every kernel";
  }
  void getDependentDialects(DialectRegistry &registry) const override {
    registry.insert<spirv::SPIRVDialect>();
  }
  void runOnOperation() override {
    tdsl::target::Target target;
    target.family = "vulkan";
    target.gpu.sharedBytes = shared;
    target.gpu.strictFloats = strict;
    for (const std::string &feature : lacks)
      if (bool *has = featureOf(target.gpu, feature))
        *has = false;
    for (auto kernel : llvm::make_early_inc_range(
             getOperation().getOps<tdsl::tir::KernelOp>()))
      if (failed(emit(kernel, target)))
        signalPassFailure();
  }

private:
  static bool *featureOf(tdsl::target::GpuLimits &gpu, StringRef name) {
    return llvm::StringSwitch<bool *>(name)
        .Case("f16", &gpu.f16)
        .Case("fma", &gpu.fma)
        .Case("f64", &gpu.f64)
        .Case("i8", &gpu.i8)
        .Case("i16", &gpu.i16)
        .Case("i64", &gpu.i64)
        .Case("store8", &gpu.store8)
        .Case("store16", &gpu.store16)
        .Default(nullptr);
  }

  LogicalResult emit(tdsl::tir::KernelOp kernel,
                     const tdsl::target::Target &target) {
    tdsl::diag::Sink sink;
    tdsl::gpu::KernelCode code;
    OwningOpRef<spirv::ModuleOp> made =
        tdsl::vulkan::lowerKernel(kernel, target, sink, code);
    std::optional<std::string> words;
    if (made)
      words = tdsl::vulkan::serialize(*made, sink);
    for (const tdsl::diag::Diagnostic *found : sink.all())
      kernel.emitError(found->codeText()) << ": " << found->message;
    if (!words)
      return failure();
    if (!folder.empty() && failed(write(code.entry, *words)))
      return failure();
    (*made)->setAttr("tdsl.shared_bytes",
                     OpBuilder(kernel).getI64IntegerAttr(code.sharedBytes));
    OpBuilder(kernel).insert(made.release());
    kernel.erase();
    return success();
  }

  LogicalResult write(StringRef name, StringRef words) {
    std::error_code error = llvm::sys::fs::create_directories(folder);
    if (error)
      return failure();
    llvm::raw_fd_ostream file(folder + "/" + name.str() + ".spv", error);
    file << words;
    return failure(static_cast<bool>(error));
  }
};
} // namespace

void registerEmitVulkan() { PassRegistration<EmitVulkan>(); }
