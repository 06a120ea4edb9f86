//===- Memory.cpp - Loads, stores, and where a thread stands --------------===//
//
// A guarded access is a branch around it: where the guard is false no memory
// is touched.
//
//===----------------------------------------------------------------------===//

#include "backends/vulkan/lower/Emitter.h"

using namespace mlir;

namespace tdsl::vulkan {
namespace {

/// A value as it lies in memory.
Value toMemory(Emitter &e, Value value, Type element) {
  Type stored = memoryType(element);
  if (stored == value.getType())
    return value;
  if (element.isInteger(1))
    value = e.b.create<spirv::SelectOp>(value, e.word(1), e.word(0));
  return e.b.create<spirv::UConvertOp>(stored, value);
}

Value fromMemory(Emitter &e, Value stored, Type element) {
  Type type = registerType(element);
  if (stored.getType() == type)
    return stored;
  Value wide = e.b.create<spirv::UConvertOp>(e.b.getI32Type(), stored);
  if (!element.isInteger(1))
    return wide;
  return e.b.create<spirv::INotEqualOp>(wide, e.word(0));
}

void requireElements(Emitter &e, const Place &place) {
  if (!place.isBound)
    return;
  int64_t bytes = bytesOf(place.element);
  if (bytes == 1)
    e.require(Feature::Store8);
  if (bytes == 2)
    e.require(Feature::Store16);
}

/// A type whose variables every device has, for a value that the device can
/// only load and convert.
Type variableType(Emitter &e, Type type) {
  if (type.isF16() && !e.has(Feature::F16))
    return e.b.getF32Type();
  if ((type.isInteger(8) && !e.has(Feature::I8)) ||
      (type.isInteger(16) && !e.has(Feature::I16)))
    return e.b.getI32Type();
  e.requireArithmetic(type);
  return type;
}

Value convert(Emitter &e, Value value, Type type) {
  if (value.getType() == type)
    return value;
  if (isa<FloatType>(type))
    return e.b.create<spirv::FConvertOp>(type, value);
  return e.b.create<spirv::UConvertOp>(type, value);
}

void emitLoad(Emitter &e, tir::LoadOp load) {
  Place place = e.placeOf(load.getBuffer());
  requireElements(e, place);
  Value index = e.valueOf(load.getIndices()[0]);
  auto read = [&] {
    return fromMemory(e, e.load(e.pointerTo(place, index)), place.element);
  };
  if (!load.getGuard())
    return e.define(load.getValue(), read());
  Type type = registerType(place.element);
  Type kept = variableType(e, type);
  Value result = e.variable(kept);
  e.store(e.zero(kept), result);
  (void)e.emitIf(e.valueOf(load.getGuard()), [&] {
    e.store(convert(e, read(), kept), result);
    return success();
  });
  e.define(load.getValue(), convert(e, e.load(result), type));
}

void emitStore(Emitter &e, tir::StoreOp store) {
  Place place = e.placeOf(store.getBuffer());
  requireElements(e, place);
  Value value = e.valueOf(store.getValue());
  Value index = e.valueOf(store.getIndices()[0]);
  auto write = [&] {
    e.store(toMemory(e, value, place.element), e.pointerTo(place, index));
    return success();
  };
  if (store.getGuard())
    (void)e.emitIf(e.valueOf(store.getGuard()), write);
  else
    (void)write();
}

void emitId(Emitter &e, Operation &op, spirv::BuiltIn which, tir::Axis axis) {
  int32_t place = static_cast<int32_t>(axis);
  e.define(op.getResult(0), e.b.create<spirv::CompositeExtractOp>(
                                e.builtin(which), ArrayRef(place)));
}

} // namespace

bool emitMemory(Emitter &e, Operation &op) {
  if (auto load = dyn_cast<tir::LoadOp>(op)) {
    if (isa<VectorType>(load.getValue().getType()))
      return false;
    emitLoad(e, load);
  } else if (auto store = dyn_cast<tir::StoreOp>(op)) {
    if (isa<VectorType>(store.getValue().getType()))
      return false;
    emitStore(e, store);
  } else if (auto block = dyn_cast<tir::BlockIdOp>(op)) {
    emitId(e, op, spirv::BuiltIn::WorkgroupId, block.getAxis());
  } else if (auto thread = dyn_cast<tir::ThreadIdOp>(op)) {
    emitId(e, op, spirv::BuiltIn::LocalInvocationId, thread.getAxis());
  } else {
    return false;
  }
  return true;
}

} // namespace tdsl::vulkan
