//===- Atoms.cpp - Making atoms -------------------------------------------===//
//
// An atom knows constant bounds of its value that hold whatever the symbols
// are. They resolve digits without any facts: (8*a + b mod 8) floordiv 8 = a.
//
//===----------------------------------------------------------------------===//

#include "compiler/sets/Atoms.h"

#include "llvm/Support/ErrorHandling.h"

#include <mutex>
#include <unordered_map>

using namespace tdsl::sets;

namespace {

/// All atoms by structure. Operands are made before what is made of them, so
/// that theirs are compared by address.
class AtomTable {
public:
  const Atom &intern(Atom atom) {
    atom.hash = llvm::hash_combine(atom.kind, atom.name);
    for (const Expr &operand : atom.operands)
      atom.hash = llvm::hash_combine(atom.hash, operand);
    std::lock_guard<std::mutex> lock(mutex);
    llvm::SmallVector<const Atom *, 1> &bucket = atoms[atom.hash];
    for (const Atom *known : bucket)
      if (known->kind == atom.kind && known->name == atom.name &&
          known->operands == atom.operands)
        return *known;
    bucket.push_back(new Atom(std::move(atom)));
    return *bucket.back();
  }

private:
  std::mutex mutex;
  std::unordered_map<size_t, llvm::SmallVector<const Atom *, 1>> atoms;
};

} // namespace

const Atom &tdsl::sets::intern(Atom atom) {
  // Never freed: expressions may outlive any other object.
  static AtomTable &table = *new AtomTable;
  return table.intern(std::move(atom));
}

Expr tdsl::sets::makeAtom(AtomKind kind, std::vector<Expr> operands) {
  Atom atom;
  llvm::SmallVector<Bounds, 2> bounds;
  for (const Expr &operand : operands) {
    if (operand.isOverflow())
      return Expr::overflow();
    atom.size += operand.size();
    bounds.push_back(operand.bounds());
  }
  if (atom.size > Expr::MaxSize)
    return Expr::overflow();
  atom.kind = kind;
  atom.bounds = boundsOf(kind, bounds);
  atom.operands = std::move(operands);
  return Expr::atom(intern(std::move(atom)));
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
