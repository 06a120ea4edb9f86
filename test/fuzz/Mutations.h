//===- Mutations.h - Programs that are nearly right -----------------------===//
//
// Makes broken programs out of good ones, the way that editing does: a prefix,
// something deleted or repeated, a word of another program instead.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_FUZZ_MUTATIONS_H
#define TDSL_FUZZ_MUTATIONS_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

#include <string>
#include <vector>

namespace tdsl::fuzz {

enum class Mutation : uint8_t {
  Prefix,
  DeleteWord,
  RepeatWord,
  SwapWord,
  DeleteBytes,
  RepeatBytes,
  ChangeByte,
  Join,
};
constexpr size_t NumMutations = static_cast<size_t>(Mutation::Join) + 1;
llvm::StringRef spelling(Mutation mutation);

struct Mutated {
  std::string text;
  std::vector<Mutation> made; // one to three, in order
};

/// The broken program of a number: the same for the same number and seeds.
Mutated mutate(llvm::ArrayRef<std::string> seeds, uint64_t number);

} // namespace tdsl::fuzz

#endif // TDSL_FUZZ_MUTATIONS_H
