//===- Presburger.cpp - Proofs by Presburger arithmetic -------------------===//
//
// The one file that knows MLIR's Presburger library. Every product of atoms is
// one variable. Only conditions that are connected with the question through
// shared products are taken, and systems beyond the limits are not tried.
//
//===----------------------------------------------------------------------===//

#include "compiler/sets/prove/Knowledge.h"
#include "compiler/sets/prove/Methods.h"

#include "mlir/Analysis/Presburger/IntegerRelation.h"
#include "mlir/Analysis/Presburger/Simplex.h"
#include "llvm/ADT/STLExtras.h"

using namespace tdsl::sets;
using namespace tdsl::sets::prove;
namespace presburger = mlir::presburger;

static constexpr size_t MaxVariables = 16;
static constexpr size_t MaxInequalities = 48;
static constexpr size_t MaxIntegerVariables = 8;
static constexpr int64_t MaxCoefficient = int64_t(1) << 20;

namespace {

class System {
public:
  explicit System(const Knowledge &knowledge) : knowledge(knowledge) {}

  /// Adds e >= 0 and makes its products variables.
  void add(const Expr &e) {
    for (const Term &term : e.terms()) {
      if (!term.factors.empty() && !find(term.factors))
        variables.push_back(term);
      isSmall &= std::abs(term.coefficient) <= MaxCoefficient;
    }
    inequalities.push_back(e);
  }

  /// Adds the conditions that share a product with what is there, and so on.
  /// False where that leaves the limits.
  bool addConnected() {
    std::vector<const Expr *> left;
    for (const Expr &condition : knowledge.conditions())
      left.push_back(&condition);
    bool changed = true;
    while (changed && isWithinLimits()) {
      changed = false;
      llvm::erase_if(left, [&](const Expr *condition) {
        if (!isConnected(*condition))
          return false;
        add(*condition);
        return changed = true;
      });
    }
    return isWithinLimits();
  }

  bool isEmpty() const {
    presburger::IntegerPolyhedron set = build();
    if (presburger::Simplex(set).isEmpty())
      return true;
    return hasFewVariables() && set.isIntegerEmpty();
  }

  /// Values of the variables that are symbols.
  std::optional<Assignment> sample() const {
    auto point = build().findIntegerSample();
    if (!point)
      return std::nullopt;
    Assignment result;
    for (auto [variable, value] : llvm::zip_first(variables, *point)) {
      const Atom &atom = *variable.factors.front();
      if (variable.factors.size() != 1 || atom.kind != AtomKind::Symbol)
        continue;
      if (value < MaxCoefficient && value > -MaxCoefficient)
        result.emplace_back(atom.name, static_cast<int64_t>(value));
    }
    return result;
  }

  bool hasFewVariables() const {
    return variables.size() <= MaxIntegerVariables;
  }

private:
  bool isWithinLimits() const {
    return isSmall && variables.size() <= MaxVariables &&
           inequalities.size() <= MaxInequalities;
  }

  std::optional<size_t> find(llvm::ArrayRef<AtomRef> factors) const {
    for (size_t i = 0; i < variables.size(); ++i)
      if (compareFactors(variables[i].factors, factors) == 0)
        return i;
    return std::nullopt;
  }

  bool isConnected(const Expr &e) const {
    return llvm::any_of(e.terms(), [&](const Term &term) {
      return !term.factors.empty() && find(term.factors);
    });
  }

  presburger::IntegerPolyhedron build() const {
    presburger::IntegerPolyhedron set(
        presburger::PresburgerSpace::getSetSpace(variables.size()));
    for (const Expr &e : inequalities) {
      llvm::SmallVector<int64_t, 16> row(variables.size() + 1, 0);
      for (const Term &term : e.terms())
        row[term.factors.empty() ? variables.size() : *find(term.factors)] =
            term.coefficient;
      set.addInequality(row);
    }
    for (size_t i = 0; i < variables.size(); ++i) {
      Bounds bounds = knowledge.boundsOf(Term{1, variables[i].factors});
      if (bounds.lower && std::abs(*bounds.lower) <= MaxCoefficient)
        set.addBound(presburger::BoundType::LB, i, *bounds.lower);
      if (bounds.upper && std::abs(*bounds.upper) <= MaxCoefficient)
        set.addBound(presburger::BoundType::UB, i, *bounds.upper);
    }
    addRemainders(set);
    return set;
  }

  /// a mod d = a - d*q for a new variable q.
  void addRemainders(presburger::IntegerPolyhedron &set) const {
    for (const Term &variable : variables) {
      const Atom &atom = *variable.factors.front();
      if (variable.factors.size() != 1 || atom.kind != AtomKind::Mod)
        continue;
      auto divisor = atom.operands[1].constant();
      Expr difference =
          atom.operands[0] - Expr::atom(*variable.factors.front());
      bool isKnown = llvm::all_of(difference.terms(), [&](const Term &term) {
        return term.factors.empty() || find(term.factors);
      });
      if (!divisor || !isKnown)
        continue;
      unsigned quotient = set.appendVar(presburger::VarKind::SetDim);
      llvm::SmallVector<int64_t, 16> row(set.getNumCols(), 0);
      for (const Term &term : difference.terms())
        row[term.factors.empty() ? row.size() - 1 : *find(term.factors)] =
            term.coefficient;
      row[quotient] = -*divisor;
      set.addEquality(row);
    }
  }

  const Knowledge &knowledge;
  std::vector<Term> variables;
  std::vector<Expr> inequalities;
  bool isSmall = true;
};

} // namespace

bool tdsl::sets::prove::byPresburger(const Knowledge &knowledge,
                                     const Expr &e) {
  System system(knowledge);
  if (e.constant()) {
    // A contradiction may be anywhere.
    for (const Expr &condition : knowledge.conditions())
      system.add(condition);
  } else {
    system.add(-e - 1);
  }
  return system.addConnected() && system.isEmpty();
}

std::optional<Assignment>
tdsl::sets::prove::sampleByPresburger(const Knowledge &knowledge,
                                      const Expr &e) {
  System system(knowledge);
  system.add(-e - 1);
  if (!system.addConnected() || !system.hasFewVariables())
    return std::nullopt;
  return system.sample();
}
