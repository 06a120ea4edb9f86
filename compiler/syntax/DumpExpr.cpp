//===- DumpExpr.cpp - Prints expressions and types as text ----------------===//

#include "compiler/syntax/Dump.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/TypeSwitch.h"

namespace tdsl::syntax {

namespace {

class ExprDumper {
public:
  explicit ExprDumper(llvm::raw_ostream &out) : out(out) {}

  void print(const Expr &expr);

private:
  void list(llvm::StringRef head, llvm::ArrayRef<const Expr *> parts);
  void compare(const CompareExpr &expr);
  void call(const CallExpr &expr);
  void reduce(const ReduceExpr &expr);
  void scatter(const ScatterExpr &expr);
  void tune(const TuneExpr &expr);
  void attributed(const AttributedExpr &expr);

  llvm::raw_ostream &out;
};

} // namespace

void dump(const Expr &expr, llvm::raw_ostream &out) {
  ExprDumper(out).print(expr);
}

void ExprDumper::print(const Expr &expr) {
  switch (expr.kind) {
  case ExprKind::Int:
    out << llvm::cast<IntExpr>(expr).value;
    return;
  case ExprKind::Float:
    out << llvm::cast<FloatExpr>(expr).text;
    return;
  case ExprKind::Bool:
    out << (llvm::cast<BoolExpr>(expr).value ? "true" : "false");
    return;
  case ExprKind::String:
    out << '"';
    llvm::printEscapedString(llvm::cast<StringExpr>(expr).value, out);
    out << '"';
    return;
  case ExprKind::Name:
    out << llvm::cast<NameExpr>(expr).name.text;
    return;
  case ExprKind::Wildcard:
    out << '_';
    return;
  case ExprKind::Pack:
    out << ".." << llvm::cast<PackExpr>(expr).name.text;
    return;
  case ExprKind::Index: {
    const auto &node = llvm::cast<IndexExpr>(expr);
    llvm::SmallVector<const Expr *, 4> parts{node.base};
    parts.append(node.indices.begin(), node.indices.end());
    return list("index", parts);
  }
  case ExprKind::Call:
    return call(llvm::cast<CallExpr>(expr));
  case ExprKind::Field:
    out << "(field ";
    print(*llvm::cast<FieldExpr>(expr).base);
    out << ' ' << llvm::cast<FieldExpr>(expr).field.text << ')';
    return;
  case ExprKind::TupleField:
    out << "(field ";
    print(*llvm::cast<TupleFieldExpr>(expr).base);
    out << ' ' << llvm::cast<TupleFieldExpr>(expr).index << ')';
    return;
  case ExprKind::Family: {
    const auto &node = llvm::cast<FamilyExpr>(expr);
    return list("member", {node.base, node.member});
  }
  case ExprKind::Unary: {
    const auto &node = llvm::cast<UnaryExpr>(expr);
    return list(spelling(node.op), {node.operand});
  }
  case ExprKind::Binary: {
    const auto &node = llvm::cast<BinaryExpr>(expr);
    return list(spelling(node.op), {node.left, node.right});
  }
  case ExprKind::Compare:
    return compare(llvm::cast<CompareExpr>(expr));
  case ExprKind::Logical: {
    const auto &node = llvm::cast<LogicalExpr>(expr);
    return list(spelling(node.op), {node.left, node.right});
  }
  case ExprKind::If: {
    const auto &node = llvm::cast<IfExpr>(expr);
    return list("if", {node.condition, node.whenTrue, node.whenFalse});
  }
  case ExprKind::Reduce:
    return reduce(llvm::cast<ReduceExpr>(expr));
  case ExprKind::Scatter:
    return scatter(llvm::cast<ScatterExpr>(expr));
  case ExprKind::Tuple:
    return list("tuple", llvm::cast<TupleExpr>(expr).elements);
  case ExprKind::Table:
    return list("table", llvm::cast<TableExpr>(expr).elements);
  case ExprKind::Range: {
    const auto &node = llvm::cast<RangeExpr>(expr);
    return list(node.inclusive ? "..=" : "..", {node.lower, node.upper});
  }
  case ExprKind::Tune:
    return tune(llvm::cast<TuneExpr>(expr));
  case ExprKind::Attributed:
    return attributed(llvm::cast<AttributedExpr>(expr));
  case ExprKind::Bad:
    out << "<bad>";
    return;
  }
}

void ExprDumper::list(llvm::StringRef head,
                      llvm::ArrayRef<const Expr *> parts) {
  out << '(' << head;
  for (const Expr *part : parts) {
    out << ' ';
    print(*part);
  }
  out << ')';
}

/// `(< a b)`; a chain shows its operators in place: `(chain a <= b < c)`.
void ExprDumper::compare(const CompareExpr &expr) {
  if (expr.ops.size() == 1)
    return list(spelling(expr.ops.front()), expr.operands);
  out << "(chain ";
  print(*expr.operands.front());
  for (size_t i = 0; i < expr.ops.size(); ++i) {
    out << ' ' << spelling(expr.ops[i]) << ' ';
    print(*expr.operands[i + 1]);
  }
  out << ')';
}

static void dumpArguments(llvm::ArrayRef<Argument> arguments,
                          llvm::raw_ostream &out) {
  llvm::interleave(
      arguments, out,
      [&](const Argument &argument) {
        if (argument.name)
          out << argument.name.text << ": ";
        dump(*argument.value, out);
      },
      " ");
}

void ExprDumper::call(const CallExpr &expr) {
  out << "(call ";
  print(*expr.callee);
  out << (expr.arguments.empty() ? "" : " ");
  dumpArguments(expr.arguments, out);
  out << ')';
}

void ExprDumper::reduce(const ReduceExpr &expr) {
  out << '(' << spelling(expr.op) << ' ';
  if (expr.reducer) {
    print(*expr.reducer);
    out << ' ';
  }
  dump(expr.binders, expr.predicate, out);
  out << ' ';
  print(*expr.body);
  out << ')';
}

void ExprDumper::scatter(const ScatterExpr &expr) {
  out << "(scatter " << spelling(expr.op) << ' ';
  if (expr.reducer) {
    print(*expr.reducer);
    out << ' ';
  }
  dump(expr.binders, expr.predicate, out);
  out << ' ';
  print(*expr.value);
  out << ' ';
  list(expr.dropsOutside ? "at?" : "at", expr.place);
  if (expr.from) {
    out << " from ";
    print(*expr.from);
  }
  out << ')';
}

void ExprDumper::tune(const TuneExpr &expr) {
  out << "(tune ";
  print(*expr.choices);
  if (expr.predicate) {
    out << " if ";
    print(*expr.predicate);
  }
  out << ')';
}

void ExprDumper::attributed(const AttributedExpr &expr) {
  out << '(';
  dump(expr.attributes, out);
  out << ' ';
  print(*expr.base);
  out << ')';
}

void dump(llvm::ArrayRef<Binder> binders, const Expr *predicate,
          llvm::raw_ostream &out) {
  out << '[';
  llvm::interleaveComma(binders, out, [&](const Binder &binder) {
    out << (binder.isPack ? ".." : "") << binder.name.text;
    if (!binder.range)
      return;
    out << " in ";
    dump(*binder.range, out);
  });
  if (predicate) {
    out << " if ";
    dump(*predicate, out);
  }
  out << ']';
}

void dump(llvm::ArrayRef<Attribute> attributes, llvm::raw_ostream &out) {
  llvm::interleave(
      attributes, out,
      [&](const Attribute &attribute) {
        out << '@' << attribute.name.text;
        if (attribute.arguments.empty())
          return;
        out << '(';
        dumpArguments(attribute.arguments, out);
        out << ')';
      },
      " ");
}

void dumpPath(llvm::ArrayRef<Ident> path, llvm::raw_ostream &out) {
  llvm::interleave(
      path, out, [&](const Ident &part) { out << part.text; }, ".");
}

void dump(const Type &type, llvm::raw_ostream &out) {
  auto types = [&](llvm::ArrayRef<const Type *> parts) {
    out << '(';
    llvm::interleaveComma(parts, out,
                          [&](const Type *part) { dump(*part, out); });
    out << ')';
  };
  switch (type.kind) {
  case TypeKind::Named:
    return dumpPath(llvm::cast<NamedType>(type).path, out);
  case TypeKind::Tensor: {
    const auto &tensor = llvm::cast<TensorType>(type);
    dump(*tensor.element, out);
    out << '[';
    llvm::interleaveComma(tensor.dims, out, [&](const Dim &dim) {
      if (dim.kind == Dim::Everywhere)
        out << '*';
      else if (dim.kind == Dim::Pack)
        out << ".." << dim.pack.text;
      else
        dump(*dim.extent, out);
    });
    out << ']';
    return;
  }
  case TypeKind::Tuple:
    return types(llvm::cast<TupleType>(type).elements);
  case TypeKind::Fn:
    out << "fn";
    types(llvm::cast<FnType>(type).params);
    out << " -> ";
    return dump(*llvm::cast<FnType>(type).result, out);
  case TypeKind::Bad:
    out << "<bad>";
    return;
  }
}

} // namespace tdsl::syntax
