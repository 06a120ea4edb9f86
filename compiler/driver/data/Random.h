//===- Random.h - Tensors of random numbers -------------------------------===//
//
// Element i of a tensor depends on the seed and on i alone, so the same bits
// come out everywhere: in `random:SEED` of `dslc run`, in the generators of
// tests, and in `dslc verify`. docs/language/tests.md describes what they give.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_DRIVER_DATA_RANDOM_H
#define TDSL_DRIVER_DATA_RANDOM_H

#include "compiler/diag/Diagnostic.h"
#include "compiler/target/Tensor.h"

namespace tdsl::driver {

/// Standard normal numbers. Of an integer type: uniform ones from -8 to 8, or
/// from 0 to 16.
void fillNormal(target::HostTensor &tensor, uint64_t seed);

/// From low up to but not including high (float rounding may reach it).
void fillUniform(target::HostTensor &tensor, uint64_t seed, double low,
                 double high);

/// Whole numbers from low to high, both included, of any type.
void fillIntegers(target::HostTensor &tensor, uint64_t seed, int64_t low,
                  int64_t high);

/// Every element the same.
void fillWith(target::HostTensor &tensor, double value);

/// 0, 1, 2, ...
void fillIota(target::HostTensor &tensor);

/// What `random:SEED` gives a parameter: uniform reals from 0 to 1, integers of
/// the whole type up to 16 bits (pictures), 0 to 99 beyond.
void fillAsData(target::HostTensor &tensor, uint64_t seed);

/// The seed of `random:7`; nothing where the text is something else.
std::optional<uint64_t> randomSeed(llvm::StringRef source);

} // namespace tdsl::driver

#endif // TDSL_DRIVER_DATA_RANDOM_H
