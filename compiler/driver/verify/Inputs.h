//===- Inputs.h - The data of a round -------------------------------------===//

#ifndef TDSL_DRIVER_VERIFY_INPUTS_H
#define TDSL_DRIVER_VERIFY_INPUTS_H

#include "compiler/driver/verify/Case.h"
#include "compiler/driver/verify/IndexUses.h"

#include <cmath>

namespace tdsl::driver {

using Tensors = std::vector<target::HostTensor>;

/// Makes inputs that a function takes: they satisfy its conditions on
/// elements, and what is used as an index lies in its range.
class InputMaker {
public:
  InputMaker(const sema::Function &function, const Instance &instance);

  /// Nothing where memory runs out.
  std::optional<Tensors> make(const Case &round) const;
  /// Zeroed results; floats as f64 where `isWide`.
  std::optional<Tensors> makeResults(const Case &round, bool isWide) const;
  /// Whether integers of the whole type make a difference.
  bool hasIntegers() const;

private:
  struct Limits {
    std::optional<int64_t> low, high; // inclusive, of integers
    double lowestReal = -HUGE_VAL, highestReal = HUGE_VAL; // of floats
    bool isIndex = false;
    bool isSorted = false;
  };
  Limits limitsOf(const sema::Stage &param, const SizeValues &sizes) const;
  void fill(target::HostTensor &tensor, const Limits &limits, DataKind data,
            uint64_t seed) const;
  target::ElementType typeOf(const sema::Stage &stage) const;

  const sema::Function &function;
  const Instance &instance;
  std::vector<IndexUse> uses;
};

} // namespace tdsl::driver

#endif // TDSL_DRIVER_VERIFY_INPUTS_H
