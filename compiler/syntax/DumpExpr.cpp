//===- DumpExpr.cpp - Prints expressions and types as text ----------------===//

#include "compiler/syntax/Dump.h"
#include "llvm/ADT/StringExtras.h"

namespace tdsl::syntax {

namespace {

class ExprDumper {
public:
  explicit ExprDumper(llvm::raw_ostream &out) : out(out) {}

  void print(const Expr &expr) {
    switch (expr.kind) {
#define TDSL_EXPR(Kind)                                                        \
  case ExprKind::Kind:                                                         \
    return print(llvm::cast<Kind##Expr>(expr));
#include "compiler/syntax/Nodes.def"
    }
  }

private:
  void print(const IntExpr &expr) { out << expr.value; }
  void print(const FloatExpr &expr) { out << expr.text; }
  void print(const BoolExpr &expr) { out << (expr.value ? "true" : "false"); }
  void print(const StringExpr &expr);
  void print(const NameExpr &expr) { out << expr.name.text; }
  void print(const WildcardExpr &) { out << '_'; }
  void print(const PackExpr &expr) { out << ".." << expr.name.text; }
  void print(const IndexExpr &expr);
  void print(const CallExpr &expr);
  void print(const FieldExpr &expr);
  void print(const TupleFieldExpr &expr);
  void print(const FamilyExpr &expr) {
    list("member", {expr.base, expr.member});
  }
  void print(const UnaryExpr &expr) { list(spelling(expr.op), {expr.operand}); }
  void print(const BinaryExpr &expr) {
    list(spelling(expr.op), {expr.left, expr.right});
  }
  void print(const CompareExpr &expr);
  void print(const LogicalExpr &expr) {
    list(spelling(expr.op), {expr.left, expr.right});
  }
  void print(const IfExpr &expr) {
    list("if", {expr.condition, expr.whenTrue, expr.whenFalse});
  }
  void print(const ReduceExpr &expr);
  void print(const ScatterExpr &expr);
  void print(const TupleExpr &expr) { list("tuple", expr.elements); }
  void print(const TableExpr &expr) { list("table", expr.elements); }
  void print(const RangeExpr &expr) {
    list(expr.inclusive ? "..=" : "..", {expr.lower, expr.upper});
  }
  void print(const TuneExpr &expr);
  void print(const AttributedExpr &expr);
  void print(const BadExpr &) { out << "<bad>"; }

  void list(llvm::StringRef head, llvm::ArrayRef<const Expr *> parts);

  llvm::raw_ostream &out;
};

} // namespace

void dump(const Expr &expr, llvm::raw_ostream &out) {
  ExprDumper(out).print(expr);
}

void ExprDumper::print(const StringExpr &expr) {
  out << '"';
  llvm::printEscapedString(expr.value, out);
  out << '"';
}

void ExprDumper::print(const IndexExpr &expr) {
  llvm::SmallVector<const Expr *, 4> parts{expr.base};
  parts.append(expr.indices.begin(), expr.indices.end());
  list("index", parts);
}

void ExprDumper::print(const FieldExpr &expr) {
  out << "(field ";
  print(*expr.base);
  out << ' ' << expr.field.text << ')';
}

void ExprDumper::print(const TupleFieldExpr &expr) {
  out << "(field ";
  print(*expr.base);
  out << ' ' << expr.index << ')';
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
void ExprDumper::print(const CompareExpr &expr) {
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

void ExprDumper::print(const CallExpr &expr) {
  out << "(call ";
  print(*expr.callee);
  out << (expr.arguments.empty() ? "" : " ");
  dumpArguments(expr.arguments, out);
  out << ')';
}

void ExprDumper::print(const ReduceExpr &expr) {
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

void ExprDumper::print(const ScatterExpr &expr) {
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

void ExprDumper::print(const TuneExpr &expr) {
  out << "(tune ";
  print(*expr.choices);
  if (expr.predicate) {
    out << " if ";
    print(*expr.predicate);
  }
  out << ')';
}

void ExprDumper::print(const AttributedExpr &expr) {
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
