//===- Directives.h - The directives of schedules, as text ----------------===//

#ifndef TDSL_IDE_DIRECTIVES_H
#define TDSL_IDE_DIRECTIVES_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

namespace tdsl::ide {

/// A line of compiler/schedule/primitives/Primitives.def.
struct Directive {
  llvm::StringRef spelling;
  llvm::StringRef parameters;
  llvm::StringRef results;
  llvm::StringRef docs;
};

llvm::ArrayRef<Directive> directives();
const Directive *findDirective(llvm::StringRef spelling);

} // namespace tdsl::ide

#endif // TDSL_IDE_DIRECTIVES_H
