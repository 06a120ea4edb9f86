//===- Expr.cpp - Sums of products in canonical form ----------------------===//
//
// The polynomial part of expressions: construction, order, sums and products.
// Atoms that are not symbols are made in Division.cpp and MinMax.cpp.
//
//===----------------------------------------------------------------------===//

#include "compiler/sets/Expr.h"

#include "compiler/sets/Atoms.h"

#include "llvm/ADT/STLExtras.h"

#include <algorithm>

using namespace tdsl::sets;

static int sign(int64_t difference) {
  return (difference > 0) - (difference < 0);
}

template <typename T> static int order(const T &a, const T &b) {
  return (b < a) - (a < b);
}

//===----------------------------------------------------------------------===//
// Construction
//===----------------------------------------------------------------------===//

Expr::Expr(int64_t constant) {
  overflowed = constant == std::numeric_limits<int64_t>::min();
  if (constant != 0 && !overflowed)
    terms_.push_back({constant, {}});
}

Expr Expr::symbol(llvm::StringRef name) {
  Atom symbol;
  symbol.kind = AtomKind::Symbol;
  symbol.name = name.str();
  return atom(intern(std::move(symbol)));
}

Expr Expr::atom(const Atom &atom) {
  Expr result;
  result.terms_.push_back({1, {&atom}});
  return result;
}

Expr Expr::overflow() {
  Expr result;
  result.overflowed = true;
  return result;
}

Expr Expr::sum(std::vector<Term> terms) {
  llvm::sort(terms, [](const Term &a, const Term &b) {
    return compareFactors(a.factors, b.factors) < 0;
  });
  Expr result;
  for (Term &term : terms) {
    std::vector<Term> &done = result.terms_;
    if (done.empty() || compareFactors(done.back().factors, term.factors)) {
      if (!done.empty() && done.back().coefficient == 0)
        done.pop_back();
      done.push_back(std::move(term));
    } else if (addOverflows(done.back().coefficient, term.coefficient,
                            done.back().coefficient)) {
      return overflow();
    }
  }
  if (!result.terms_.empty() && result.terms_.back().coefficient == 0)
    result.terms_.pop_back();
  return result.size() > MaxSize ? overflow() : result;
}

//===----------------------------------------------------------------------===//
// Queries
//===----------------------------------------------------------------------===//

std::optional<int64_t> Expr::constant() const {
  if (overflowed || terms_.size() > 1)
    return std::nullopt;
  if (terms_.empty())
    return 0;
  if (!terms_.front().factors.empty())
    return std::nullopt;
  return terms_.front().coefficient;
}

int64_t Expr::constantTerm() const {
  if (terms_.empty() || !terms_.back().factors.empty())
    return 0;
  return terms_.back().coefficient;
}

std::optional<llvm::StringRef> Expr::asSymbol() const {
  if (terms_.size() != 1 || terms_.front().coefficient != 1 ||
      terms_.front().factors.size() != 1 ||
      terms_.front().factors.front()->kind != AtomKind::Symbol)
    return std::nullopt;
  return llvm::StringRef(terms_.front().factors.front()->name);
}

unsigned Expr::size() const {
  unsigned size = 0;
  for (const Term &term : terms_) {
    ++size;
    for (AtomRef factor : term.factors)
      size += factor->size;
  }
  return size;
}

//===----------------------------------------------------------------------===//
// Order
//===----------------------------------------------------------------------===//

int tdsl::sets::compareAtoms(const Atom &a, const Atom &b) {
  if (&a == &b)
    return 0;
  if (a.kind != b.kind)
    return order(a.kind, b.kind);
  if (a.kind == AtomKind::Symbol)
    return sign(a.name.compare(b.name));
  if (a.operands.size() != b.operands.size())
    return order(a.operands.size(), b.operands.size());
  for (auto [x, y] : llvm::zip_equal(a.operands, b.operands))
    if (int result = Expr::compare(x, y))
      return result;
  return 0;
}

int tdsl::sets::compareFactors(llvm::ArrayRef<AtomRef> a,
                               llvm::ArrayRef<AtomRef> b) {
  if (a.size() != b.size())
    return a.size() > b.size() ? -1 : 1;
  for (auto [x, y] : llvm::zip_equal(a, b))
    if (int result = compareAtoms(*x, *y))
      return result;
  return 0;
}

