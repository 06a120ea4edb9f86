//===- FactsPrint.cpp - Facts as text -------------------------------------===//
//
// As a person writes conditions: nothing is subtracted, `i < N` and not
// `N - i - 1 >= 0`.
//
//===----------------------------------------------------------------------===//

#include "compiler/sets/Facts.h"

using namespace tdsl::sets;

/// e = right - left, with positive coefficients only.
static std::pair<Expr, Expr> sides(const Expr &e) {
  std::vector<Term> left, right;
  for (const Term &term : e.terms())
    if (term.coefficient > 0)
      right.push_back(term);
    else
      left.push_back(term);
  return {-Expr::sum(std::move(left)), Expr::sum(std::move(right))};
}

static std::string printNonNegative(const Expr &e) {
  auto [left, right] = sides(e);
  bool isStrict = left.constantTerm() == 1 && !left.constant();
  if (isStrict)
    return (left - 1).str() + " < " + right.str();
  return left.str() + " <= " + right.str();
}

static std::string printZero(const Expr &e) {
  auto [left, right] = sides(e);
  if (right.constant())
    std::swap(left, right);
  return right.str() + " == " + left.str();
}

std::vector<std::string> Facts::str() const {
  std::vector<std::string> result;
  for (const Expr &e : nonNegatives)
    result.push_back(printNonNegative(e));
  for (const Expr &e : zeros)
    result.push_back(printZero(e));
  for (const prove::Divisibility &d : divisibilities)
    result.push_back(Expr::mod(d.e, d.divisor).str() + " == 0");
  return result;
}
