//===- Reads.cpp - Reads of stages and of calls ---------------------------===//

#include "compiler/diag/Catalog.h"
#include "compiler/sema/prove/BodyProver.h"

#include "llvm/ADT/STLExtras.h"

using namespace tdsl;
using namespace tdsl::sema;

static const Shape &shapeOf(const ValueRef &base) {
  return base.stage ? base.stage->shape : base.call->resultShapes[base.result];
}

ReadTensor BodyProver::describe(const ValueRef &base, Span span) const {
  if (base.stage)
    return {base.stage->name, f.text(base.stage->type, base.stage->shape),
            base.stage->span, span};
  return {f.source(base.call->span),
          f.text(base.call->resultTypes[base.result], shapeOf(base)),
          {},
          span};
}

std::optional<sets::Interval>
BodyProver::readDim(const Expr &index, const Dim &dim, const ReadTensor &tensor,
                    const Place &place, Verdict &verdict) {
  if (!dim.everywhere) {
    Verdict here = proveIndex(f, place, index, dim, tensor);
    verdict = std::max(verdict, here);
    auto range = here <= Verdict::NeedsCondition ? rangeOf(f, place, index)
                                                 : std::nullopt;
    return range ? range : dim.range;
  }
  auto range = rangeOf(f, place, index);
  if (!range) {
    f.sink()
        .emit(diag::UnboundedRead, index.span, tensor.name)
        .note("`" + tensor.name +
              "` is defined everywhere, and this index is made from data")
        .help("bound the index with `clamp` or `%`, or a `where`");
    verdict = Verdict::Refuted;
  }
  return range;
}

void BodyProver::readAccess(const AccessExpr &access, const Place &place) {
  for (const Expr *index : access.indices)
    walk(*index, place);
  if (place.stage->isBoundary)
    return readBoundary(access, place);
  ReadTensor tensor = describe(access.base, access.span);
  Verdict verdict = Verdict::Proven;
  Box box;
  for (auto [index, dim] :
       llvm::zip_equal(access.indices, shapeOf(access.base))) {
    auto range = readDim(*index, dim, tensor, place, verdict);
    if (!range)
      return;
    box.push_back(std::move(*range));
  }
  auto &made = const_cast<AccessExpr &>(access);
  made.proof = verdict == Verdict::Checked ? Proof::Checked : Proof::Proven;
  made.underCondition = verdict == Verdict::NeedsCondition ||
                        (verdict == Verdict::Checked && place.isConditional);
  readValue(access.base, box, place);
}

/// What a boundary function reads is inside by its making, where there is
/// anything inside.
void BodyProver::readBoundary(const AccessExpr &access, const Place &place) {
  Box box;
  bool isNonEmpty = true;
  for (const Dim &dim : shapeOf(access.base)) {
    // A dimension without edges is everywhere in both, and read as it is.
    size_t dimension = box.size();
    bool isEdge = !dim.everywhere;
    box.push_back(isEdge ? dim.range : place.variables[dimension].range);
    isNonEmpty &= !isEdge || place.isConditional ||
                  place.facts.provesLess(dim.range.lower, dim.range.upper);
  }
  auto &made = const_cast<AccessExpr &>(access);
  made.proof = isNonEmpty ? Proof::Proven : Proof::Checked;
  made.underCondition = place.isConditional;
  readValue(access.base, box, place);
}

void BodyProver::readValue(const ValueRef &base, const Box &box,
                           const Place &place) {
  if (base.stage)
    demands.read(*base.stage, box, place.live);
  else
    readCall(*base.call, base.result, box, place);
}

void BodyProver::readCall(const CallSite &call, unsigned result, const Box &box,
                          const Place &place) {
  for (unsigned i = 0; i != call.arguments.size(); ++i) {
    if (call.arguments[i].scalar)
      walk(*call.arguments[i].scalar, place);
    else
      readView(call, i, result, box, place);
  }
}

/// The part of a parameter that the callee reads, in our sizes. A callee that
/// is defined everywhere reads as much as is read of it.
std::optional<Box> BodyProver::boxOfParam(const CallSite &call,
                                          unsigned argument, unsigned result,
                                          const Box &box) const {
  const Function &callee = *call.callee;
  const Stage &read = *callee.results[result];
  bool isOpen = false;
  auto replace = [&](llvm::StringRef symbol) -> std::optional<sets::Expr> {
    for (auto [size, value] : llvm::zip_equal(callee.sizes, call.sizes))
      if (size.name == symbol)
        return value;
    for (size_t dim = 0; dim != box.size(); ++dim) {
      if (symbol == lowerSymbol(read, dim))
        return box[dim].lower;
      if (symbol == upperSymbol(read, dim))
        return box[dim].upper;
    }
    isOpen |= symbol.contains('#'); // theirs: an end of another result
    return std::nullopt;
  };
  Box ours;
  for (const sets::Interval &range : callee.params[argument]->computed)
    ours.push_back(
        {range.lower.substitute(replace), range.upper.substitute(replace)});
  return isOpen ? std::nullopt : std::optional(std::move(ours));
}

void BodyProver::readView(const CallSite &call, unsigned argument,
                          unsigned result, const Box &box, const Place &place) {
  const TensorView &view = call.arguments[argument].view;
  ReadTensor tensor = describe(view.base, call.span);
  auto wanted = boxOfParam(call, argument, result, box);
  Verdict verdict = Verdict::Proven;
  Box read;
  size_t free = 0;
  for (auto [dim, fixed] : llvm::zip_equal(shapeOf(view.base), view.fixed)) {
    if (fixed) {
      walk(*fixed, place);
      auto range = readDim(*fixed, dim, tensor, place, verdict);
      if (!range)
        return;
      read.push_back(std::move(*range));
      continue;
    }
    size_t dimension = free++;
    if (!dim.everywhere) {
      read.push_back(dim.range);
    } else if (wanted && dimension < wanted->size()) {
      read.push_back((*wanted)[dimension]);
    } else {
      f.sink()
          .emit(diag::UnboundedRead, call.span, tensor.name)
          .note("what `" + call.callee->name +
                "` reads of it must follow from what is read of one result")
          .help("define each result in a function of its own");
      return;
    }
  }
  if (verdict == Verdict::Checked)
    const_cast<TensorView &>(view).proof = Proof::Checked;
  readValue(view.base, read, place);
}
