//===- Types.cpp - Types and constants in SPIR-V --------------------------===//

#include "backends/vulkan/lower/Emitter.h"

using namespace mlir;

namespace tdsl::vulkan {

Type registerType(Type type) {
  if (type.isIndex() || type.isBF16())
    return IntegerType::get(type.getContext(), 32);
  return type;
}

Type memoryType(Type type) {
  if (type.isInteger(1))
    return IntegerType::get(type.getContext(), 8);
  if (type.isBF16())
    return IntegerType::get(type.getContext(), 16);
  return registerType(type);
}

int64_t bytesOf(Type element) {
  return memoryType(element).getIntOrFloatBitWidth() / 8;
}

Value Emitter::constant(Type type, int64_t value) {
  APInt bits(type.getIntOrFloatBitWidth(), static_cast<uint64_t>(value));
  return b.create<spirv::ConstantOp>(type, b.getIntegerAttr(type, bits));
}

Value Emitter::real(Type type, double value) {
  return b.create<spirv::ConstantOp>(type, b.getFloatAttr(type, value));
}

Value Emitter::truth(bool value) {
  return b.create<spirv::ConstantOp>(b.getI1Type(), b.getBoolAttr(value));
}

Value Emitter::zero(Type type) {
  return b.create<spirv::ConstantOp>(type, b.getZeroAttr(type));
}

} // namespace tdsl::vulkan
