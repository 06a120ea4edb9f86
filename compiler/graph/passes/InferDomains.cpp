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
//    its box may have points although nobody wants one (the rows -1..H + 1 of
//    an image without rows), and its own box does not make its reads safe, the
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
  /// Of stages whose box may have points that nobody wants: forms, one of which
  /// is > 0 where somebody wants one.
  llvm::DenseMap<Operation *, std::vector<sets::Expr>> alternatives;

  void runOnOperation() override {
    known = facts(getOperation());
    alternatives.clear();
    std::vector<StageOp> all = stages(getOperation());
    for (StageOp stage : llvm::reverse(all)) {
      if (stage.getResult().use_empty()) {
        dropUnread(stage);
        continue;
      }
      bool isGone = !isResult(stage.getResult()) && !inferBox(stage);
      if (!isGone)
        findAlternatives(stage);
    }
    for (StageOp stage : stages(getOperation()))
      sayNonEmpty(stage);
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

  void findAlternatives(StageOp stage) {
    std::vector<sets::Expr> forms = alternativesOf(stage);
    if (!forms.empty())
      alternatives[stage] = std::move(forms);
  }

  /// Only where computing it for nobody would do harm.
  void sayNonEmpty(StageOp stage) {
    auto forms = alternatives.find(stage);
    if (forms == alternatives.end() || readsAreSafe(stage))
      return;
    std::vector<std::string> texts;
    for (const sets::Expr &form : forms->second)
      texts.push_back(form.str());
    SmallVector<StringRef> attribute(texts.begin(), texts.end());
    stage.setNonEmptyAttr(Builder(&getContext()).getStrArrayAttr(attribute));
  }

  /// Forms, one of which is > 0 where some reader has a point; none where that
  /// follows from the stage having a point.
  std::vector<sets::Expr> alternativesOf(StageOp stage) {
    if (isResult(stage.getResult()))
      return {};
    sets::Facts inside = known;
    std::vector<sets::Interval> box = *stage.getType().getBox();
    for (const sets::Interval &range : box)
      inside.assumeLess(range.lower, range.upper);
    std::vector<sets::Expr> forms;
    for (StageOp reader : readers(stage.getResult())) {
      sets::Expr points = pointsOf(reader);
      if (inside.provesNonNegative(points - 1))
        return {};
      if (!llvm::is_contained(forms, points))
        forms.push_back(points);
    }
    return forms;
  }

  /// A form that is > 0 where a stage has a point that somebody wants.
  sets::Expr pointsOf(StageOp stage) {
    std::vector<sets::Expr> least;
    std::vector<sets::Interval> box = *stage.getType().getBox();
    for (const sets::Interval &range : box)
      least.push_back(range.extent());
    auto wanted = alternatives.find(stage);
    if (wanted != alternatives.end())
      least.push_back(sets::Expr::max(wanted->second));
    return least.empty() ? sets::Expr(1)
                         : known.simplify(sets::Expr::min(least));
  }

  /// Its own box is all that the proofs of its reads need, and what it reads is
  /// there.
  bool readsAreSafe(StageOp stage) {
    return llvm::all_of(reads(stage), [&](ReadOp read) {
      StageOp source = stageOf(read.getTensor());
      return (!source || !source.getNonEmpty()) && isInside(read);
    });
  }

  bool isInside(ReadOp read) {
    auto forms = affineIndices(read);
    auto variables = variablesAt(read);
    auto box = read.getTensor().getType().getBox();
    if (!forms || !variables || !box)
      return false;
    sets::Facts here = known;
    here.assumeVariables(*variables);
    if (read.getGuard())
      for (const sets::Expr &form : conditions(read.getGuard()))
        here.assumeNonNegative(form);
    return llvm::all_of(llvm::zip(*box, *forms), [&](auto dim) {
      return here.contains(std::get<0>(dim), std::get<1>(dim)) ==
             sets::Answer::Proven;
    });
  }
};
} // namespace

} // namespace tdsl::graph
