//===- BackHalf.h - What follows the check, on one program ----------------===//

#ifndef TDSL_FUZZ_BACKHALF_H
#define TDSL_FUZZ_BACKHALF_H

#include "llvm/ADT/StringRef.h"

#include <cstddef>

namespace tdsl::fuzz {

/// Takes each function of a program that passes the check to flat tensor IR,
/// for some types of its type parameters. The number of functions; none where
/// the check finds errors.
size_t compileText(llvm::StringRef text, llvm::StringRef stdlib);

} // namespace tdsl::fuzz

#endif // TDSL_FUZZ_BACKHALF_H
