//===- Mentioned.h - Which indices an expression depends on ---------------===//

#ifndef TDSL_LOWER_ASTTOGRAPH_MENTIONED_H
#define TDSL_LOWER_ASTTOGRAPH_MENTIONED_H

#include "compiler/sema/Program.h"

#include "llvm/ADT/StringSet.h"

namespace tdsl::lower {

/// Adds the symbols of all indices that an expression mentions, also in the
/// ranges of the indices that it binds, and of these.
void addMentioned(const sema::Expr &e, llvm::StringSet<> &symbols);

/// Adds the symbols that the ends of an index's range mention.
void addMentioned(const sema::Index &index, llvm::StringSet<> &symbols);

} // namespace tdsl::lower

#endif // TDSL_LOWER_ASTTOGRAPH_MENTIONED_H
