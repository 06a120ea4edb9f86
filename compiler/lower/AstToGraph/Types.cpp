//===- Types.cpp - Scalar types of the language in MLIR -------------------===//

#include "compiler/lower/AstToGraph/Types.h"

using namespace mlir;

namespace tdsl::lower {

static Type typeOf(MLIRContext &context, sema::Scalar scalar, bool keepSign) {
  using Signedness = IntegerType::SignednessSemantics;
  switch (scalar) {
  case sema::Scalar::Bool:
    return IntegerType::get(&context, 1);
  case sema::Scalar::F16:
    return Float16Type::get(&context);
  case sema::Scalar::BF16:
    return BFloat16Type::get(&context);
  case sema::Scalar::F32:
    return Float32Type::get(&context);
  case sema::Scalar::F64:
    return Float64Type::get(&context);
  case sema::Scalar::Index:
    return IndexType::get(&context);
  case sema::Scalar::I8:
  case sema::Scalar::I16:
  case sema::Scalar::I32:
  case sema::Scalar::I64:
  case sema::Scalar::U8:
  case sema::Scalar::U16:
  case sema::Scalar::U32:
  case sema::Scalar::U64:
    break;
  }
  Signedness sign = !keepSign                  ? Signedness::Signless
                    : sema::isUnsigned(scalar) ? Signedness::Unsigned
                                               : Signedness::Signed;
  return IntegerType::get(&context, sema::bitsOf(scalar), sign);
}

Type elementType(MLIRContext &context, sema::Scalar scalar) {
  return typeOf(context, scalar, /*keepSign=*/true);
}

Type valueType(MLIRContext &context, sema::Scalar scalar) {
  return typeOf(context, scalar, /*keepSign=*/false);
}

} // namespace tdsl::lower
