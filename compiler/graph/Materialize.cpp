//===- Materialize.cpp - Forms of the algebra as index values -------------===//

#include "compiler/graph/Materialize.h"

#include "compiler/graph/GraphDialect.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/IR/ImplicitLocOpBuilder.h"

using namespace mlir;

namespace tdsl::graph {

namespace {
class Materializer {
public:
  Materializer(OpBuilder &builder, Location loc,
               llvm::function_ref<Value(StringRef)> valueOf)
      : b(loc, builder), valueOf(valueOf) {}

  Value emit(const sets::Expr &e) {
    if (auto constant = e.constant())
      return b.create<arith::ConstantIndexOp>(*constant);
    // Positive terms first, so that `N - 1` is one subtraction.
    Value sum;
    for (const sets::Term &term : e.terms())
      if (term.coefficient > 0)
        sum = sum ? b.create<arith::AddIOp>(sum, emit(term, 1)) : emit(term, 1);
    for (const sets::Term &term : e.terms()) {
      if (term.coefficient > 0)
        continue;
      if (!sum)
        sum = b.create<arith::ConstantIndexOp>(0);
      sum = b.create<arith::SubIOp>(sum, emit(term, -1));
    }
    return sum;
  }

private:
  ImplicitLocOpBuilder b;
  llvm::function_ref<Value(StringRef)> valueOf;

  /// sign * term
  Value emit(const sets::Term &term, int64_t sign) {
    Value product;
    for (const sets::AtomRef &factor : term.factors) {
      Value value = emit(*factor);
      product = product ? b.create<arith::MulIOp>(product, value) : value;
    }
    int64_t coefficient = sign * term.coefficient;
    if (product && coefficient == 1)
      return product;
    Value number = b.create<arith::ConstantIndexOp>(coefficient);
    return product ? b.create<arith::MulIOp>(product, number) : number;
  }

  Value emit(const sets::Atom &atom) {
    switch (atom.kind) {
    case sets::AtomKind::Symbol: {
      Value value = valueOf(atom.name);
      return value ? value : b.create<SizeOp>(atom.name);
    }
    case sets::AtomKind::FloorDiv:
      return fold<FloorDivOp>(atom);
    case sets::AtomKind::Mod:
      return fold<ModOp>(atom);
    case sets::AtomKind::Min:
      return fold<arith::MinSIOp>(atom);
    case sets::AtomKind::Max:
      return fold<arith::MaxSIOp>(atom);
    }
    llvm_unreachable("all kinds are listed");
  }

  template <typename Op> Value fold(const sets::Atom &atom) {
    Value result = emit(atom.operands.front());
    for (const sets::Expr &operand : llvm::drop_begin(atom.operands))
      result = b.create<Op>(result, emit(operand));
    return result;
  }
};
} // namespace

Value materialize(OpBuilder &builder, Location loc, const sets::Expr &e,
                  llvm::function_ref<Value(StringRef)> valueOf) {
  return Materializer(builder, loc, valueOf).emit(e);
}

} // namespace tdsl::graph
