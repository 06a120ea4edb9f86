//===- Math.cpp - Functions of one number ---------------------------------===//
//
// Those that GLSL.std.450 computes exactly. What it has of exp, tan and the
// like is far from the bounds that the language promises, so those that the
// passes before did not write out as arithmetic are refused by name.
//
//===----------------------------------------------------------------------===//

#include "backends/vulkan/lower/Emitter.h"

#include "compiler/diag/Catalog.h"

#include "mlir/Dialect/Math/IR/Math.h"

using namespace mlir;

namespace tdsl::vulkan {
namespace {

class Maths {
public:
  Maths(Emitter &e, Operation &op)
      : e(e), b(e.b), op(op), isBrain(op.getResult(0).getType().isBF16()) {}

  Value operand(unsigned place) {
    Value value = e.valueOf(op.getOperand(place));
    return isBrain ? widenBrain(e, value) : value;
  }
  bool define(Value made) {
    e.define(op.getResult(0), isBrain ? narrowToBrain(e, made) : made);
    return true;
  }

  template <typename Op> bool unary() {
    return define(b.create<Op>(operand(0)));
  }
  bool fma() { return define(fused(e, operand(0), operand(1), operand(2))); }
  bool reciprocalRoot() {
    Value root = b.create<spirv::GLSqrtOp>(operand(0));
    Value one = e.real(root.getType(), 1);
    return define(exact(b.create<spirv::FDivOp>(one, root)));
  }
  /// Down for what is positive, up for what is negative; -0.5 becomes -0.
  bool truncate() {
    Value x = operand(0), zero = e.zero(x.getType());
    Value down = b.create<spirv::GLFloorOp>(x);
    Value negated = b.create<spirv::FNegateOp>(x);
    Value up = b.create<spirv::FNegateOp>(b.create<spirv::GLFloorOp>(negated));
    Value isNegative = b.create<spirv::FOrdLessThanOp>(x, zero);
    return define(b.create<spirv::SelectOp>(isNegative, up, down));
  }

private:
  Emitter &e;
  ImplicitLocOpBuilder &b;
  Operation &op;
  bool isBrain;
};

/// The name in the language.
std::string nameOf(Operation &op) {
  llvm::StringRef name = op.getName().stripDialect();
  return name == "powf" ? "pow" : name.str();
}

} // namespace

bool emitMath(Emitter &e, Operation &op) {
  if (!isa<math::MathDialect>(op.getDialect()) ||
      !isa<FloatType>(op.getResult(0).getType()))
    return false;
  Maths on(e, op);
  if (isa<math::AbsFOp>(op))
    return on.unary<spirv::GLFAbsOp>();
  if (isa<math::CeilOp>(op))
    return on.unary<spirv::GLCeilOp>();
  if (isa<math::FloorOp>(op))
    return on.unary<spirv::GLFloorOp>();
  if (isa<math::RoundEvenOp>(op))
    return on.unary<spirv::GLRoundEvenOp>();
  if (isa<math::SqrtOp>(op))
    return on.unary<spirv::GLSqrtOp>();
  if (isa<math::FmaOp>(op))
    return on.fma();
  if (isa<math::RsqrtOp>(op))
    return on.reciprocalRoot();
  if (isa<math::TruncOp>(op))
    return on.truncate();
  std::string type;
  llvm::raw_string_ostream(type) << op.getResult(0).getType();
  e.getSink().emit(diag::NoDeviceFunction, Span(), nameOf(op), type, "Vulkan");
  return true;
}

} // namespace tdsl::vulkan
