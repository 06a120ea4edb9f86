//===- Statement.h - What is known while a statement is checked -----------===//

#ifndef TDSL_SEMA_CHECK_STATEMENT_H
#define TDSL_SEMA_CHECK_STATEMENT_H

#include "compiler/sema/Program.h"

namespace tdsl::sema {

/// A place where an index stands alone in a dimension of a tensor: it takes
/// the range of the dimension.
struct IndexUse {
  const Index *index = nullptr;
  Dim dim;
  Span span;            // of the index there
  std::string tensor;   // as written: `b`
  bool isWhole = false; // of a whole-tensor expression; nobody wrote the index
  std::string shape;    // of the whole tensor
};

/// An index of the statement. Ranges that were not written are inferred when
/// the statement has been read.
struct StatementIndex {
  Index *index = nullptr;
  bool hasRange = false;
  bool isReduced = false; // of a reduction: must have a range
};

struct Statement {
  std::vector<StatementIndex> indices; // all, also those out of scope
  llvm::SmallVector<Index *, 8> scope; // innermost last
  std::vector<IndexUse> uses;
  std::vector<CallSite *> calls;
  /// A statement without indices may speak of whole tensors: the first one
  /// that is met makes these indices.
  bool mayBeWhole = false;
  std::optional<llvm::SmallVector<Index *, 4>> whole;
  /// The stage that the statement defines; null in a `where` or an argument.
  const Stage *stage = nullptr;
};

} // namespace tdsl::sema

#endif // TDSL_SEMA_CHECK_STATEMENT_H
