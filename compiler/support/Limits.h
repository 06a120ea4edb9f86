//===- Limits.h - What a program may ask of the compiler ------------------===//
//
// LLVM and MLIR do not promise to survive hostile input, so these limits are
// checked by us, before them. Each is documented in docs/language/limits.md
// and has a test at the limit and one past it.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_SUPPORT_LIMITS_H
#define TDSL_SUPPORT_LIMITS_H

#include <cstddef>
#include <cstdint>

namespace tdsl::limits {

constexpr size_t FileBytes = size_t(16) << 20;
constexpr unsigned Nesting = 256;             // brackets and nested expressions
constexpr size_t ItemBytes = size_t(1) << 18; // a function, a schedule, ...
constexpr unsigned TreeDepth = 1024;          // nested, or joined by operators
constexpr unsigned LoopDepth = 64;            // loops around one statement
constexpr unsigned Rank = 8;                  // dimensions of a tensor
constexpr int64_t Elements = int64_t(1) << 47; // extents and byte products
constexpr unsigned Lanes = 256;                // lanes of one vector
constexpr unsigned BlockOps = 8192;   // operations in a block after unrolling
constexpr unsigned Diagnostics = 100; // diagnostics shown for one file

} // namespace tdsl::limits

#endif // TDSL_SUPPORT_LIMITS_H
