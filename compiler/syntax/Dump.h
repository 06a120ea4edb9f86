//===- Dump.h - Prints the tree as text -----------------------------------===//
//
// For `dslc emit --stage ast` and for tests: one line for each part of an item
// and each statement, expressions fully bracketed with their operator first.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_SYNTAX_DUMP_H
#define TDSL_SYNTAX_DUMP_H

#include "compiler/syntax/Ast.h"
#include "llvm/Support/raw_ostream.h"

namespace tdsl::syntax {

void dump(llvm::ArrayRef<const Item *> items, llvm::raw_ostream &out);
void dump(const Item &item, llvm::raw_ostream &out);
/// `(+ a (* 2 b))`
void dump(const Expr &expr, llvm::raw_ostream &out);
/// As it would be written.
void dump(const Type &type, llvm::raw_ostream &out);

/// Pieces that statements and expressions share.
void dump(llvm::ArrayRef<Binder> binders, const Expr *predicate,
          llvm::raw_ostream &out);
void dump(llvm::ArrayRef<Attribute> attributes, llvm::raw_ostream &out);
void dumpPath(llvm::ArrayRef<Ident> path, llvm::raw_ostream &out);

} // namespace tdsl::syntax

#endif // TDSL_SYNTAX_DUMP_H
