//===- ExprPrint.cpp - Expressions as text --------------------------------===//
//
// Prints as a person writes it: positive terms first, `N - i` and not
// `-i + N`, the constant last. ExprParse.cpp reads it back.
//
//===----------------------------------------------------------------------===//

#include "compiler/sets/Expr.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/raw_ostream.h"

using namespace tdsl::sets;

/// Needs no brackets as an operand of `floordiv`: a symbol, a number, a call.
static bool isPrimary(const Expr &e) {
  if (auto value = e.constant())
    return *value >= 0;
  if (e.terms().size() != 1 || e.terms().front().coefficient != 1 ||
      e.terms().front().factors.size() != 1)
    return false;
  AtomKind kind = e.terms().front().factors.front()->kind;
  return kind != AtomKind::FloorDiv && kind != AtomKind::Mod;
}

static void printOperand(llvm::raw_ostream &os, const Expr &e) {
  if (isPrimary(e))
    os << e.str();
  else
    os << '(' << e.str() << ')';
}

static void printBinary(llvm::raw_ostream &os, const Atom &atom,
                        llvm::StringRef op, bool isFactor) {
  os << (isFactor ? "(" : "");
  printOperand(os, atom.operands[0]);
  os << ' ' << op << ' ';
  printOperand(os, atom.operands[1]);
  os << (isFactor ? ")" : "");
}

static void printAtom(llvm::raw_ostream &os, const Atom &atom, bool isFactor) {
  switch (atom.kind) {
  case AtomKind::Symbol:
    os << atom.name;
    return;
  case AtomKind::FloorDiv:
    return printBinary(os, atom, "floordiv", isFactor);
  case AtomKind::Mod:
    return printBinary(os, atom, "mod", isFactor);
  case AtomKind::Min:
  case AtomKind::Max:
    os << (atom.kind == AtomKind::Min ? "min(" : "max(");
    llvm::interleaveComma(atom.operands, os,
                          [&](const Expr &operand) { operand.print(os); });
    os << ')';
    return;
  }
}

static void printTerm(llvm::raw_ostream &os, const Term &term, bool first) {
  bool negative = term.coefficient < 0;
  int64_t magnitude = std::abs(term.coefficient);
  if (first)
    os << (negative ? "-" : "");
  else
    os << (negative ? " - " : " + ");
  bool isFactor = negative || magnitude != 1 || term.factors.size() > 1;
  if (magnitude != 1 || term.factors.empty())
    os << magnitude << (term.factors.empty() ? "" : "*");
  llvm::interleave(
      term.factors, os,
      [&](AtomRef factor) { printAtom(os, *factor, isFactor); }, "*");
}

void Expr::print(llvm::raw_ostream &os) const {
  if (overflowed) {
    os << "overflow";
    return;
  }
  if (terms_.empty()) {
    os << '0';
    return;
  }
  bool first = true;
  auto printIf = [&](auto wanted) {
    for (const Term &term : terms_)
      if (wanted(term)) {
        printTerm(os, term, first);
        first = false;
      }
  };
  auto isProduct = [](const Term &term) { return !term.factors.empty(); };
  printIf([&](const Term &t) { return isProduct(t) && t.coefficient > 0; });
  // A positive constant leads where nothing else can: `3 - i`.
  bool leads = first && constantTerm() > 0;
  if (leads)
    printIf([&](const Term &t) { return !isProduct(t); });
  printIf([&](const Term &t) { return isProduct(t) && t.coefficient < 0; });
  if (!leads)
    printIf([&](const Term &t) { return !isProduct(t); });
}

std::string Expr::str() const {
  std::string text;
  llvm::raw_string_ostream os(text);
  print(os);
  return text;
}
