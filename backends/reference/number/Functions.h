//===- Functions.h - Scalar functions of floats ---------------------------===//
//
// Each is computed in double and rounded once, so f32 and smaller types have
// correctly rounded results in all but a few cases in 2^28; f64 has those of
// the C library. Other backends are held to the bounds of UlpBounds.def.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_REFERENCE_NUMBER_FUNCTIONS_H
#define TDSL_REFERENCE_NUMBER_FUNCTIONS_H

#include "backends/reference/number/Floats.h"
#include "compiler/sema/Program.h"

namespace tdsl::reference::number {

using Function1 = double (*)(double);
using Function2 = double (*)(double, double);

/// Null where the function does not have so many arguments, or is one of those
/// that need more than its arguments: min and max, abs, fma, predicates.
Function1 function1(sema::Builtin function);
Function2 function2(sema::Builtin function);

/// How far another backend's result may lie from the exact one, in units of
/// the last place; nothing for functions that are exact or correctly rounded.
double ulpBound(sema::Builtin function, Format format);

} // namespace tdsl::reference::number

#endif // TDSL_REFERENCE_NUMBER_FUNCTIONS_H
