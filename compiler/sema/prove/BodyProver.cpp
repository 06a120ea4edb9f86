//===- BodyProver.cpp - Walks a body and proves its reads -----------------===//

#include "compiler/sema/prove/BodyProver.h"

#include "compiler/diag/Catalog.h"
#include "compiler/sema/Visit.h"

#include "llvm/ADT/STLExtras.h"

using namespace tdsl;
using namespace tdsl::sema;
using sets::Answer;

void BodyProver::walk(const Expr &e, const Place &place) {
  switch (e.kind) {
  case ExprKind::Constant:
  case ExprKind::IndexRef:
  case ExprKind::SizeRef:
    return;
  case ExprKind::Access:
    return readAccess(llvm::cast<AccessExpr>(e), place);
  case ExprKind::Logical:
    return walkLogical(llvm::cast<LogicalExpr>(e), place);
  case ExprKind::Select:
    return walkSelect(llvm::cast<SelectExpr>(e), place);
  case ExprKind::Reduce:
    return walkReduce(llvm::cast<ReduceExpr>(e), place);
  case ExprKind::Binary:
    return walkBinary(llvm::cast<BinaryExpr>(e), place);
  case ExprKind::Table:
    return walkTable(llvm::cast<TableExpr>(e), place);
  case ExprKind::Unary:
  case ExprKind::Compare:
  case ExprKind::Cast:
  case ExprKind::Builtin:
    for (const Expr *child : childrenOf(e))
      walk(*child, place);
    return;
  }
}

/// The right side is reached only where the left does not decide.
void BodyProver::walkLogical(const LogicalExpr &e, const Place &place) {
  walk(*e.left, place);
  walk(*e.right, place.under(*e.left, e.op == LogicalOp::And, f.algebra));
}

void BodyProver::walkSelect(const SelectExpr &e, const Place &place) {
  walk(*e.condition, place);
  walk(*e.then, place.under(*e.condition, true, f.algebra));
  walk(*e.otherwise, place.under(*e.condition, false, f.algebra));
}

void BodyProver::walkReduce(const ReduceExpr &e, const Place &place) {
  Place inside = place;
  for (const Index *index : e.indices) {
    if (index->lower) {
      walk(*index->lower, inside);
      walk(*index->upper, inside);
    }
    inside.enter(*index, index->range, f.algebra);
  }
  checkNonEmpty(e, place);
  if (!e.predicate)
    return walk(*e.body, inside);
  walk(*e.predicate, inside);
  walk(*e.body, inside.under(*e.predicate, true, f.algebra));
}

/// An empty sum is zero, but an empty mean is nothing.
void BodyProver::checkNonEmpty(const ReduceExpr &e, const Place &place) {
  if (e.op != ReduceOp::ArgMax && e.op != ReduceOp::ArgMin &&
      e.op != ReduceOp::Mean)
    return;
  Answer all = e.predicate ? Answer::Unknown : Answer::Proven;
  for (const Index *index : e.indices) {
    Answer one = place.facts.less(index->range.lower, index->range.upper);
    if (one == Answer::Disproven && !place.isConditional) {
      f.sink()
          .emit(diag::EmptyReduction, e.span, "`" + f.source(e.span) + "`")
          .label(index->span, "`" + index->name + "` has no values");
      return;
    }
    if (one != Answer::Proven)
      all = Answer::Unknown;
  }
  const_cast<ReduceExpr &>(e).checkNonEmpty = all != Answer::Proven;
}

/// x / 0 is 0, which is seldom what was meant.
void BodyProver::walkBinary(const BinaryExpr &e, const Place &place) {
  walk(*e.left, place);
  walk(*e.right, place);
  bool divides = e.op == BinaryOp::Div || e.op == BinaryOp::Mod;
  if (!divides || !f.allows(e.type, TypeClass::Int) || place.stage->isBoundary)
    return;
  sets::Expr divisor = f.algebra.form(*e.right);
  if (auto constant = divisor.constant(); constant && *constant != 0)
    return;
  sets::Facts facts = place.facts;
  f.algebra.assumeBounds(facts, divisor);
  if (!facts.provesNonNegative(divisor - 1) &&
      !facts.provesNonNegative(-divisor - 1) && !place.hasUnknown)
    f.sink()
        .emit(diag::MayDivideByZero, e.right->span, f.source(e.right->span))
        .note("`x / 0` and `x % 0` are 0")
        .help("require that it is not, with `where`");
}

void BodyProver::walkTable(const TableExpr &e, const Place &place) {
  walk(*e.index, place);
  Dim dim = Dim::of({0, int64_t(e.entries.size())});
  ReadTensor tensor{"the table",
                    "a table of " + std::to_string(e.entries.size()),
                    {},
                    e.span};
  Verdict verdict = proveIndex(f, place, *e.index, dim, tensor);
  auto &table = const_cast<TableExpr &>(e);
  table.proof = verdict == Verdict::Checked ? Proof::Checked : Proof::Proven;
  table.underCondition = verdict == Verdict::NeedsCondition ||
                         (place.isConditional && verdict == Verdict::Checked);
}
