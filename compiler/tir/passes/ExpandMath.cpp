//===- ExpandMath.cpp - Write elementary functions out as arithmetic ------===//
//
// Those of passes/math, of f32 and narrower types, which are computed in f32
// and rounded once. A backend calls a library for the others.
//
//===----------------------------------------------------------------------===//

#include "compiler/tir/passes/Passes.h"
#include "compiler/tir/passes/math/Functions.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "llvm/ADT/TypeSwitch.h"

namespace tdsl::tir {
#define GEN_PASS_DEF_EXPANDMATH
#include "compiler/tir/passes/Passes.h.inc"
} // namespace tdsl::tir

using namespace mlir;
using tdsl::tir::math::Real;

namespace {

struct ExpandMath : tdsl::tir::impl::ExpandMathBase<ExpandMath> {
  void runOnOperation() override;
};

using Function = Real (*)(Real);

/// Null for what is kept.
Function expansionOf(Operation *op) {
  namespace of = tdsl::tir::math;
  return llvm::TypeSwitch<Operation *, Function>(op)
      .Case([](math::CosOp) { return of::cos; })
      .Case([](math::ErfOp) { return of::erf; })
      .Case([](math::ExpOp) { return of::exp; })
      .Case([](math::Exp2Op) { return of::exp2; })
      .Case([](math::ExpM1Op) { return of::expm1; })
      .Case([](math::LogOp) { return of::log; })
      .Case([](math::Log1pOp) { return of::log1p; })
      .Case([](math::Log2Op) { return of::log2; })
      .Case([](math::SinOp) { return of::sin; })
      .Case([](math::TanhOp) { return of::tanh; })
      .Default([](Operation *) { return nullptr; });
}

void expand(Operation *op, Function function) {
  ImplicitLocOpBuilder builder(op->getLoc(), op);
  Value x = op->getOperand(0);
  Type type = x.getType(), wide = builder.getF32Type();
  if (auto vector = dyn_cast<VectorType>(type))
    wide = vector.clone(wide);
  if (type != wide)
    x = builder.create<arith::ExtFOp>(wide, x);
  Value y = function({{x, &builder}}).value;
  if (type != wide)
    y = builder.create<arith::TruncFOp>(type, y);
  op->getResult(0).replaceAllUsesWith(y);
  op->erase();
}

} // namespace

void ExpandMath::runOnOperation() {
  getOperation().walk([](Operation *op) {
    Function function = expansionOf(op);
    if (function &&
        getElementTypeOrSelf(op->getOperand(0)).getIntOrFloatBitWidth() <= 32)
      expand(op, function);
  });
}
