//===- CNames.h - Which names C and C++ take ------------------------------===//

#ifndef TDSL_TOOLS_DSLC_CNAMES_H
#define TDSL_TOOLS_DSLC_CNAMES_H

#include "llvm/ADT/StringRef.h"

namespace tdsl::tools {

/// Whether a header may declare something by this name: an identifier that is
/// a keyword neither of C nor of C++.
bool isNameInC(llvm::StringRef name);

} // namespace tdsl::tools

#endif // TDSL_TOOLS_DSLC_CNAMES_H
