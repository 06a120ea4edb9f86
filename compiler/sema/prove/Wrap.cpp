//===- Wrap.cpp - Narrow integers that may wrap ---------------------------===//
//
// Interval arithmetic over the bodies of stages, producers first. An interval
// is of the exact value; where it leaves its type, a narrow one is reported,
// and goes on with all values of the type.
//
//===----------------------------------------------------------------------===//

#include "compiler/sema/prove/Wrap.h"

#include "compiler/diag/Catalog.h"
#include "compiler/sema/Visit.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/MathExtras.h"

#include <algorithm>

using namespace tdsl;
using namespace tdsl::sema;

namespace {

/// Inclusive ends; nothing where the value is no integer of a known type.
struct Values {
  int64_t low = 0, high = 0;
};
using MaybeValues = std::optional<Values>;

MaybeValues hull(const MaybeValues &a, const MaybeValues &b) {
  if (!a || !b)
    return std::nullopt;
  return Values{std::min(a->low, b->low), std::max(a->high, b->high)};
}

MaybeValues valuesOf(ElemType type) {
  if (!isConcrete(type) || !isInteger(type.scalar) || type == IndexType)
    return std::nullopt;
  return Values{lowestInteger(type.scalar), highestInteger(type.scalar)};
}

MaybeValues corners(const Values &a, const Values &b,
                    bool (*apply)(int64_t, int64_t, int64_t &)) {
  MaybeValues result;
  for (int64_t x : {a.low, a.high})
    for (int64_t y : {b.low, b.high}) {
      int64_t value;
      if (apply(x, y, value))
        return std::nullopt;
      Values one{value, value};
      result = result ? hull(result, one) : one;
    }
  return result;
}

MaybeValues arithmetic(BinaryOp op, const Values &a, const Values &b) {
  switch (op) {
  case BinaryOp::Add:
    return corners(a, b, [](int64_t x, int64_t y, int64_t &r) {
      return bool(llvm::AddOverflow(x, y, r));
    });
  case BinaryOp::Sub:
    return corners(a, b, [](int64_t x, int64_t y, int64_t &r) {
      return bool(llvm::SubOverflow(x, y, r));
    });
  case BinaryOp::Mul:
    return corners(a, b, [](int64_t x, int64_t y, int64_t &r) {
      return bool(llvm::MulOverflow(x, y, r));
    });
  case BinaryOp::Div:
    if (b.low <= 0 || a.low < 0)
      return std::nullopt;
    return Values{a.low / b.high, a.high / b.low};
  case BinaryOp::Mod:
    if (b.low <= 0)
      return std::nullopt;
    return Values{0, b.high - 1};
  case BinaryOp::And:
    if (a.low < 0 || b.low < 0)
      return std::nullopt;
    return Values{0, std::min(a.high, b.high)};
  case BinaryOp::Shr:
    if (a.low < 0 || b.low != b.high || b.low < 0 || b.low > 62)
      return std::nullopt;
    return Values{a.low >> b.low, a.high >> b.low};
  case BinaryOp::Or:
  case BinaryOp::Xor:
  case BinaryOp::Shl: // drops bits on purpose
    return std::nullopt;
  }
  llvm_unreachable("a binary operator");
}

class WrapFinder {
public:
  explicit WrapFinder(FunctionContext &f) : f(f) {}

  void run() {
    for (const Stage *stage : f.function.stages)
      if (stage->body && !stage->isBoundary)
        stages[stage] = find(*stage->body);
      else if (const auto *read = llvm::dyn_cast<AccessExpr>(stage->body))
        stages[stage] = ofAccess(*read);
  }

private:
  /// The values of an expression; all of its type where nothing is known.
  MaybeValues find(const Expr &e) {
    MaybeValues values = exact(e);
    MaybeValues all = valuesOf(e.type);
    if (!values || !all)
      return all;
    if (values->low >= all->low && values->high <= all->high)
      return values;
    report(e, *values, *all);
    return all;
  }

  /// An operand of a sum or product: what wraps in it comes right again if the
  /// whole fits, so only the whole is reported.
  MaybeValues operand(const Expr &e) {
    const auto *binary = llvm::dyn_cast<BinaryExpr>(&e);
    if (!binary || !keepsLowBits(binary->op))
      return find(e);
    MaybeValues values = exact(e);
    return values ? values : valuesOf(e.type);
  }

  static bool keepsLowBits(BinaryOp op) {
    return op == BinaryOp::Add || op == BinaryOp::Sub || op == BinaryOp::Mul;
  }

  void report(const Expr &e, const Values &values, const Values &all) {
    if (bitsOf(e.type.scalar) > 16)
      return;
    bool isAbove = values.high > all.high;
    f.sink()
        .emit(diag::MayWrap, e.span, f.source(e.span), f.text(e.type), all.low,
              all.high)
        .say(isAbove ? "reaches " + std::to_string(values.high)
                     : "reaches " + std::to_string(values.low))
        .help("widen it with a cast, promise smaller values with `where`, or "
              "allow it with `@wrapping`");
  }

