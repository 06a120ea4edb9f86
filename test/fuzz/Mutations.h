//===- Mutations.h - Programs that are nearly right -----------------------===//
//
// Makes broken programs out of good ones, the way that editing does: a prefix,
// something deleted, repeated, or two words swapped.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_FUZZ_MUTATIONS_H
#define TDSL_FUZZ_MUTATIONS_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

#include <string>

namespace tdsl::fuzz {

/// The broken program of a number: the same for the same number and seeds.
std::string mutate(llvm::ArrayRef<std::string> seeds, uint64_t number);

} // namespace tdsl::fuzz

#endif // TDSL_FUZZ_MUTATIONS_H
