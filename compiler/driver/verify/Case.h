//===- Case.h - One round of verification ---------------------------------===//

#ifndef TDSL_DRIVER_VERIFY_CASE_H
#define TDSL_DRIVER_VERIFY_CASE_H

#include "compiler/sema/Program.h"
#include "compiler/target/Tensor.h"

#include "llvm/ADT/StringMap.h"

namespace tdsl::driver {

/// The value of each size of a function, in its order.
using SizeValues = std::vector<int64_t>;

enum class DataKind : uint8_t {
  SmallIntegers, // every sum of them is exact
  WholeTypes,    // integers of the whole type, so that they wrap
  Specials, // small integers among infinities, NaNs and zeros of both signs
  Reals,
};

struct Case {
  SizeValues sizes;
  DataKind data = DataKind::SmallIntegers;
  uint64_t dataSeed = 0;
};

/// What is fixed when code is made: types and const parameters.
struct Instance {
  sema::TypeArguments types;
  llvm::StringMap<int64_t> constants;
};

std::optional<int64_t> evaluate(const sets::Expr &e,
                                const sema::Function &function,
                                const SizeValues &sizes);

/// The extents of a parameter or result; nothing where one is negative or the
/// tensor would be too large for a round.
std::optional<llvm::SmallVector<int64_t, 4>> shapeOf(const sema::Stage &stage,
                                                     const SizeValues &sizes);

/// The sizes that no argument binds, by name.
llvm::StringMap<int64_t> givenSizes(const sema::Function &function,
                                    const SizeValues &sizes);

/// Whether the function takes these sizes: its conditions hold and its tensors
/// have shapes.
bool isAllowed(const sema::Function &function, const SizeValues &sizes);

/// "matmul with T = f32", "matmul with T = f32, M = 3, N = 1, K = 2".
std::string callText(const sema::Function &function, const Instance &instance);
std::string callText(const sema::Function &function, const Instance &instance,
                     const SizeValues &sizes);
/// "small integers, data seed 17".
std::string dataText(const Case &round);

} // namespace tdsl::driver

#endif // TDSL_DRIVER_VERIFY_CASE_H
