//===- Mentioned.cpp - Which indices an expression depends on -------------===//

#include "compiler/lower/AstToGraph/Mentioned.h"

#include "compiler/sema/Visit.h"

namespace tdsl::lower {

void addMentioned(const sema::Index &index, llvm::StringSet<> &symbols) {
  for (const sets::Expr *end : {&index.range.lower, &index.range.upper})
    for (const std::string &symbol : end->symbols())
      symbols.insert(symbol);
  for (const sema::Expr *end : {index.lower, index.upper})
    if (end)
      addMentioned(*end, symbols);
}

void addMentioned(const sema::Expr &e, llvm::StringSet<> &symbols) {
  llvm::SmallVector<const sema::Expr *, 16> pending = {&e};
  while (!pending.empty()) {
    const sema::Expr *next = pending.pop_back_val();
    if (const auto *ref = llvm::dyn_cast<sema::IndexRefExpr>(next))
      symbols.insert(ref->index->symbol);
    if (const auto *reduce = llvm::dyn_cast<sema::ReduceExpr>(next))
      for (const sema::Index *index : reduce->indices)
        addMentioned(*index, symbols);
    llvm::append_range(pending, sema::childrenOf(*next));
  }
}

} // namespace tdsl::lower
