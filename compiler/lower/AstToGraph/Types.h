//===- Types.h - Scalar types of the language in MLIR ---------------------===//

#ifndef TDSL_LOWER_ASTTOGRAPH_TYPES_H
#define TDSL_LOWER_ASTTOGRAPH_TYPES_H

#include "compiler/sema/Types.h"

#include "mlir/IR/BuiltinTypes.h"

namespace tdsl::lower {

/// As an element of a tensor: with its sign.
mlir::Type elementType(mlir::MLIRContext &context, sema::Scalar scalar);
/// As a value in a body: without.
mlir::Type valueType(mlir::MLIRContext &context, sema::Scalar scalar);

/// f16 and bf16: what is computed of them is computed in f32 and rounded.
inline bool isNarrowFloat(sema::Scalar scalar) {
  return scalar == sema::Scalar::F16 || scalar == sema::Scalar::BF16;
}
inline sema::Scalar widened(sema::Scalar scalar) {
  return isNarrowFloat(scalar) ? sema::Scalar::F32 : scalar;
}

} // namespace tdsl::lower

#endif // TDSL_LOWER_ASTTOGRAPH_TYPES_H
