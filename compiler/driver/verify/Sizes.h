//===- Sizes.h - Sizes worth trying ---------------------------------------===//

#ifndef TDSL_DRIVER_VERIFY_SIZES_H
#define TDSL_DRIVER_VERIFY_SIZES_H

#include "compiler/driver/data/Philox.h"
#include "compiler/driver/verify/Case.h"

namespace tdsl::schedule {
struct Nest;
}

namespace tdsl::driver {

/// For each size of a function, the largest block that the splits of a loop
/// over it make: the product of the factors of nested splits; 1 where there is
/// none.
std::vector<int64_t> blocksOf(const sema::Function &function,
                              const schedule::Nest &nest);

/// Draws sizes that a function takes. The first rounds have each size, then
/// each pair, then all of them one beyond twice its block, so that interior
/// and tail of every split run; then all 0 and all 1; after that sizes are 0,
/// 1, primes and 2^k +- 1.
class SizeChooser {
public:
  SizeChooser(const sema::Function &function, const Instance &instance,
              std::vector<int64_t> blocks);

  /// Nothing where none were found.
  std::optional<SizeValues> choose(unsigned round, Philox &random) const;

private:
  std::optional<SizeValues> around(llvm::ArrayRef<bool> isLarge,
                                   Philox &random) const;
  int64_t usual(size_t size, Philox &random) const;

  const sema::Function &function;
  const Instance &instance;
  std::vector<int64_t> blocks;
  std::vector<std::vector<bool>> plans; // which sizes are large, by round
};

} // namespace tdsl::driver

#endif // TDSL_DRIVER_VERIFY_SIZES_H
