//===- Atoms.cpp - Making atoms -------------------------------------------===//
//
// An atom knows constant bounds of its value that hold whatever the symbols
// are. They resolve digits without any facts: (8*a + b mod 8) floordiv 8 = a.
//
//===----------------------------------------------------------------------===//

#include "compiler/sets/Atoms.h"

#include "llvm/Support/ErrorHandling.h"

using namespace tdsl::sets;

Expr tdsl::sets::makeAtom(AtomKind kind, std::vector<Expr> operands) {
  auto atom = std::make_shared<Atom>();
  llvm::SmallVector<Bounds, 2> bounds;
  for (const Expr &operand : operands) {
    if (operand.isOverflow())
      return Expr::overflow();
    atom->size += operand.size();
    bounds.push_back(operand.bounds());
  }
  if (atom->size > Expr::MaxSize)
    return Expr::overflow();
  atom->kind = kind;
  atom->bounds = boundsOf(kind, bounds);
  atom->operands = std::move(operands);
  return Expr::atom(std::move(atom));
}

Expr tdsl::sets::makeOperation(AtomKind kind, llvm::ArrayRef<Expr> operands) {
  switch (kind) {
  case AtomKind::Symbol:
    break;
  case AtomKind::FloorDiv:
    return Expr::floorDiv(operands[0], operands[1]);
  case AtomKind::Mod:
    return Expr::mod(operands[0], operands[1]);
  case AtomKind::Min:
    return Expr::min(operands);
  case AtomKind::Max:
    return Expr::max(operands);
  }
  llvm_unreachable("a symbol is no operation");
}
