//===- Elements.cpp - Single elements of tensors, by value ----------------===//

#include "compiler/target/Elements.h"

#include "llvm/ADT/APFloat.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/raw_ostream.h"

#include <cstring>

namespace tdsl::target {

/// A bf16 is the upper half of the f32 with the same value.
static double fromBFloat(uint16_t bits) {
  uint32_t wide = static_cast<uint32_t>(bits) << 16;
  float value;
  std::memcpy(&value, &wide, sizeof value);
  return value;
}

static uint16_t toBFloat(double value) {
  llvm::APFloat rounded(value);
  bool losesInfo;
  rounded.convert(llvm::APFloat::BFloat(), llvm::APFloat::rmNearestTiesToEven,
                  &losesInfo);
  return static_cast<uint16_t>(rounded.bitcastToAPInt().getZExtValue());
}

double realAt(const HostTensor &tensor, int64_t at) {
  if (tensor.type().code == TypeCode::BFloat)
    return fromBFloat(tensor.as<uint16_t>()[at]);
  switch (tensor.type().bits) {
  case 16:
    return static_cast<double>(tensor.as<_Float16>()[at]);
  case 32:
    return tensor.as<float>()[at];
  default:
    return tensor.as<double>()[at];
  }
}

void setReal(HostTensor &tensor, int64_t at, double value) {
  if (tensor.type().code == TypeCode::BFloat) {
    tensor.as<uint16_t>()[at] = toBFloat(value);
    return;
  }
  switch (tensor.type().bits) {
  case 16:
    tensor.as<_Float16>()[at] = static_cast<_Float16>(value);
    return;
  case 32:
    tensor.as<float>()[at] = static_cast<float>(value);
    return;
  default:
    tensor.as<double>()[at] = value;
    return;
  }
}

int64_t integerAt(const HostTensor &tensor, int64_t at) {
  bool isSigned = tensor.type().code == TypeCode::Int;
  switch (tensor.type().bits) {
  case 8:
    return isSigned ? int64_t(tensor.as<int8_t>()[at])
                    : int64_t(tensor.as<uint8_t>()[at]);
  case 16:
    return isSigned ? int64_t(tensor.as<int16_t>()[at])
                    : int64_t(tensor.as<uint16_t>()[at]);
  case 32:
    return isSigned ? int64_t(tensor.as<int32_t>()[at])
                    : int64_t(tensor.as<uint32_t>()[at]);
  default:
    return tensor.as<int64_t>()[at];
  }
}

void setInteger(HostTensor &tensor, int64_t at, int64_t value) {
  switch (tensor.type().bits) {
  case 8:
    tensor.as<uint8_t>()[at] = static_cast<uint8_t>(value);
    return;
  case 16:
    tensor.as<uint16_t>()[at] = static_cast<uint16_t>(value);
    return;
  case 32:
    tensor.as<uint32_t>()[at] = static_cast<uint32_t>(value);
    return;
  default:
    tensor.as<int64_t>()[at] = value;
    return;
  }
}

std::string elementText(const HostTensor &tensor, int64_t at) {
  std::string text;
  llvm::raw_string_ostream os(text);
  switch (tensor.type().code) {
  case TypeCode::Bool:
    os << (integerAt(tensor, at) ? "true" : "false");
    break;
  case TypeCode::Int:
    os << integerAt(tensor, at);
    break;
  case TypeCode::UInt:
    os << static_cast<uint64_t>(integerAt(tensor, at));
    break;
  case TypeCode::Float:
  case TypeCode::BFloat:
    os << llvm::format(tensor.type().bits == 64 ? "%.17g" : "%.9g",
                       realAt(tensor, at));
    break;
  }
  return text;
}

} // namespace tdsl::target
