//===- InferDomains.cpp - Where each stage is computed --------------------===//
//
// 1. Stages are visited last to first, so that the boxes of all readers are
//    known.
// 2. Each read says which points it wants: the range of each of its indices
//    while the indices around it run through theirs. A read at a place made
//    from data may want any point that there is.
// 3. The hull of what is wanted becomes the box, dimension by dimension, if it
//    is known to lie inside of what the stage said before. (That held all
//    reads already; conditions on the way to a read are the checker's to use.)
// 4. Reads of a stage are proven at the points that some reader wants. Where
//    these may be fewer than the box has, because no reader has a point, the
//    stage says so.
//
//===----------------------------------------------------------------------===//

#include "compiler/graph/Graph.h"
#include "compiler/graph/Inline.h"
#include "compiler/graph/passes/Passes.h"

using namespace mlir;

namespace tdsl::graph {

#define GEN_PASS_DEF_GRAPHINFERDOMAINS
#include "compiler/graph/passes/Passes.h.inc"

namespace {
struct InferDomains : impl::GraphInferDomainsBase<InferDomains> {
  sets::Facts known;

  void runOnOperation() override {
    known = facts(getOperation());
    std::vector<StageOp> all = stages(getOperation());
    for (StageOp stage : llvm::reverse(all)) {
      if (stage.getResult().use_empty()) {
        dropUnread(stage);
        continue;
      }
      if (!isResult(stage.getResult()) && !inferBox(stage))
        continue;
      inferNonEmpty(stage);
    }
  }

  /// What nobody reads wants nothing of others either. A pinned stage stays,
  /// unless it is nowhere to be computed.
  static void dropUnread(StageOp stage) {
    if (!stage.getPinned() || !stage.getType().getBox())
      stage.erase();
  }

  //===--------------------------------------------------------------------===//
  // The box
  //===--------------------------------------------------------------------===//

  /// False where the stage went away.
  bool inferBox(StageOp stage) {
    std::vector<ReadOp> all = readsOf(stage.getResult());
    TensorType type = stage.getType();
    std::vector<Dim> dims;
    for (unsigned dim = 0; dim < type.getRank(); ++dim) {
      Dim before = type.getDim(dim);
      Dim wanted = hullOf(all, dim);
      if (!wanted && !before) {
        inlineReads(stage);
        stage.erase();
        return false;
      }
      dims.push_back(narrower(before, wanted));
    }
    stage.getResult().setType(
        TensorType::get(&getContext(), type.getElementType(), dims));
    return true;
  }

  /// What all reads want of a dimension; nothing where one may want anything.
  Dim hullOf(ArrayRef<ReadOp> all, unsigned dim) {
    Dim hull;
    for (ReadOp read : all) {
      Dim wanted = wantedBy(read, dim);
      if (!wanted)
        return std::nullopt;
      hull = hull ? known.hull(*hull, *wanted) : *wanted;
    }
    return hull;
  }

  Dim wantedBy(ReadOp read, unsigned dim) {
    auto form = affine(read.getIndices()[dim]);
    auto variables = boundVariables(read);
    if (!form || !variables)
      return std::nullopt;
    Dim range = known.rangeOver(*form, *variables);
    if (!range || !isOfSizes(range->lower) || !isOfSizes(range->upper))
      return std::nullopt;
    return range;
  }

  bool isOfSizes(const sets::Expr &e) {
    auto sizes = getOperation().getSizes().getAsValueRange<StringAttr>();
    return !e.isOverflow() &&
           llvm::all_of(e.symbols(), [&](const std::string &symbol) {
             return llvm::is_contained(sizes, symbol);
           });
  }

  /// The indices around a read, without those that data bound: these leave the
  /// range of a form that uses them unknown, and of no other.
  std::optional<std::vector<sets::Variable>> boundVariables(ReadOp read) {
    auto variables = stageAround(read).getVariables();
    if (!variables)
      return std::nullopt;
    SmallVector<ReduceOp> around;
    for (auto reduce = read->getParentOfType<ReduceOp>(); reduce;
         reduce = reduce->getParentOfType<ReduceOp>())
      around.push_back(reduce);
    for (ReduceOp reduce : llvm::reverse(around))
      if (auto more = reduce.getVariables())
        llvm::append_range(*variables, *more);
    return variables;
  }

  Dim narrower(const Dim &before, const Dim &wanted) {
    if (!before || !wanted)
      return before ? before : wanted;
    bool isInside = known.provesNonNegative(wanted->lower - before->lower) &&
                    known.provesNonNegative(before->upper - wanted->upper);
    bool isSame = known.provesEqual(wanted->lower, before->lower) &&
                  known.provesEqual(wanted->upper, before->upper);
    return isInside && !isSame ? wanted : before;
  }

  //===--------------------------------------------------------------------===//
  // Boxes that reach past what is read
  //===--------------------------------------------------------------------===//

  void inferNonEmpty(StageOp stage) {
    if (isResult(stage.getResult()) || readsAreInside(stage))
      return;
    sets::Facts inside = known;
    std::vector<sets::Interval> box = *stage.getType().getBox();
    for (const sets::Interval &range : box)
      inside.assumeLess(range.lower, range.upper);
    SmallVector<std::string> alternatives;
    for (StageOp reader : readers(stage.getResult())) {
      sets::Expr points = pointsOf(reader);
      if (inside.provesNonNegative(points - 1))
        return;
      std::string text = points.str();
      if (!llvm::is_contained(alternatives, text))
        alternatives.push_back(text);
    }
    SmallVector<StringRef> texts(alternatives.begin(), alternatives.end());
    stage.setNonEmptyAttr(Builder(&getContext()).getStrArrayAttr(texts));
  }

  /// Its own box is all that the proofs of its reads need.
  bool readsAreInside(StageOp stage) {
    return llvm::all_of(reads(stage), [&](ReadOp read) {
      auto forms = affineIndices(read);
      auto variables = variablesAt(read);
      if (!forms || !variables)
        return false;
      sets::Facts here = known;
      here.assumeVariables(*variables);
      if (read.getGuard())
        for (const sets::Expr &form : conditions(read.getGuard()))
          here.assumeNonNegative(form);
      TensorType type = read.getTensor().getType();
      for (unsigned dim = 0; dim < forms->size(); ++dim)
        if (!type.isEverywhere(dim) &&
            here.contains(type.getInterval(dim), (*forms)[dim]) !=
                sets::Answer::Proven)
          return false;
      return true;
    });
  }

  /// A form that is > 0 where a stage has a point and is computed.
  sets::Expr pointsOf(StageOp stage) {
    std::vector<sets::Expr> least;
    std::vector<sets::Interval> box = *stage.getType().getBox();
    for (const sets::Interval &range : box)
      least.push_back(range.extent());
    std::vector<sets::Expr> alternatives = stage.getNonEmptyForms();
    if (!alternatives.empty())
      least.push_back(sets::Expr::max(alternatives));
    return least.empty() ? sets::Expr(1)
                         : known.simplify(sets::Expr::min(least));
  }
};
} // namespace

} // namespace tdsl::graph