int Expr::compare(const Expr &a, const Expr &b) {
  if (a.overflowed || b.overflowed)
    return order(a.overflowed, b.overflowed);
  // Where one sum is at its end, a constant of zero follows.
  const Term zero;
  for (size_t i = 0; i < std::max(a.terms_.size(), b.terms_.size()); ++i) {
    const Term &x = i < a.terms_.size() ? a.terms_[i] : zero;
    const Term &y = i < b.terms_.size() ? b.terms_[i] : zero;
    if (int result = compareFactors(x.factors, y.factors))
      return result;
    if (x.coefficient != y.coefficient)
      return order(x.coefficient, y.coefficient);
  }
  return 0;
}

namespace tdsl::sets {

bool operator==(const Expr &a, const Expr &b) {
  return a.overflowed == b.overflowed &&
         llvm::equal(a.terms_, b.terms_, [](const Term &x, const Term &y) {
           return x.coefficient == y.coefficient && x.factors == y.factors;
         });
}

llvm::hash_code hash_value(const Expr &e) {
  llvm::hash_code hash = llvm::hash_value(e.overflowed);
  for (const Term &term : e.terms_) {
    hash = llvm::hash_combine(hash, term.coefficient, term.factors.size());
    for (AtomRef factor : term.factors)
      hash = llvm::hash_combine(hash, factor->hash);
  }
  return hash;
}

//===----------------------------------------------------------------------===//
// Arithmetic
//===----------------------------------------------------------------------===//

/// Adds by merging two sorted lists of terms.
Expr operator+(const Expr &a, const Expr &b) {
  if (a.overflowed || b.overflowed)
    return Expr::overflow();
  Expr result;
  result.terms_.reserve(a.terms_.size() + b.terms_.size());
  auto x = a.terms_.begin(), y = b.terms_.begin();
  while (x != a.terms_.end() && y != b.terms_.end()) {
    int which = compareFactors(x->factors, y->factors);
    if (which != 0) {
      result.terms_.push_back(which < 0 ? *x++ : *y++);
      continue;
    }
    int64_t coefficient;
    if (addOverflows(x->coefficient, y->coefficient, coefficient))
      return Expr::overflow();
    if (coefficient != 0)
      result.terms_.push_back({coefficient, x->factors});
    ++x, ++y;
  }
  result.terms_.insert(result.terms_.end(), x, a.terms_.end());
  result.terms_.insert(result.terms_.end(), y, b.terms_.end());
  return result.size() > Expr::MaxSize ? Expr::overflow() : joinDigits(result);
}

Expr operator-(const Expr &a, const Expr &b) { return a + (-b); }

Expr operator*(const Expr &a, const Expr &b) {
  if (a.overflowed || b.overflowed)
    return Expr::overflow();
  if (a.terms_.size() * b.terms_.size() > Expr::MaxSize)
    return Expr::overflow();
  std::vector<Term> terms;
  terms.reserve(a.terms_.size() * b.terms_.size());
  for (const Term &x : a.terms_)
    for (const Term &y : b.terms_) {
      Term product;
      if (multiplyOverflows(x.coefficient, y.coefficient, product.coefficient))
        return Expr::overflow();
      std::merge(x.factors.begin(), x.factors.end(), y.factors.begin(),
                 y.factors.end(), std::back_inserter(product.factors),
                 [](AtomRef left, AtomRef right) {
                   return compareAtoms(*left, *right) < 0;
                 });
      terms.push_back(std::move(product));
    }
  return Expr::sum(std::move(terms));
}

} // namespace tdsl::sets

Expr Expr::operator-() const {
  Expr result = *this;
  for (Term &term : result.terms_)
    term.coefficient = -term.coefficient;
  return result;
}

std::optional<Expr> Expr::dividedBy(int64_t divisor) const {
  if (overflowed || divisor <= 0)
    return std::nullopt;
  Expr result = *this;
  for (Term &term : result.terms_) {
    if (term.coefficient % divisor != 0)
      return std::nullopt;
    term.coefficient /= divisor;
  }
  return result;
}
