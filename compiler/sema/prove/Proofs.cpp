//===- Proofs.cpp - No access is out of bounds ----------------------------===//
//
// Stages are visited from the results backwards:
//   1. the box of a stage is complete: all that reads it was visited
//   2. its body is walked with the facts of that box; conditions and
//      reductions add facts on the way
//   3. each read is proven in its dimension, and widens the producer's box
//
//===----------------------------------------------------------------------===//

#include "compiler/sema/prove/Proofs.h"

#include "compiler/diag/Catalog.h"
#include "compiler/sema/prove/BodyProver.h"

#include "llvm/ADT/STLExtras.h"

using namespace tdsl;
using namespace tdsl::sema;

static std::vector<sets::Expr> nonEmpty(const Box &box) {
  std::vector<sets::Expr> live;
  for (const sets::Interval &range : box)
    if (sets::Expr extent = range.extent() - 1; !extent.constant())
      live.push_back(extent);
  return live;
}

static bool isEverywhere(const Stage &stage) {
  return llvm::any_of(stage.shape, [](const Dim &d) { return d.everywhere; });
}

/// The place that every point of the stage's box is.
static Place placeOf(const FunctionContext &f, const Stage &stage,
                     const Demand &demand) {
  Place place;
  place.stage = &stage;
  place.facts = f.function.facts;
  place.live = demand.live;
  for (const sets::Expr &condition : demand.live)
    place.facts.assumeNonNegative(condition);
  for (auto [index, range] : llvm::zip_equal(stage.indices, demand.box))
    place.enter(*index, range, f.algebra);
  return place;
}

/// What is read of a stage; results are read whole, by the caller.
static std::optional<Demand> demandOf(Demands &demands, const Stage &stage) {
  if (stage.kind == StageKind::Result) {
    Box box = wholeBox(stage);
    std::vector<sets::Expr> live = nonEmpty(box);
    demands.read(stage, box, live);
  }
  if (const Demand *demand = demands.find(stage))
    return *demand;
  if (isEverywhere(stage))
    return std::nullopt; // nothing of it is ever computed
  Box box = wholeBox(stage);
  std::vector<sets::Expr> live = nonEmpty(box);
  return Demand{std::move(box), std::move(live)};
}

static void warnOfUnread(FunctionContext &f,
                         llvm::ArrayRef<const Stage *> unread) {
  for (const Stage *stage : llvm::reverse(unread))
    if (!llvm::StringRef(stage->name).starts_with("_"))
      f.sink()
          .emit(diag::UnusedStage, stage->span, stage->name)
          .help("remove it, or begin its name with `_`");
}

void tdsl::sema::proveAccesses(FunctionContext &f) {
  Demands demands(f.function.facts);
  BodyProver prover(f, demands);
  size_t errorsBefore = f.sink().errorCount();
  std::vector<const Stage *> unread;
  for (const Stage *stage : llvm::reverse(f.function.stages)) {
    bool isRead = stage->kind == StageKind::Result || demands.find(*stage);
    if (!isRead)
      unread.push_back(stage);
    auto demand = demandOf(demands, *stage);
    if (!demand)
      continue;
    // Analysis completes the stage that checking has made.
    const_cast<Stage *>(stage)->computed = demand->box;
    prover.walk(*stage->body, placeOf(f, *stage, *demand));
  }
  if (!f.test && f.sink().errorCount() == errorsBefore)
    warnOfUnread(f, unread);
  for (const Stage *param : f.function.params) {
    const Demand *demand = demands.find(*param);
    const_cast<Stage *>(param)->computed =
        demand && isEverywhere(*param) ? demand->box : wholeBox(*param);
  }
}
