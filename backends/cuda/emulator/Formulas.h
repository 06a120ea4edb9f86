//===- Formulas.h - NVVM's arithmetic in LLVM's instructions --------------===//

#ifndef TDSL_CUDA_EMULATOR_FORMULAS_H
#define TDSL_CUDA_EMULATOR_FORMULAS_H

#include "llvm/IR/IRBuilder.h"

namespace tdsl::cuda::emulator::formula {

/// The operands of an intrinsic, and the type of what it gives.
struct Operands {
  llvm::ArrayRef<llvm::Value *> values;
  llvm::Type *type;
};

using Formula = llvm::Value *(*)(llvm::IRBuilder<> &, const Operands &);

llvm::Value *highProduct(llvm::IRBuilder<> &, const Operands &);
llvm::Value *highUnsignedProduct(llvm::IRBuilder<> &, const Operands &);
llvm::Value *narrowed(llvm::IRBuilder<> &, const Operands &);
/// The second operand becomes the lower element.
llvm::Value *narrowedPair(llvm::IRBuilder<> &, const Operands &);
llvm::Value *product(llvm::IRBuilder<> &, const Operands &);
llvm::Value *quotient(llvm::IRBuilder<> &, const Operands &);
llvm::Value *reciprocal(llvm::IRBuilder<> &, const Operands &);
llvm::Value *reciprocalRoot(llvm::IRBuilder<> &, const Operands &);
llvm::Value *sameBits(llvm::IRBuilder<> &, const Operands &);
/// Into [0, 1], a NaN to 0.
llvm::Value *saturated(llvm::IRBuilder<> &, const Operands &);
llvm::Value *sum(llvm::IRBuilder<> &, const Operands &);

} // namespace tdsl::cuda::emulator::formula

#endif // TDSL_CUDA_EMULATOR_FORMULAS_H
