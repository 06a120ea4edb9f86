//===- Sizes.cpp - Sizes worth trying -------------------------------------===//

#include "compiler/driver/verify/Sizes.h"

#include "compiler/schedule/Nest.h"

#include "llvm/ADT/STLExtras.h"

#include <algorithm>

namespace tdsl::driver {

/// The product of all sizes of a round stands for its cost.
static constexpr int64_t MaxProduct = 2'000'000;
static constexpr int64_t MaxUsualProduct = 60'000;
static constexpr int64_t MaxBlock = 4096;
static constexpr unsigned Attempts = 400;

static constexpr int64_t Usual[] = {0,  1,  2,  3,  4,  5,  7,  8,  9, 11,
                                    13, 15, 16, 17, 19, 23, 31, 32, 33};
static constexpr int64_t Tiny[] = {1, 2, 3, 5, 8};

/// How many iterations one of the outermost loop of a variable stands for.
static int64_t blockOf(const schedule::StagePlan &plan,
                       llvm::StringRef variable) {
  const schedule::Split *split = plan.splitOf(variable);
  if (!split)
    return 1;
  int64_t inner = std::max(split->factor, blockOf(plan, split->inner));
  return std::min(inner * blockOf(plan, split->outer), MaxBlock);
}

std::vector<int64_t> blocksOf(const sema::Function &function,
                              const schedule::Nest &nest) {
  std::vector<int64_t> blocks(function.sizes.size(), 1);
  auto raise = [&](int64_t block, const sets::Expr *extent) {
    for (size_t at = 0; at < blocks.size(); ++at)
      if (!extent || extent->uses(function.sizes[at].name))
        blocks[at] = std::max(blocks[at], block);
  };
  for (const auto &[name, plan] : nest.plans) {
    const std::string &stageName = name;
    auto stage = llvm::find_if(function.stages, [&](const sema::Stage *each) {
      return each->name == stageName;
    });
    for (const std::string &symbol : plan.indices) {
      int64_t block = blockOf(plan, symbol);
      // A loop whose index is not the function's own counts for every size.
      const sets::Expr *extent = nullptr;
      if (stage != function.stages.end())
        for (const sema::Index *index : (*stage)->indices)
          if (index->symbol == symbol)
            extent = &index->range.upper;
      if (block > 1)
        raise(block, extent);
    }
  }
  return blocks;
}

SizeChooser::SizeChooser(const sema::Function &function,
                         const Instance &instance, std::vector<int64_t> blocks)
    : function(function), instance(instance), blocks(std::move(blocks)) {
  size_t count = function.sizes.size();
  plans.emplace_back(count, true);
  for (size_t one = 0; one < count; ++one)
    for (size_t other = one; other < count; ++other) {
      std::vector<bool> plan(count, false);
      plan[one] = plan[other] = true;
      plans.push_back(std::move(plan));
    }
}

std::optional<SizeValues> SizeChooser::choose(unsigned round,
                                              Philox &random) const {
  if (round < plans.size())
    if (auto sizes = around(
            llvm::SmallVector<bool>(plans[round].begin(), plans[round].end()),
            random))
      return sizes;
  if (round == plans.size() || round == plans.size() + 1) {
    SizeValues same(function.sizes.size(), round - plans.size());
    for (size_t at = 0; at < same.size(); ++at)
      if (function.sizes[at].isConst)
        same[at] = instance.constants.lookup(function.sizes[at].name);
    if (isAllowed(function, same))
      return same;
  }
  return around(llvm::SmallVector<bool>(function.sizes.size(), false), random);
}

/// Mostly a usual one; sometimes any up to beyond its block.
int64_t SizeChooser::usual(size_t size, Philox &random) const {
  if (blocks[size] > 1 && random.below(4) == 0)
    return random.below(2 * blocks[size] + 2);
  return Usual[random.below(std::size(Usual))];
}

static bool isAffordable(const SizeValues &sizes, int64_t most) {
  int64_t product = 1;
  for (int64_t size : sizes) {
    product *= std::max<int64_t>(size, 1);
    if (product > most)
      return false;
  }
  return true;
}

/// Large sizes stay near their block, the others are drawn until the function
/// takes them all.
std::optional<SizeValues> SizeChooser::around(llvm::ArrayRef<bool> isLarge,
                                              Philox &random) const {
  bool hasLarge = llvm::is_contained(isLarge, true);
  for (unsigned attempt = 0; attempt < Attempts; ++attempt) {
    SizeValues sizes;
    for (size_t at = 0; at < function.sizes.size(); ++at) {
      const sema::SizeParameter &size = function.sizes[at];
      int64_t beyond = 2 * blocks[at] + 1;
      // Conditions may want a multiple, or two sizes to be equal.
      int64_t shift = attempt ? random.below(attempt + 1) : 0;
      bool isSame = attempt % 3 == 2 && !sizes.empty();
      if (size.isConst)
        sizes.push_back(instance.constants.lookup(size.name));
      else if (isSame && random.below(2))
        sizes.push_back(sizes[random.below(sizes.size())]);
      else if (isLarge[at])
        sizes.push_back(std::max<int64_t>(beyond, 3) + shift);
      else
        sizes.push_back(hasLarge ? Tiny[random.below(std::size(Tiny))]
                                 : usual(at, random) * (1 + shift / 100));
    }
    int64_t most = hasLarge ? MaxProduct : MaxUsualProduct;
    if (isAffordable(sizes, most) && isAllowed(function, sizes))
      return sizes;
  }
  return std::nullopt;
}

} // namespace tdsl::driver
