//===- Children.h - The parts of an expression ----------------------------===//

#ifndef TDSL_LOWER_ASTTOGRAPH_CHILDREN_H
#define TDSL_LOWER_ASTTOGRAPH_CHILDREN_H

#include "compiler/sema/Program.h"

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringSet.h"

namespace tdsl::lower {

/// Calls `visit` for every expression right below one, also those in calls and
/// in the ends of ranges.
void forEachChild(const sema::Expr &e,
                  llvm::function_ref<void(const sema::Expr &)> visit);

/// The symbols of all indices that an expression mentions, those that it binds
/// itself included.
llvm::StringSet<> mentionedIndices(const sema::Expr &e);

/// Adds the symbols that the ends of an index's range mention.
void addMentioned(const sema::Index &index, llvm::StringSet<> &symbols);

} // namespace tdsl::lower

#endif // TDSL_LOWER_ASTTOGRAPH_CHILDREN_H
