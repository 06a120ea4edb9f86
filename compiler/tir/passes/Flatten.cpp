//===- Flatten.cpp - Give every access one linear index -------------------===//

#include "compiler/tir/passes/Passes.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"

namespace tdsl::tir {
#define GEN_PASS_DEF_FLATTEN
#include "compiler/tir/passes/Passes.h.inc"
} // namespace tdsl::tir

using namespace mlir;
using namespace tdsl::tir;

namespace {

struct Flatten : tdsl::tir::impl::FlattenBase<Flatten> {
  void runOnOperation() override;
};

/// ((i0*e1 + i1)*e2 + i2)...; a vector if any index is one.
Value linear(OpBuilder &builder, Location loc, ValueRange indices,
             ValueRange extents) {
  if (indices.empty())
    return builder.create<arith::ConstantIndexOp>(loc, 0);
  auto meet = [&](auto op, Value a, Value b) -> Value {
    auto widen = [&](Value &narrow, Value wide) {
      if (isa<VectorType>(wide.getType()) && !isa<VectorType>(narrow.getType()))
        narrow =
            builder.create<vector::BroadcastOp>(loc, wide.getType(), narrow);
    };
    widen(a, b);
    widen(b, a);
    return builder.createOrFold<decltype(op)>(loc, a, b);
  };
  Value result = indices[0];
  for (size_t dim = 1; dim < indices.size(); ++dim) {
    Value scaled = meet(arith::MulIOp(), result, extents[dim]);
    result = meet(arith::AddIOp(), scaled, indices[dim]);
  }
  return result;
}

/// The operands of an access that are its indices become one.
template <typename Access> void flattenAccess(Access access) {
  OpBuilder builder(access);
  Value index = linear(builder, access.getLoc(), access.getIndices(),
                       extents(access.getBuffer()));
  access.getIndicesMutable().assign(index);
}

/// A stack or shared buffer has one constant extent then. A heap buffer keeps
/// its extents, so that whoever allocates it can multiply them without
/// overflow.
void flattenAllocate(AllocateOp allocate) {
  Value buffer = allocate.getBody().getArgument(0);
  auto type = cast<BufferType>(buffer.getType());
  buffer.setType(BufferType::get(type.getContext(), type.getElementType(), 1,
                                 type.getScope()));
  if (type.getScope() == Scope::Heap)
    return;
  OpBuilder builder(allocate);
  Location loc = allocate.getLoc();
  Value elements = builder.create<arith::ConstantIndexOp>(loc, 1);
  for (Value extent : allocate.getExtents())
    elements = builder.createOrFold<arith::MulIOp>(loc, elements, extent);
  allocate.getExtentsMutable().assign(elements);
}

} // namespace

void Flatten::runOnOperation() {
  // 1. Linear indices, while the extents are still at hand.
  getOperation().walk([](Operation *op) {
    if (auto load = dyn_cast<LoadOp>(op))
      flattenAccess(load);
    else if (auto store = dyn_cast<StoreOp>(op))
      flattenAccess(store);
    else if (auto step = dyn_cast<AccumulateOp>(op))
      flattenAccess(step);
  });
  // 2. Flat buffers.
  getOperation().walk([](Operation *op) {
    if (auto allocate = dyn_cast<AllocateOp>(op))
      flattenAllocate(allocate);
    if (auto view = dyn_cast<ViewOp>(op))
      view.getBuffer().replaceAllUsesWith(view.getFlat());
  });
  getOperation().walk([](ViewOp view) { view.erase(); });
}
