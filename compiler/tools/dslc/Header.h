//===- Header.h - The C header of a compiled file -------------------------===//

#ifndef TDSL_TOOLS_DSLC_HEADER_H
#define TDSL_TOOLS_DSLC_HEADER_H

#include "compiler/driver/Compilation.h"

namespace tdsl::tools {

/// What is said of one function in the header.
struct Declared {
  const sema::Function *function = nullptr;
  const target::Signature *signature = nullptr;
};

/// Declarations of the descriptors, and for each function an inline call that
/// takes a tensor for each parameter.
std::string cHeader(llvm::StringRef name, llvm::ArrayRef<Declared> functions);

} // namespace tdsl::tools

#endif // TDSL_TOOLS_DSLC_HEADER_H
