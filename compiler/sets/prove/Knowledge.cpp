//===- Knowledge.cpp - Preparing facts ------------------------------------===//
//
// The order of the steps that Knowledge.h lists. Intervals come first and last:
// the steps between need to know which divisors are positive.
//
//===----------------------------------------------------------------------===//

#include "compiler/sets/prove/Knowledge.h"

#include "llvm/ADT/STLExtras.h"

using namespace tdsl::sets;
using namespace tdsl::sets::prove;

Knowledge::Knowledge(llvm::ArrayRef<Expr> conditions,
                     llvm::ArrayRef<Expr> zeros,
                     llvm::ArrayRef<Divisibility> divisibilities) {
  if (!zeros.empty() || !divisibilities.empty()) {
    known = conditions.vec();
    propagate();
    for (const Expr &zero : zeros)
      solve(zero);
    for (const Divisibility &d : divisibilities)
      solve(d.e - fresh() * d.divisor);
  }

  // What solve() could not solve stands behind the conditions in `known`.
  if (known.empty())
    known = conditions.vec();
  for (Expr &condition : known)
    condition = tighten(replaceSolved(condition));
  intervals.clear();
  propagate();

  std::vector<Expr> raw;
  raw.swap(known);
  modelled = raw;
  for (const Expr &condition : raw)
    add(resolve(condition));
  propagate();
}

void Knowledge::assume(const Expr &e) {
  Expr condition = normalize(e);
  if (models)
    llvm::erase_if(*models, [&](const Model &model) {
      return model.evaluate(condition).value_or(-1) < 0;
    });
  else
    modelled.push_back(condition);
  add(condition);
  propagate();
}

void Knowledge::reconsider() {
  std::vector<Expr> before = known;
  for (const Expr &condition : before) {
    Expr after = resolve(condition);
    if (after != condition)
      add(after);
  }
  propagate();
}

Expr Knowledge::normalize(const Expr &e) const {
  return resolve(replaceSolved(e));
}

Expr Knowledge::simplify(const Expr &e) const { return resolve(e); }

llvm::ArrayRef<Model> Knowledge::someModels() const {
  if (!models) {
    models.emplace(); // none, while bounds are asked for
    if (!contradiction)
      models = findModels(modelled,
                          [&](const Atom &atom) { return boundsOf(atom); });
  }
  return *models;
}

Knowledge::Signs Knowledge::signsAtModels(const Expr &e) const {
  Signs signs;
  for (const Model &model : someModels())
    if (auto value = model.evaluate(e)) {
      signs.negative |= *value < 0;
      signs.zero |= *value == 0;
      signs.positive |= *value > 0;
    }
  return signs;
}

Expr tdsl::sets::prove::tighten(const Expr &e) {
  int64_t content = contentOf(e);
  if (content <= 1)
    return e;
  Expr constant = e.constantTerm();
  Expr rest = e - constant;
  if (auto divided = rest.dividedBy(content))
    return *divided + floorQuotient(e.constantTerm(), content);
  return e;
}

llvm::SmallVector<Occurrence, 2> tdsl::sets::prove::occurrences(const Expr &e,
                                                                AtomKind kind) {
  llvm::SmallVector<Occurrence, 2> result;
  for (const Term &term : e.terms())
    for (size_t i = 0; i < term.factors.size(); ++i) {
      if (term.factors[i]->kind != kind)
        continue;
      Term multiplier = term;
      multiplier.factors.erase(multiplier.factors.begin() + i);
      result.push_back({term.factors[i], Expr::sum({std::move(multiplier)}),
                        e - Expr::sum({term})});
      break;
    }
  return result;
}

/// What e is with each operand in the place of the first min with a multiplier
/// of this sign, or of the first max with one of the other sign.
static llvm::SmallVector<Expr, 2>
replaceExtremum(const Knowledge &knowledge, const Expr &e, int signOfMin) {
  for (AtomKind kind : {AtomKind::Min, AtomKind::Max})
    for (const Occurrence &found : occurrences(e, kind)) {
      Bounds sign = knowledge.boundsOf(found.multiplier);
      int wanted = kind == AtomKind::Min ? signOfMin : -signOfMin;
      bool fits = wanted > 0 ? sign.lower && *sign.lower >= 0
                             : sign.upper && *sign.upper <= 0;
      if (!fits)
        continue;
      llvm::SmallVector<Expr, 2> result;
      for (const Expr &operand : found.atom->operands)
        result.push_back(found.rest + found.multiplier * operand);
      return result;
    }
  return {};
}

llvm::SmallVector<Expr, 2>
tdsl::sets::prove::conjuncts(const Knowledge &knowledge, const Expr &e) {
  return replaceExtremum(knowledge, e, 1);
}

llvm::SmallVector<Expr, 2>
tdsl::sets::prove::disjuncts(const Knowledge &knowledge, const Expr &e) {
  return replaceExtremum(knowledge, e, -1);
}
