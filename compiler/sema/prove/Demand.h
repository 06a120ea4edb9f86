//===- Demand.h - How much of each stage is read --------------------------===//
//
// Consumers are visited before producers. Each read widens the box of what is
// computed of its producer; when a producer's turn comes its box is complete.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_SEMA_PROVE_DEMAND_H
#define TDSL_SEMA_PROVE_DEMAND_H

#include "compiler/sema/prove/Place.h"

namespace tdsl::sema {

using Box = std::vector<sets::Interval>;

/// What is read of one stage.
struct Demand {
  Box box;
  /// Conditions on sizes that hold whenever anything of it is read.
  std::vector<sets::Expr> live;
};

class Demands {
public:
  explicit Demands(const sets::Facts &facts) : facts(facts) {}

  void read(const Stage &stage, const Box &box,
            llvm::ArrayRef<sets::Expr> live);
  /// Null where nothing reads the stage.
  const Demand *find(const Stage &stage) const;

private:
  const sets::Facts &facts;
  llvm::DenseMap<const Stage *, Demand> demands; // only ever looked up
};

/// The whole of a shape; the ends of a dimension of a result that is defined
/// everywhere are symbols, to which each call gives its values.
Box wholeBox(const Stage &stage);
std::string lowerSymbol(const Stage &stage, size_t dim);
std::string upperSymbol(const Stage &stage, size_t dim);

} // namespace tdsl::sema

#endif // TDSL_SEMA_PROVE_DEMAND_H
