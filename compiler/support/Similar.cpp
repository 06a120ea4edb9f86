//===- Similar.cpp - Did you mean -----------------------------------------===//
//
// Compares without regard to case, so that `Matmul` finds `matmul`.
//
//===----------------------------------------------------------------------===//

#include "compiler/support/Similar.h"

#include <algorithm>

std::optional<llvm::StringRef>
tdsl::mostSimilar(llvm::StringRef word,
                  llvm::ArrayRef<llvm::StringRef> candidates) {
  // Nothing is similar to a word of hundreds of letters, and asking is slow.
  constexpr size_t MaxLetters = 64;
  if (word.empty() || word.size() > MaxLetters)
    return std::nullopt;
  unsigned limit = (word.size() + 2) / 3;
  std::optional<llvm::StringRef> best;
  for (llvm::StringRef candidate : candidates) {
    if (candidate == word || candidate.size() > MaxLetters)
      continue;
    unsigned distance = word.edit_distance_insensitive(
        candidate, /*AllowReplacements=*/true, /*MaxEditDistance=*/limit);
    // A word of one letter is no slip for another.
    if (distance > limit || distance >= std::max(word.size(), candidate.size()))
      continue;
    best = candidate;
    if (distance == 0)
      break;
    limit = distance - 1;
  }
  return best;
}
