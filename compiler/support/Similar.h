//===- Similar.h - Did you mean -------------------------------------------===//
//
// Finds the known word that a mistyped one was probably meant to be.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_SUPPORT_SIMILAR_H
#define TDSL_SUPPORT_SIMILAR_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

#include <optional>

namespace tdsl {

/// The candidate nearest to `word` by edit distance, where it is near enough
/// to be a slip: a third of the letters, rounded up. The first of equals.
std::optional<llvm::StringRef>
mostSimilar(llvm::StringRef word, llvm::ArrayRef<llvm::StringRef> candidates);

} // namespace tdsl

#endif // TDSL_SUPPORT_SIMILAR_H
