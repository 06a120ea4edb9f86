//===- Children.cpp - The parts of an expression --------------------------===//

#include "compiler/lower/AstToGraph/Children.h"

#include "llvm/Support/Casting.h"

namespace tdsl::lower {

using Visit = llvm::function_ref<void(const sema::Expr &)>;

static void visitAll(llvm::ArrayRef<const sema::Expr *> parts, Visit visit) {
  for (const sema::Expr *part : parts)
    if (part)
      visit(*part);
}

static void visitCall(const sema::CallSite &call, Visit visit) {
  for (const sema::Argument &argument : call.arguments) {
    visitAll(argument.scalar, visit);
    visitAll(argument.view.fixed, visit);
    if (!argument.scalar && argument.view.base.call)
      visitCall(*argument.view.base.call, visit);
  }
}

void forEachChild(const sema::Expr &e, Visit visit) {
  switch (e.kind) {
  case sema::ExprKind::Constant:
  case sema::ExprKind::IndexRef:
  case sema::ExprKind::SizeRef:
    return;
  case sema::ExprKind::Access: {
    const auto &access = llvm::cast<sema::AccessExpr>(e);
    visitAll(access.indices, visit);
    if (access.base.call)
      visitCall(*access.base.call, visit);
    return;
  }
  case sema::ExprKind::Unary:
    return visit(*llvm::cast<sema::UnaryExpr>(e).operand);
  case sema::ExprKind::Binary: {
    const auto &binary = llvm::cast<sema::BinaryExpr>(e);
    return visitAll({binary.left, binary.right}, visit);
  }
  case sema::ExprKind::Compare: {
    const auto &compare = llvm::cast<sema::CompareExpr>(e);
    return visitAll({compare.left, compare.right}, visit);
  }
  case sema::ExprKind::Logical: {
    const auto &logical = llvm::cast<sema::LogicalExpr>(e);
    return visitAll({logical.left, logical.right}, visit);
  }
  case sema::ExprKind::Select: {
    const auto &select = llvm::cast<sema::SelectExpr>(e);
    return visitAll({select.condition, select.then, select.otherwise}, visit);
  }
  case sema::ExprKind::Cast:
    return visit(*llvm::cast<sema::CastExpr>(e).operand);
  case sema::ExprKind::Builtin:
    return visitAll(llvm::cast<sema::BuiltinExpr>(e).arguments, visit);
  case sema::ExprKind::Reduce: {
    const auto &reduce = llvm::cast<sema::ReduceExpr>(e);
    for (const sema::Index *index : reduce.indices)
      visitAll({index->lower, index->upper}, visit);
    return visitAll({reduce.predicate, reduce.body}, visit);
  }
  case sema::ExprKind::Table:
    return visit(*llvm::cast<sema::TableExpr>(e).index);
  }
  llvm_unreachable("all kinds are listed");
}

static void addMentioned(const sema::Expr &e, llvm::StringSet<> &symbols) {
  if (const auto *index = llvm::dyn_cast<sema::IndexRefExpr>(&e))
    symbols.insert(index->index->symbol);
  if (const auto *reduce = llvm::dyn_cast<sema::ReduceExpr>(&e))
    for (const sema::Index *index : reduce->indices)
      addMentioned(*index, symbols);
  forEachChild(e, [&](const sema::Expr &child) {
    addMentioned(child, symbols);
  });
}

void addMentioned(const sema::Index &index, llvm::StringSet<> &symbols) {
  for (const sets::Expr *end : {&index.range.lower, &index.range.upper})
    for (const std::string &symbol : end->symbols())
      symbols.insert(symbol);
  for (const sema::Expr *end : {index.lower, index.upper})
    if (end)
      addMentioned(*end, symbols);
}

llvm::StringSet<> mentionedIndices(const sema::Expr &e) {
  llvm::StringSet<> symbols;
  addMentioned(e, symbols);
  return symbols;
}

} // namespace tdsl::lower
