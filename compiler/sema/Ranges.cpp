//===- Ranges.cpp - The ranges of indices ---------------------------------===//

#include "compiler/sema/Ranges.h"
#include "compiler/diag/Catalog.h"

#include "llvm/ADT/STLExtras.h"

using namespace tdsl;
using namespace tdsl::sema;

static bool provablyEqual(const FunctionContext &f, const sets::Interval &a,
                          const sets::Interval &b) {
  if (a == b)
    return true;
  const sets::Facts &facts = f.function.facts;
  return facts.provesEqual(a.lower, b.lower) &&
         facts.provesEqual(a.upper, b.upper);
}

static void reportDifference(FunctionContext &f, const Index &index,
                             const IndexUse &first, const IndexUse &second) {
  if (first.isWhole) {
    f.sink()
        .emit(diag::WholeShapesDiffer, second.span, first.shape, second.shape)
        .label(first.span, "`" + first.shape + "`")
        .say("`" + second.shape + "`")
        .help("to broadcast, write the indices");
    return;
  }
  f.sink()
      .emit(diag::RangesDiffer, second.span, index.name, textOf(second.dim),
            textOf(first.dim), first.tensor)
      .say("`" + second.tensor + "` is `" + second.shape + "`")
      .label(first.span, "`" + first.tensor + "` is `" + first.shape + "`")
      .help("write the range of `" + index.name +
            "`, or require that the sizes are equal with `where`");
}

static bool infer(FunctionContext &f, const StatementIndex &open,
                  llvm::ArrayRef<const IndexUse *> uses) {
  Index &index = *open.index;
  if (uses.empty() && open.isReduced) {
    f.sink()
        .emit(diag::RangeUnknown, index.span, index.name)
        .note("it stands alone in no dimension of a tensor")
        .help("write its range: `" + index.name + " in 0..n`");
    return false;
  }
  if (uses.empty()) {
    index.everywhere = true;
    return true;
  }
  index.range = uses.front()->dim.range;
  for (const IndexUse *use : uses.drop_front())
    if (!provablyEqual(f, index.range, use->dim.range)) {
      reportDifference(f, index, *uses.front(), *use);
      return false;
    }
  return true;
}

bool tdsl::sema::inferRanges(FunctionContext &f, Statement &statement) {
  llvm::DenseMap<const Index *, llvm::SmallVector<const IndexUse *, 4>> uses;
  for (const IndexUse &use : statement.uses)
    uses[use.index].push_back(&use);
  bool isFine = true;
  for (const StatementIndex &open : statement.indices)
    if (!open.hasRange)
      isFine &= infer(f, open, uses.lookup(open.index));
  return isFine;
}
