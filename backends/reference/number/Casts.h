//===- Casts.h - From one scalar type to another --------------------------===//

#ifndef TDSL_REFERENCE_NUMBER_CASTS_H
#define TDSL_REFERENCE_NUMBER_CASTS_H

#include "backends/reference/number/Floats.h"
#include "backends/reference/number/Integers.h"

namespace tdsl::reference::number {

/// sat_u8(x): the nearest value that the type has. (Without sat_, the low bits
/// are kept: wrap().)
int64_t saturate(int64_t x, Integer from, Integer to);

/// Truncates towards zero, then saturates; NaN gives 0.
int64_t toInteger(double x, Integer to);

/// For one rounding by round() to `to`.
double toFloat(int64_t x, Integer from, Format to);

} // namespace tdsl::reference::number

#endif // TDSL_REFERENCE_NUMBER_CASTS_H
