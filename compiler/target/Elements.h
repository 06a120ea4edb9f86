//===- Elements.h - Single elements of tensors, by value ------------------===//
//
// For what treats elements of all types alike: files, generators, comparison,
// the reference. What is done to many elements of one type uses
// HostTensor::as<T>().
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_TARGET_ELEMENTS_H
#define TDSL_TARGET_ELEMENTS_H

#include "compiler/target/Tensor.h"

namespace tdsl::target {

/// Of a float type. Every value of those types is a double.
double realAt(const HostTensor &tensor, int64_t at);
/// Rounds to the nearest value of the type, to the even one of two.
void setReal(HostTensor &tensor, int64_t at, double value);

/// Of an integer type or bool; u64 as the int64_t with the same bits.
int64_t integerAt(const HostTensor &tensor, int64_t at);
/// Keeps the low bits.
void setInteger(HostTensor &tensor, int64_t at, int64_t value);

/// As a person reads it, with as many digits as tell floats apart.
std::string elementText(const HostTensor &tensor, int64_t at);

} // namespace tdsl::target

#endif // TDSL_TARGET_ELEMENTS_H