  MaybeValues exact(const Expr &e) {
    switch (e.kind) {
    case ExprKind::Constant:
      if (const auto *value =
              std::get_if<int64_t>(&llvm::cast<ConstantExpr>(e).value))
        return Values{*value, *value};
      return std::nullopt;
    case ExprKind::Access:
      for (const Expr *child : childrenOf(e))
        find(*child);
      return ofAccess(llvm::cast<AccessExpr>(e));
    case ExprKind::Binary: {
      const auto &binary = llvm::cast<BinaryExpr>(e);
      bool isRing = keepsLowBits(binary.op);
      MaybeValues left = isRing ? operand(*binary.left) : find(*binary.left);
      MaybeValues right = isRing ? operand(*binary.right) : find(*binary.right);
      return left && right ? arithmetic(binary.op, *left, *right)
                           : std::nullopt;
    }
    case ExprKind::Select: {
      const auto &select = llvm::cast<SelectExpr>(e);
      find(*select.condition);
      return hull(find(*select.then), find(*select.otherwise));
    }
    case ExprKind::Builtin:
      return ofBuiltin(llvm::cast<BuiltinExpr>(e));
    case ExprKind::Cast: // keeps the low bits, or saturates, on purpose
      return ofCast(llvm::cast<CastExpr>(e));
    case ExprKind::Reduce:
      return ofReduce(llvm::cast<ReduceExpr>(e));
    case ExprKind::Table: {
      MaybeValues all;
      for (const ConstantExpr *entry : llvm::cast<TableExpr>(e).entries)
        all = all ? hull(all, find(*entry)) : find(*entry);
      return all;
    }
    case ExprKind::IndexRef:
    case ExprKind::SizeRef:
    case ExprKind::Unary:
    case ExprKind::Compare:
    case ExprKind::Logical:
      for (const Expr *child : childrenOf(e))
        find(*child);
      return std::nullopt;
    }
    llvm_unreachable("a kind of expression");
  }

  MaybeValues ofAccess(const AccessExpr &e) {
    if (!e.base.stage)
      return std::nullopt;
    if (auto known = stages.find(e.base.stage); known != stages.end())
      return known->second;
    MaybeValues values = valuesOf(e.type);
    ValueBounds bounds = f.algebra.elementBounds(*e.base.stage);
    if (!values)
      return values;
    if (auto low = bounds.lowest ? bounds.lowest->constant() : std::nullopt)
      values->low = std::max(values->low, *low);
    if (auto high = bounds.highest ? bounds.highest->constant() : std::nullopt)
      values->high = std::min(values->high, *high);
    return values;
  }

  MaybeValues ofCast(const CastExpr &e) {
    MaybeValues from = find(*e.operand), all = valuesOf(e.type);
    bool fits = from && all && from->low >= all->low && from->high <= all->high;
    return fits ? from : all;
  }

  MaybeValues ofBuiltin(const BuiltinExpr &e) {
    llvm::SmallVector<MaybeValues, 3> arguments;
    for (const Expr *argument : e.arguments)
      arguments.push_back(find(*argument));
    bool isMin = e.function == Builtin::Min;
    if ((!isMin && e.function != Builtin::Max) || !arguments[0] ||
        !arguments[1])
      return std::nullopt;
    const Values &a = *arguments[0], &b = *arguments[1];
    if (isMin)
      return Values{std::min(a.low, b.low), std::min(a.high, b.high)};
    return Values{std::max(a.low, b.low), std::max(a.high, b.high)};
  }

  /// A sum of n values is at most n times the largest.
  MaybeValues ofReduce(const ReduceExpr &e) {
    MaybeValues body = find(*e.body);
    if (e.op == ReduceOp::Max || e.op == ReduceOp::Min || !body)
      return e.op == ReduceOp::Sum ? std::nullopt : valuesOf(e.type);
    if (e.op != ReduceOp::Sum)
      return std::nullopt;
    int64_t count = 1;
    for (const Index *index : e.indices) {
      auto extent = index->range.extent().constant();
      // Without a constant count any narrow sum may wrap: as if there were
      // more values than a narrow type holds.
      int64_t many = extent ? std::max<int64_t>(*extent, 0) : int64_t(1) << 16;
      if (llvm::MulOverflow(count, many, count))
        return std::nullopt;
    }
    return arithmetic(BinaryOp::Mul, *body, {0, count});
  }

  FunctionContext &f;
  llvm::DenseMap<const Stage *, MaybeValues> stages; // only ever looked up
};

} // namespace

void tdsl::sema::warnOfWraps(FunctionContext &f) {
  if (!f.function.wrapping)
    WrapFinder(f).run();
}
