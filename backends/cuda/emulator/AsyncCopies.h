//===- AsyncCopies.h - Copies that happen when they are waited for --------===//

#ifndef TDSL_CUDA_EMULATOR_ASYNCCOPIES_H
#define TDSL_CUDA_EMULATOR_ASYNCCOPIES_H

#include <cstddef>
#include <cstdint>
#include <vector>

namespace tdsl::cuda::emulator {

/// One cp.async: `bytes` come from global memory, up to `filled` are zero.
struct AsyncCopy {
  void *to;
  const void *from;
  uint32_t bytes;
  uint32_t filled;
  uint32_t site;
};

/// The copies that a thread has asked for and not yet waited for, in groups.
/// The hardware may copy at any moment in between; copying at the last moment
/// shows a wait that is missing, as what is read before is still poison.
class AsyncCopies {
public:
  void add(const AsyncCopy &copy) { open.push_back(copy); }

  void commit() {
    groups.push_back(std::move(open));
    open.clear();
  }

  /// Takes out the copies of all groups but the newest `most`.
  std::vector<AsyncCopy> complete(std::size_t most) {
    std::vector<AsyncCopy> due;
    std::size_t count = groups.size() > most ? groups.size() - most : 0;
    for (std::size_t group = 0; group < count; ++group)
      due.insert(due.end(), groups[group].begin(), groups[group].end());
    groups.erase(groups.begin(), groups.begin() + static_cast<long>(count));
    return due;
  }

  void clear() {
    open.clear();
    groups.clear();
  }

private:
  std::vector<AsyncCopy> open;
  std::vector<std::vector<AsyncCopy>> groups;
};

} // namespace tdsl::cuda::emulator

#endif // TDSL_CUDA_EMULATOR_ASYNCCOPIES_H
