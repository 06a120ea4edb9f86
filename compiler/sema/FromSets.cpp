//===- FromSets.cpp - Forms of the algebra as expressions -----------------===//

#include "compiler/sema/FromSets.h"

#include "compiler/sema/Context.h"

using namespace tdsl;
using namespace tdsl::sema;

const Expr *tdsl::sema::indexConstant(Program &program, int64_t value,
                                      Span span) {
  auto *e = program.make<ConstantExpr>(IndexType, span);
  e->value = value;
  return e;
}

const Expr *tdsl::sema::indexBinary(Program &program, BinaryOp op,
                                    const Expr *left, const Expr *right) {
  auto *e = program.make<BinaryExpr>(IndexType, left->span);
  e->op = op;
  e->left = left;
  e->right = right;
  return e;
}

const Expr *tdsl::sema::indexBuiltin(Program &program, Builtin function,
                                     const Expr *left, const Expr *right) {
  auto *e = program.make<BuiltinExpr>(IndexType, left->span);
  e->function = function;
  e->arguments = {left, right};
  return e;
}

namespace {

class Writer {
public:
  Writer(Program &program, Span span) : program(program), span(span) {}

  const Expr *sum(const sets::Expr &form) {
    const Expr *total = nullptr;
    for (const sets::Term &term : form.terms()) {
      const Expr *next = product(term);
      total = total ? indexBinary(program, BinaryOp::Add, total, next) : next;
    }
    return total ? total : indexConstant(program, 0, span);
  }

private:
  const Expr *product(const sets::Term &term) {
    const Expr *total = nullptr;
    if (term.coefficient != 1 || term.factors.empty())
      total = indexConstant(program, term.coefficient, span);
    for (const sets::AtomRef &factor : term.factors) {
      const Expr *next = atom(*factor);
      total = total ? indexBinary(program, BinaryOp::Mul, total, next) : next;
    }
    return total;
  }

  const Expr *atom(const sets::Atom &atom) {
    switch (atom.kind) {
    case sets::AtomKind::Symbol: {
      auto *size = program.make<SizeRefExpr>(IndexType, span);
      size->symbol = atom.name;
      return size;
    }
    case sets::AtomKind::FloorDiv:
      return indexBinary(program, BinaryOp::Div, sum(atom.operands[0]),
                         sum(atom.operands[1]));
    case sets::AtomKind::Mod:
      return indexBinary(program, BinaryOp::Mod, sum(atom.operands[0]),
                         sum(atom.operands[1]));
    case sets::AtomKind::Min:
      return extreme(Builtin::Min, atom);
    case sets::AtomKind::Max:
      return extreme(Builtin::Max, atom);
    }
    llvm_unreachable("a kind of atom");
  }

  const Expr *extreme(Builtin function, const sets::Atom &atom) {
    const Expr *total = sum(atom.operands.front());
    for (size_t i = 1; i != atom.operands.size(); ++i)
      total = indexBuiltin(program, function, total, sum(atom.operands[i]));
    return total;
  }

  Program &program;
  Span span;
};

} // namespace

const Expr *tdsl::sema::fromSets(Program &program, const sets::Expr &form,
                                 Span span) {
  return Writer(program, span).sum(form);
}
