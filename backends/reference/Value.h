//===- Value.h - One scalar value of any type -----------------------------===//

#ifndef TDSL_REFERENCE_VALUE_H
#define TDSL_REFERENCE_VALUE_H

#include "compiler/sema/Types.h"
#include "compiler/target/Tensor.h"

namespace llvm {
class raw_ostream;
}

namespace tdsl::reference {

/// Integers, indices and truth values (0 or 1) in `i`, extended as
/// number/Integers.h says; floats in `f`, rounded to their type. The type
/// itself is known where the value is used.
union Value {
  int64_t i = 0;
  double f;

  static Value of(int64_t i) {
    Value value;
    value.i = i;
    return value;
  }
  static Value of(double f) {
    Value value;
    value.f = f;
    return value;
  }
  static Value of(bool b) { return of(static_cast<int64_t>(b)); }
};

/// The type of the elements that hold values of a scalar type.
target::ElementType elementType(sema::Scalar scalar);

/// Reads and writes element `at` of a tensor of that element type.
Value load(const target::HostTensor &tensor, int64_t at);
void store(target::HostTensor &tensor, int64_t at, Value value);

/// As a person reads it: floats with as many digits as tell them apart.
void print(llvm::raw_ostream &os, Value value, sema::Scalar type);

} // namespace tdsl::reference

#endif // TDSL_REFERENCE_VALUE_H
