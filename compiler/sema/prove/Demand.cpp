//===- Demand.cpp - How much of each stage is read ------------------------===//

#include "compiler/sema/prove/Demand.h"

#include "llvm/ADT/STLExtras.h"

using namespace tdsl;
using namespace tdsl::sema;

void Demands::read(const Stage &stage, const Box &box,
                   llvm::ArrayRef<sets::Expr> live) {
  auto [entry, isFirst] = demands.try_emplace(&stage);
  Demand &demand = entry->second;
  if (isFirst) {
    demand.box = box;
    demand.live = live.vec();
    return;
  }
  for (auto [known, read] : llvm::zip_equal(demand.box, box))
    if (!(known == read))
      known = facts.hull(known, read);
  llvm::erase_if(demand.live, [&](const sets::Expr &condition) {
    return !llvm::is_contained(live, condition);
  });
}

const Demand *Demands::find(const Stage &stage) const {
  auto entry = demands.find(&stage);
  return entry == demands.end() ? nullptr : &entry->second;
}

std::string tdsl::sema::lowerSymbol(const Stage &stage, size_t dim) {
  return stage.name + "#lower" + std::to_string(dim);
}

std::string tdsl::sema::upperSymbol(const Stage &stage, size_t dim) {
  return stage.name + "#upper" + std::to_string(dim);
}

Box tdsl::sema::wholeBox(const Stage &stage) {
  Box box;
  for (auto [place, dim] : llvm::enumerate(stage.shape)) {
    if (dim.everywhere)
      box.push_back({sets::Expr::symbol(lowerSymbol(stage, place)),
                     sets::Expr::symbol(upperSymbol(stage, place))});
    else
      box.push_back(dim.range);
  }
  return box;
}
