//===- Threads.cpp - Who a thread is, and barriers ------------------------===//

#include "backends/cuda/lower/Lower.h"

#include "llvm/IR/ConstantRange.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/IntrinsicsNVPTX.h"

using namespace mlir;

namespace tdsl::cuda {

static Value readRegister(OpBuilder &builder, Location loc,
                          llvm::StringRef name, tir::Axis axis) {
  std::string intrinsic =
      ("llvm.nvvm.read.ptx.sreg." + name + "." + tir::stringifyAxis(axis))
          .str();
  Value number = builder
                     .create<LLVM::CallIntrinsicOp>(loc, builder.getI32Type(),
                                                    intrinsic, ValueRange())
                     .getResult(0);
  Value wide = builder.create<LLVM::ZExtOp>(loc, builder.getI64Type(), number);
  return lower::castTo(builder, wide, builder.getIndexType());
}

void lowerThreads(ModuleOp module) {
  module.walk([](Operation *op) {
    OpBuilder builder(op);
    if (auto block = dyn_cast<tir::BlockIdOp>(op))
      block.replaceAllUsesWith(
          readRegister(builder, op->getLoc(), "ctaid", block.getAxis()));
    else if (auto thread = dyn_cast<tir::ThreadIdOp>(op))
      thread.replaceAllUsesWith(
          readRegister(builder, op->getLoc(), "tid", thread.getAxis()));
    else if (isa<tir::BarrierOp>(op))
      builder.create<LLVM::CallIntrinsicOp>(op->getLoc(), TypeRange(),
                                            "llvm.nvvm.barrier0", ValueRange());
    else
      return;
    op->erase();
  });
}

/// One more than the largest value of a register; 0 where `id` is no register.
static int64_t limitOf(llvm::Intrinsic::ID id, const LoweredKernel &kernel) {
  switch (id) {
  case llvm::Intrinsic::nvvm_read_ptx_sreg_tid_x:
    return kernel.threads[0];
  case llvm::Intrinsic::nvvm_read_ptx_sreg_tid_y:
    return kernel.threads[1];
  case llvm::Intrinsic::nvvm_read_ptx_sreg_tid_z:
    return kernel.threads[2];
  case llvm::Intrinsic::nvvm_read_ptx_sreg_ctaid_x:
    return 0x7fffffff;
  case llvm::Intrinsic::nvvm_read_ptx_sreg_ctaid_y:
  case llvm::Intrinsic::nvvm_read_ptx_sreg_ctaid_z:
    return 0xffff;
  default:
    return 0;
  }
}

void annotate(llvm::Module &module, llvm::ArrayRef<LoweredKernel> kernels) {
  llvm::LLVMContext &context = module.getContext();
  llvm::NamedMDNode *notes =
      module.getOrInsertNamedMetadata("nvvm.annotations");
  for (const LoweredKernel &kernel : kernels) {
    llvm::Function *function = module.getFunction(kernel.entry);
    auto note = [&](llvm::StringRef name, int64_t value) {
      auto *number =
          llvm::ConstantInt::get(llvm::Type::getInt32Ty(context), value);
      notes->addOperand(
          llvm::MDNode::get(context, {llvm::ValueAsMetadata::get(function),
                                      llvm::MDString::get(context, name),
                                      llvm::ValueAsMetadata::get(number)}));
    };
    note("kernel", 1);
    note("reqntidx", kernel.threads[0]);
    note("reqntidy", kernel.threads[1]);
    note("reqntidz", kernel.threads[2]);
    // Without it ptxas spills to have more blocks on a multiprocessor. Two
    // small ones leave at least 128 registers to a thread.
    int64_t threads = kernel.threads[0] * kernel.threads[1] * kernel.threads[2];
    note("minctasm", threads <= 256 ? 2 : 1);
    for (llvm::Instruction &instruction : llvm::instructions(function)) {
      auto *call = llvm::dyn_cast<llvm::IntrinsicInst>(&instruction);
      int64_t limit = call ? limitOf(call->getIntrinsicID(), kernel) : 0;
      if (limit != 0)
        call->addRangeRetAttr(
            llvm::ConstantRange(llvm::APInt(32, 0), llvm::APInt(32, limit)));
    }
  }
}

} // namespace tdsl::cuda
