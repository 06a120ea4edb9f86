//===- Value.cpp - One scalar value of any type ---------------------------===//

#include "backends/reference/Value.h"

#include "llvm/Support/ErrorHandling.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/raw_ostream.h"

#include <cstring>

namespace tdsl::reference {

using target::HostTensor;
using target::TypeCode;

target::ElementType elementType(sema::Scalar scalar) {
  switch (sema::kindOf(scalar)) {
  case sema::ScalarKind::Bool:
    return {TypeCode::Bool, 8};
  case sema::ScalarKind::Signed:
    return {TypeCode::Int, static_cast<uint8_t>(sema::bitsOf(scalar))};
  case sema::ScalarKind::Unsigned:
    return {TypeCode::UInt, static_cast<uint8_t>(sema::bitsOf(scalar))};
  case sema::ScalarKind::Float:
    return {scalar == sema::Scalar::BF16 ? TypeCode::BFloat : TypeCode::Float,
            static_cast<uint8_t>(sema::bitsOf(scalar))};
  }
  llvm_unreachable("not a kind of scalar");
}

/// A bf16 is the upper half of the f32 with the same value.
static double fromBFloat(uint16_t bits) {
  uint32_t wide = static_cast<uint32_t>(bits) << 16;
  float value;
  std::memcpy(&value, &wide, sizeof value);
  return value;
}

static uint16_t toBFloat(double rounded) {
  float value = static_cast<float>(rounded);
  uint32_t wide;
  std::memcpy(&wide, &value, sizeof wide);
  return wide >> 16;
}

Value load(const HostTensor &tensor, int64_t at) {
  bool isSigned = tensor.type().code == TypeCode::Int;
  switch (tensor.type().code) {
  case TypeCode::Bool:
    return Value::of(tensor.as<uint8_t>()[at] != 0);
  case TypeCode::BFloat:
    return Value::of(fromBFloat(tensor.as<uint16_t>()[at]));
  case TypeCode::Float:
    if (tensor.type().bits == 32)
      return Value::of(static_cast<double>(tensor.as<float>()[at]));
    if (tensor.type().bits == 64)
      return Value::of(tensor.as<double>()[at]);
    return Value::of(static_cast<double>(tensor.as<_Float16>()[at]));
  case TypeCode::Int:
  case TypeCode::UInt:
    switch (tensor.type().bits) {
    case 8:
      return Value::of(isSigned ? int64_t(tensor.as<int8_t>()[at])
                                : int64_t(tensor.as<uint8_t>()[at]));
    case 16:
      return Value::of(isSigned ? int64_t(tensor.as<int16_t>()[at])
                                : int64_t(tensor.as<uint16_t>()[at]));
    case 32:
      return Value::of(isSigned ? int64_t(tensor.as<int32_t>()[at])
                                : int64_t(tensor.as<uint32_t>()[at]));
    default:
      return Value::of(tensor.as<int64_t>()[at]);
    }
  }
  llvm_unreachable("not a type code");
}

void store(HostTensor &tensor, int64_t at, Value value) {
  switch (tensor.type().code) {
  case TypeCode::BFloat:
    tensor.as<uint16_t>()[at] = toBFloat(value.f);
    return;
  case TypeCode::Float:
    if (tensor.type().bits == 32)
      tensor.as<float>()[at] = static_cast<float>(value.f);
    else if (tensor.type().bits == 64)
      tensor.as<double>()[at] = value.f;
    else
      tensor.as<_Float16>()[at] = static_cast<_Float16>(value.f);
    return;
  case TypeCode::Bool:
  case TypeCode::Int:
  case TypeCode::UInt: // the low bits, whatever the sign
    switch (tensor.type().bits) {
    case 8:
      tensor.as<uint8_t>()[at] = static_cast<uint8_t>(value.i);
      return;
    case 16:
      tensor.as<uint16_t>()[at] = static_cast<uint16_t>(value.i);
      return;
    case 32:
      tensor.as<uint32_t>()[at] = static_cast<uint32_t>(value.i);
      return;
    default:
      tensor.as<int64_t>()[at] = value.i;
      return;
    }
  }
}

void print(llvm::raw_ostream &os, Value value, sema::Scalar type) {
  switch (sema::kindOf(type)) {
  case sema::ScalarKind::Bool:
    os << (value.i ? "true" : "false");
    return;
  case sema::ScalarKind::Signed:
    os << value.i;
    return;
  case sema::ScalarKind::Unsigned:
    os << static_cast<uint64_t>(value.i);
    return;
  case sema::ScalarKind::Float:
    os << llvm::format(type == sema::Scalar::F64 ? "%.17g" : "%.9g", value.f);
    return;
  }
}

} // namespace tdsl::reference
