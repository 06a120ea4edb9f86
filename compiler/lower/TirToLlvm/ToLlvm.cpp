//===- ToLlvm.cpp - Scalar and vector code to the LLVM dialect ------------===//

#include "compiler/lower/TirToLlvm/Patterns.h"
#include "compiler/lower/TirToLlvm/TirToLlvm.h"

#include "mlir/Conversion/ArithCommon/AttrToLLVMConverter.h"
#include "mlir/Conversion/ArithToLLVM/ArithToLLVM.h"
#include "mlir/Conversion/ControlFlowToLLVM/ControlFlowToLLVM.h"
#include "mlir/Conversion/FuncToLLVM/ConvertFuncToLLVM.h"
#include "mlir/Conversion/LLVMCommon/ConversionTarget.h"
#include "mlir/Conversion/MathToLLVM/MathToLLVM.h"
#include "mlir/Conversion/MathToLibm/MathToLibm.h"
#include "mlir/Conversion/ReconcileUnrealizedCasts/ReconcileUnrealizedCasts.h"
#include "mlir/Conversion/SCFToControlFlow/SCFToControlFlow.h"
#include "mlir/Conversion/VectorToLLVM/ConvertVectorToLLVM.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Arith/Transforms/Passes.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlowOps.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "mlir/Dialect/Vector/Transforms/LoweringPatterns.h"
#include "mlir/Dialect/Vector/Transforms/VectorRewritePatterns.h"
#include "mlir/Pass/PassManager.h"
#include "mlir/Transforms/DialectConversion.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"

using namespace mlir;

namespace tdsl::lower {

LogicalResult lowerControlFlow(ModuleOp module) {
  RewritePatternSet patterns(module.getContext());
  populateSCFToControlFlowConversionPatterns(patterns);
  ConversionTarget target(*module.getContext());
  target.addIllegalOp<scf::ForOp, scf::IfOp>();
  target.markUnknownOpDynamicallyLegal([](Operation *) { return true; });
  return applyPartialConversion(module, target, std::move(patterns));
}

/// What no instruction does, and no pass has expanded.
static bool isLibraryCall(Operation *op) {
  return isa<math::AcosOp, math::AsinOp, math::AtanOp, math::Atan2Op,
             math::CoshOp, math::SinhOp, math::TanOp, math::TanhOp, math::ErfOp,
             math::ExpM1Op, math::Log1pOp, math::ExpOp, math::Exp2Op,
             math::LogOp, math::Log2Op, math::SinOp, math::CosOp, math::PowFOp>(
      op);
}

Operation *findLibraryCall(ModuleOp module) {
  Operation *found = nullptr;
  module.walk([&](Operation *op) {
    if (!isLibraryCall(op))
      return WalkResult::advance();
    found = op;
    return WalkResult::interrupt();
  });
  return found;
}

/// Slices of vectors become shuffles, and elementary functions that were not
/// expanded become calls of the C library, a lane at a time.
static LogicalResult prepare(ModuleOp module) {
  RewritePatternSet patterns(module.getContext());
  vector::populateVectorBroadcastLoweringPatterns(patterns);
  vector::populateVectorInsertExtractStridedSliceTransforms(patterns);
  arith::populateCeilFloorDivExpandOpsPatterns(patterns);
  arith::populateExpandBFloat16Patterns(patterns); // no call into compiler-rt
  addNarrowFloatPatterns(patterns);
  addMinMaxPatterns(patterns);
  if (failed(applyPatternsAndFoldGreedily(module, std::move(patterns))))
    return failure();
  RewritePatternSet calls(module.getContext());
  populateMathToLibmConversionPatterns(calls);
  ConversionTarget target(*module.getContext());
  target.addLegalDialect<arith::ArithDialect, func::FuncDialect,
                         vector::VectorDialect, LLVM::LLVMDialect>();
  target.markUnknownOpDynamicallyLegal(
      [](Operation *op) { return !isLibraryCall(op); });
  return applyPartialConversion(module, target, std::move(calls));
}

/// What blocks take and branches pass on: LLVM's types, so that a branch can
/// be lowered by itself. (The functions are LLVM's already, so nothing else
/// converts their blocks.)
static void convertBlockArguments(ModuleOp module, LLVMTypeConverter &types) {
  module.walk([&](LLVM::LLVMFuncOp func) {
    for (Block &block : func.getBody()) {
      if (block.isEntryBlock())
        continue;
      OpBuilder inside = OpBuilder::atBlockBegin(&block);
      for (BlockArgument argument : block.getArguments()) {
        Type old = argument.getType(), made = types.convertType(old);
        if (old == made)
          continue;
        argument.setType(made);
        Operation *cast = inside.create<UnrealizedConversionCastOp>(
            argument.getLoc(), old, argument);
        argument.replaceAllUsesExcept(cast->getResult(0), cast);
      }
    }
    for (Block &block : func.getBody()) {
      auto branch = dyn_cast<BranchOpInterface>(block.getTerminator());
      if (!branch)
        continue;
      OpBuilder before(branch);
      for (unsigned next = 0; next != branch->getNumSuccessors(); ++next) {
        MutableOperandRange passed =
            branch.getSuccessorOperands(next).getMutableForwardedOperands();
        for (OpOperand &operand : passed)
          operand.set(castTo(before, operand.get(),
                             types.convertType(operand.get().getType())));
      }
    }
  });
}

LLVM::LLVMPointerType pointerTo(tir::BufferType buffer,
                                const AddressSpaces &spaces) {
  unsigned space = 0;
  switch (buffer.getScope()) {
  case tir::Scope::Argument:
  case tir::Scope::Heap:
    space = spaces.argument;
    break;
  case tir::Scope::Stack:
    break;
  case tir::Scope::Shared:
    space = spaces.shared;
    break;
  }
  return LLVM::LLVMPointerType::get(buffer.getContext(), space);
}

LogicalResult lowerToLlvm(ModuleOp module, const AddressSpaces &spaces) {
  if (failed(prepare(module)))
    return failure();
  MLIRContext *context = module.getContext();
  LowerToLLVMOptions options(context);
  LLVMTypeConverter types(context, options);
  types.addConversion(
      [&](tir::BufferType type) { return pointerTo(type, spaces); });
  RewritePatternSet patterns(context);
  addBFloat16AsBits(types, patterns);
  convertBlockArguments(module, types);
  addMemoryPatterns(types, patterns);
  arith::populateArithToLLVMConversionPatterns(types, patterns);
  populateMathToLLVMConversionPatterns(types, patterns);
  vector::populateVectorMaskOpLoweringPatterns(patterns);
  populateVectorToLLVMConversionPatterns(types, patterns);
  cf::populateControlFlowToLLVMConversionPatterns(types, patterns);
  populateFuncToLLVMConversionPatterns(types, patterns);
  ConversionTarget target(*context);
  target.addLegalDialect<LLVM::LLVMDialect>();
  target.addLegalOp<ModuleOp>();
  target.addLegalOp<UnrealizedConversionCastOp>();
  if (failed(applyFullConversion(module, target, std::move(patterns))))
    return failure();
  PassManager cleanup(context);
  cleanup.addPass(createReconcileUnrealizedCastsPass());
  return cleanup.run(module);
}

} // namespace tdsl::lower
