//===- Assemble.h - PTX to machine code, by ptxas -------------------------===//
//
// For looking at code: what is shipped is PTX, which the driver assembles. So
// nothing depends on ptxas, and nothing is lost where there is none.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_BACKENDS_CUDA_ASSEMBLE_H
#define TDSL_BACKENDS_CUDA_ASSEMBLE_H

#include "llvm/ADT/StringRef.h"

#include <optional>
#include <string>
#include <vector>

namespace tdsl::cuda {

/// What ptxas says of a kernel.
struct Resources {
  std::string entry;
  unsigned registers = 0; // of a thread
  unsigned spilledBytes = 0;
  unsigned sharedBytes = 0; // static
};

struct Assembled {
  std::string cubin;
  std::vector<Resources> kernels; // in the order of the PTX
};

/// The path of ptxas: on PATH or where CUDA is installed. Nothing where it is
/// in neither place.
std::optional<std::string> findPtxas();

/// Nothing, with the reason, where there is no ptxas or it refuses the text.
std::optional<Assembled> assemble(llvm::StringRef ptx, unsigned capability,
                                  std::string &whyNot);

/// What ptxas writes with -v, taken apart.
std::vector<Resources> parseResources(llvm::StringRef words);

/// A table of each kernel's instructions, most frequent first; nothing where
/// the bytes are no cubin.
std::optional<std::string> printSass(const Assembled &assembled);

} // namespace tdsl::cuda

#endif // TDSL_BACKENDS_CUDA_ASSEMBLE_H
