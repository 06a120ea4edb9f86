//===- Shadow.h - Who touched a piece of memory ---------------------------===//

#ifndef TDSL_CUDA_EMULATOR_SHADOW_H
#define TDSL_CUDA_EMULATOR_SHADOW_H

#include "backends/cuda/emulator/Site.h"

#include "llvm/ADT/DenseMap.h"
#include "llvm/Support/MathExtras.h"

#include <array>
#include <memory>

namespace tdsl::cuda::emulator {

/// An access, as later ones see it. Stamps grow at each barrier and with each
/// block, warp stamps where a warp synchronises; 0 is no access.
struct Touch {
  uint32_t stamp = 0;
  uint32_t warpStamp = 0;
  uint32_t thread : 10;
  uint32_t site : 22;

  Touch() : thread(0), site(0) {}
};

/// Now, for the thread that runs.
struct Moment {
  Touch touch;
  /// The first stamp of the block. What is older was another block.
  uint32_t blockStart = 0;
};

/// The touches of one kind that a later access may conflict with. Two threads
/// of the running block suffice, as any third conflicts with one of two others;
/// and one of a block before, which conflicts with all.
struct History {
  Touch other;
  Touch first;
  Touch second;

  void add(const Moment &now);
};

/// The histories of the smallest piece of memory that is accessed at once.
class Cell {
public:
  /// A touch that conflicts with an access now, or null. Blocks conflict in
  /// global memory only: shared memory is another for each.
  const Touch *conflict(AccessKind kind, const Moment &now, bool global,
                        AccessKind &otherKind) const;
  void add(AccessKind kind, const Moment &now) { of(kind).add(now); }
  bool isWritten(uint32_t blockStart) const;

private:
  History &of(AccessKind kind) { return kinds[static_cast<unsigned>(kind)]; }
  const History &of(AccessKind kind) const {
    return kinds[static_cast<unsigned>(kind)];
  }

  std::array<History, 3> kinds;
};

/// The cells of all memory that was touched, made when they are first needed.
class Shadow {
public:
  /// The bytes of a cell, a power of two.
  explicit Shadow(uint32_t granule) : cellShift(llvm::Log2_32(granule)) {}

  uint64_t cellBytes() const { return uint64_t(1) << cellShift; }
  Cell &cell(uint64_t address);

private:
  static constexpr uint64_t PageBytes = 1024;

  struct Recent {
    uint64_t page = ~0ull;
    Cell *cells = nullptr;
  };

  uint32_t cellShift;
  llvm::DenseMap<uint64_t, std::unique_ptr<Cell[]>> pages;
  /// The page last used of those with the same low bits.
  std::array<Recent, 256> recent;
};

} // namespace tdsl::cuda::emulator

#endif // TDSL_CUDA_EMULATOR_SHADOW_H
