//===- PrintExpr.cpp - Checked expressions as text ------------------------===//

#include "compiler/sema/BuiltinNames.h"
#include "compiler/sema/Dump.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Casting.h"
#include "llvm/Support/raw_ostream.h"

using namespace tdsl;
using namespace tdsl::sema;

static llvm::StringRef spelling(UnaryOp op) {
  switch (op) {
  case UnaryOp::Negate:
    return "-";
  case UnaryOp::Not:
    return "!";
  case UnaryOp::BitNot:
    return "~";
  }
  llvm_unreachable("a unary operator");
}

static llvm::StringRef spelling(BinaryOp op) {
  switch (op) {
  case BinaryOp::Add:
    return "+";
  case BinaryOp::Sub:
    return "-";
  case BinaryOp::Mul:
    return "*";
  case BinaryOp::Div:
    return "/";
  case BinaryOp::Mod:
    return "%";
  case BinaryOp::And:
    return "&";
  case BinaryOp::Or:
    return "|";
  case BinaryOp::Xor:
    return "^";
  case BinaryOp::Shl:
    return "<<";
  case BinaryOp::Shr:
    return ">>";
  }
  llvm_unreachable("a binary operator");
}

static llvm::StringRef spelling(CompareOp op) {
  switch (op) {
  case CompareOp::Eq:
    return "==";
  case CompareOp::Ne:
    return "!=";
  case CompareOp::Lt:
    return "<";
  case CompareOp::Le:
    return "<=";
  case CompareOp::Gt:
    return ">";
  case CompareOp::Ge:
    return ">=";
  }
  llvm_unreachable("a comparison");
}

static llvm::StringRef spelling(ReduceOp op) {
  static constexpr llvm::StringRef Names[] = {
      "sum", "prod", "max", "min", "any", "all", "mean", "argmax", "argmin"};
  return Names[static_cast<size_t>(op)];
}

namespace {

class Printer {
public:
  explicit Printer(llvm::raw_ostream &os) : os(os) {}

  void print(const Expr *e) {
    if (!e) {
      os << "?";
      return;
    }
    switch (e->kind) {
    case ExprKind::Constant:
      return constant(*llvm::cast<ConstantExpr>(e));
    case ExprKind::IndexRef:
      os << llvm::cast<IndexRefExpr>(e)->index->symbol;
      return;
    case ExprKind::SizeRef:
      os << llvm::cast<SizeRefExpr>(e)->symbol;
      return;
    case ExprKind::Access:
      return access(*llvm::cast<AccessExpr>(e));
    case ExprKind::Unary:
      os << spelling(llvm::cast<UnaryExpr>(e)->op);
      return print(llvm::cast<UnaryExpr>(e)->operand);
    case ExprKind::Binary: {
      const auto *b = llvm::cast<BinaryExpr>(e);
      return infix(b->left, spelling(b->op), b->right);
    }
    case ExprKind::Compare: {
      const auto *c = llvm::cast<CompareExpr>(e);
      return infix(c->left, spelling(c->op), c->right);
    }
    case ExprKind::Logical: {
      const auto *l = llvm::cast<LogicalExpr>(e);
      return infix(l->left, l->op == LogicalOp::And ? "&&" : "||", l->right);
    }
    case ExprKind::Select:
      return select(*llvm::cast<SelectExpr>(e));
    case ExprKind::Cast:
      os << (llvm::cast<CastExpr>(e)->saturate ? "sat_" : "");
      type(e->type);
      return list("(", {llvm::cast<CastExpr>(e)->operand}, ")");
    case ExprKind::Builtin:
      os << info(llvm::cast<BuiltinExpr>(e)->function).name;
      return list("(", llvm::cast<BuiltinExpr>(e)->arguments, ")");
    case ExprKind::Reduce:
      return reduce(*llvm::cast<ReduceExpr>(e));
    case ExprKind::Table:
      return table(*llvm::cast<TableExpr>(e));
    }
  }

  void call(const CallSite &call) {
    os << call.callee->name << "(";
    llvm::interleaveComma(call.arguments, os, [&](const Argument &argument) {
      if (argument.scalar)
        return print(argument.scalar);
      value(argument.view.base);
      if (llvm::any_of(argument.view.fixed, [](const Expr *e) { return e; }))
        list("[", argument.view.fixed, "]", "_");
    });
    os << ")";
  }

private:
  void type(ElemType t) {
    if (t.isParameter())
      os << "T" << t.parameter;
    else
      os << sema::spelling(t.scalar);
  }

  void value(const ValueRef &ref) {
    if (ref.stage) {
      os << ref.stage->name;
      return;
    }
    call(*ref.call);
    if (ref.call->callee->results.size() > 1)
      os << "." << ref.call->callee->results[ref.result]->name;
  }

  void list(llvm::StringRef open, llvm::ArrayRef<const Expr *> items,
            llvm::StringRef close, llvm::StringRef none = "?") {
    os << open;
    llvm::interleaveComma(items, os, [&](const Expr *e) {
      if (e)
        print(e);
      else
        os << none;
    });
    os << close;
  }

  void infix(const Expr *left, llvm::StringRef op, const Expr *right) {
    os << "(";
    print(left);
    os << " " << op << " ";
    print(right);
    os << ")";
  }

  void constant(const ConstantExpr &e) {
    switch (e.special) {
    case ConstantExpr::Special::None:
      std::visit([&](auto value) { os << value; }, e.value);
      return;
    case ConstantExpr::Special::Inf:
      os << "inf";
      return;
    case ConstantExpr::Special::Nan:
      os << "nan";
      return;
    case ConstantExpr::Special::Lowest:
      os << "lowest";
      return;
    case ConstantExpr::Special::Highest:
      os << "highest";
      return;
    }
  }

  /// `x?[i]` is checked at run time.
  void access(const AccessExpr &e) {
    value(e.base);
    if (e.proof == Proof::Checked)
      os << "?";
    if (!e.indices.empty())
      list("[", e.indices, "]");
  }

  void select(const SelectExpr &e) {
    os << "(if ";
    print(e.condition);
    os << " then ";
    print(e.then);
    os << " else ";
    print(e.otherwise);
    os << ")";
  }

  void reduce(const ReduceExpr &e) {
    os << spelling(e.op) << (e.checkNonEmpty ? "?[" : "[");
    llvm::interleaveComma(e.indices, os, [&](const Index *index) {
      os << index->symbol << " in ";
      if (index->lower)
        infix(index->lower, "..", index->upper);
      else
        os << index->range.lower.str() << ".." << index->range.upper.str();
    });
    if (e.predicate) {
      os << " if ";
      print(e.predicate);
    }
    os << "] ";
    print(e.body);
  }

  void table(const TableExpr &e) {
    llvm::SmallVector<const Expr *, 8> entries(e.entries.begin(),
                                               e.entries.end());
    list("[", entries, e.proof == Proof::Checked ? "]?" : "]");
    list("[", {e.index}, "]");
  }

  llvm::raw_ostream &os;
};

} // namespace

std::string tdsl::sema::print(const Expr &e) {
  std::string text;
  llvm::raw_string_ostream os(text);
  Printer(os).print(&e);
  return text;
}

std::string tdsl::sema::print(const CallSite &call) {
  std::string text;
  llvm::raw_string_ostream os(text);
  Printer(os).call(call);
  return text;
}
