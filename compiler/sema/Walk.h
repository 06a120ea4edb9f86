//===- Walk.h - The names that syntax mentions ----------------------------===//
//
// Dependencies are found from the text alone: a name means the same at every
// place of a function, since nothing may hide it.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_SEMA_WALK_H
#define TDSL_SEMA_WALK_H

#include "compiler/syntax/Ast.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace tdsl::sema {

/// A name, or a path such as `nn.softmax`, where it is written.
struct Mention {
  llvm::SmallVector<llvm::StringRef, 2> path;
  Span span;
};
using OnMention = llvm::function_ref<void(const Mention &)>;

/// Visits every name that the expression mentions, in no particular order,
/// without recursion: the expression may be of any depth.
void forEachMention(const syntax::Expr *expr, OnMention visit);
void forEachMention(const syntax::Stmt *stmt, OnMention visit);

/// The path that an expression spells: `nn.softmax`; empty where it is none.
llvm::SmallVector<llvm::StringRef, 2> pathOf(const syntax::Expr *expr);

} // namespace tdsl::sema

#endif // TDSL_SEMA_WALK_H
