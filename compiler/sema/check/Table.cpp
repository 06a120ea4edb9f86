//===- Table.cpp - [1, 4, 6, 4, 1][d + 2] ---------------------------------===//

#include "compiler/diag/Catalog.h"
#include "compiler/sema/check/ExprChecker.h"

using namespace tdsl;
using namespace tdsl::sema;
namespace syn = tdsl::syntax;

const ConstantExpr *ExprChecker::tableEntry(const syn::Expr *e) {
  const Expr *entry = scalar(e);
  if (const auto *number = llvm::dyn_cast<ConstantExpr>(entry))
    return number;
  if (!isPoison(entry->type))
    sink().emit(diag::TableEntryNotConstant, e->span);
  return nullptr;
}

/// The entries and the table share one type; it stays flexible until the
/// surroundings give it one.
const Expr *ExprChecker::table(const syn::TableExpr *table,
                               const syn::IndexExpr *e) {
  if (e->indices.size() != 1) {
    sink().emit(diag::WrongIndexCount, e->span, "the table", int64_t(1),
                int64_t(e->indices.size()));
    return poison(e->span);
  }
  std::vector<const ConstantExpr *> entries;
  ElemType type = FlexibleInt;
  for (const syn::Expr *element : table->elements) {
    const ConstantExpr *entry = tableEntry(element);
    if (!entry || isPoison(entry->type))
      return poison(e->span);
    if (entry->type != FlexibleInt)
      type = entry->type;
    entries.push_back(entry);
  }
  const Expr *index = exact(e->indices.front());
  if (isPoison(index->type))
    return index;
  for (const ConstantExpr *entry : entries)
    if (entry->type != type && isPoison(settle(entry, type)->type))
      return poison(e->span);
  TensorValue whole;
  whole.type = type;
  whole.shape = {Dim::of({0, int64_t(entries.size())})};
  whole.span = table->span;
  recordUse(index, whole.shape.front(), whole);
  auto *made = make<TableExpr>(type, e->span);
  made->entries = std::move(entries);
  made->index = index;
  return isFlexible(type) ? made : leaf(made);
}
