//===- Value.cpp - One scalar value of any type ---------------------------===//

#include "backends/reference/Value.h"

#include "compiler/target/Elements.h"

#include "llvm/Support/ErrorHandling.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/raw_ostream.h"

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

Value load(const HostTensor &tensor, int64_t at) {
  if (tensor.type().isFloat())
    return Value::of(target::realAt(tensor, at));
  int64_t integer = target::integerAt(tensor, at);
  bool isBool = tensor.type().code == TypeCode::Bool;
  return Value::of(isBool ? int64_t(integer != 0) : integer);
}

void store(HostTensor &tensor, int64_t at, Value value) {
  if (tensor.type().isFloat())
    target::setReal(tensor, at, value.f);
  else
    target::setInteger(tensor, at, value.i);
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
