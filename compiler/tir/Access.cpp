//===- Access.cpp - Where accesses go, and whether two meet ---------------===//

#include "compiler/tir/Access.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/IR/Matchers.h"

using namespace mlir;

namespace tdsl::tir {

sets::Expr Addresses::opaque(Value value) {
  unsigned name = names.try_emplace(value, names.size()).first->second;
  return sets::Expr::symbol("v" + std::to_string(name));
}

sets::Expr Addresses::form(Value index) {
  IntegerAttr constant;
  if (matchPattern(index, m_Constant(&constant)))
    return sets::Expr(constant.getInt());
  Operation *op = index.getDefiningOp();
  if (isa_and_nonnull<arith::AddIOp>(op))
    return form(op->getOperand(0)) + form(op->getOperand(1));
  if (isa_and_nonnull<arith::SubIOp>(op))
    return form(op->getOperand(0)) - form(op->getOperand(1));
  if (isa_and_nonnull<arith::MulIOp>(op))
    return form(op->getOperand(0)) * form(op->getOperand(1));
  return opaque(index);
}

Cell Addresses::cell(Value buffer, ValueRange indices, Type accessed) {
  Cell result{buffer, {}, 1};
  for (Value index : indices)
    result.indices.push_back(index.getType().isIndex() ? form(index)
                                                       : opaque(index));
  auto element = cast<BufferType>(buffer.getType()).getElementType();
  if (auto vector = dyn_cast<VectorType>(accessed); vector && vector != element)
    result.width = vector.getNumElements();
  return result;
}

Overlap Addresses::overlap(const Cell &a, const Cell &b) {
  if (a.buffer != b.buffer)
    return Overlap::Disjoint;
  bool same = a.width == b.width;
  for (size_t dim = 0, rank = a.indices.size(); dim != rank; ++dim) {
    std::optional<int64_t> distance =
        (a.indices[dim] - b.indices[dim]).constant();
    if (!distance) {
      same = false;
      continue;
    }
    bool last = dim + 1 == rank;
    if (last ? (*distance >= b.width || -*distance >= a.width) : *distance != 0)
      return Overlap::Disjoint;
    same &= *distance == 0;
  }
  return same ? Overlap::Same : Overlap::Unknown;
}

std::optional<Touch> touch(Operation &op) {
  if (auto load = dyn_cast<LoadOp>(op))
    return Touch{load.getBuffer(),
                 load.getIndices(),
                 load.getGuard(),
                 load.getValue().getType(),
                 true,
                 false};
  if (auto store = dyn_cast<StoreOp>(op))
    return Touch{store.getBuffer(),
                 store.getIndices(),
                 store.getGuard(),
                 store.getValue().getType(),
                 false,
                 true};
  if (auto step = dyn_cast<AccumulateOp>(op)) {
    Type type = step.getValue().getType();
    return Touch{step.getBuffer(),
                 step.getIndices(),
                 step.getGuard(),
                 step.getAcross() ? getElementTypeOrSelf(type) : type,
                 true,
                 true};
  }
  return std::nullopt;
}

bool anyTouch(Operation &op, Value buffer, bool writesOnly) {
  WalkResult result = op.walk([&](Operation *inner) {
    std::optional<Touch> found = touch(*inner);
    if (found && found->buffer == buffer && (found->writes || !writesOnly))
      return WalkResult::interrupt();
    return WalkResult::advance();
  });
  return result.wasInterrupted();
}

} // namespace tdsl::tir
