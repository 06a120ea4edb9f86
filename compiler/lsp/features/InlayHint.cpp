//===- InlayHint.cpp - Types and ranges that nobody wrote -----------------===//
//
//   let across[y, x] = ...    let across: u16[y in -1..H + 1, x in 0..W] = ...
//   sum[k] a[i, k]            sum[k in 0..K] a[i, k]
//
//===----------------------------------------------------------------------===//

#include "compiler/ide/Describe.h"
#include "compiler/lsp/Feature.h"
#include "compiler/sema/Visit.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace tdsl::lsp {
namespace {

struct InlayHint {
  uint32_t at = 0; // a byte of the file
  std::string label;
};

class Hints {
public:
  Hints(const ide::View &view, const sema::Function &function)
      : view(view), function(function), text(view.unit().slice().text) {}

  std::vector<InlayHint> run() {
    for (const sema::Stage *stage : function.stages) {
      bool isWritten = view.unit().isInSubject(stage->span) &&
                       view.unit().sources().text(stage->span) == stage->name;
      if (isWritten && stage->kind == sema::StageKind::Let)
        typeOf(*stage);
      for (auto [dim, index] : llvm::enumerate(stage->indices))
        if (isWritten)
          range(*index,
                dim < stage->computed.size() ? &stage->computed[dim] : nullptr);
      if (stage->body)
        reductions(*stage->body);
    }
    return std::move(hints);
  }

private:
  /// What follows a place, on its line.
  llvm::StringRef behind(Span span) const {
    return text.drop_front(span.end).ltrim(" \t");
  }

  void add(uint32_t end, std::string label) {
    if (auto place = view.toFile({0, end, end}))
      hints.push_back({place->begin, std::move(label)});
  }

  /// Of indexed stages the ranges of the indices tell the shape.
  void typeOf(const sema::Stage &stage) {
    llvm::StringRef rest = behind(stage.span);
    if (rest.starts_with(":"))
      return;
    bool isIndexed = rest.starts_with("[") && !stage.indices.empty();
    if (!isIndexed) {
      std::string computed = ide::computedText(stage);
      return add(stage.span.end,
                 ": " + ide::typeText(function, stage) +
                     (computed.empty() ? "" : " on " + computed));
    }
    sema::Stage scalar = stage;
    scalar.shape.clear();
    add(stage.span.end, ": " + ide::typeText(function, scalar));
  }

  void range(const sema::Index &index, const sets::Interval *computed) {
    bool isWritten = view.unit().isInSubject(index.span) &&
                     view.unit().sources().text(index.span) == index.name;
    llvm::StringRef rest = behind(index.span);
    bool hasRange = rest.consume_front("in") && !rest.starts_with("_") &&
                    !llvm::isAlnum(rest.empty() ? ' ' : rest.front());
    if (!isWritten || hasRange)
      return;
    sema::Index shown = index;
    if (index.everywhere && computed) {
      shown.everywhere = false;
      shown.range = *computed;
    }
    if (!shown.everywhere)
      add(index.span.end, " in " + ide::rangeText(shown));
  }

  void reductions(const sema::Expr &root) {
    std::vector<const sema::Expr *> work{&root};
    while (!work.empty()) {
      const sema::Expr *e = work.back();
      work.pop_back();
      if (const auto *reduce = llvm::dyn_cast<sema::ReduceExpr>(e))
        for (const sema::Index *index : reduce->indices)
          range(*index, nullptr);
      llvm::append_range(work, sema::childrenOf(*e));
    }
  }

  const ide::View &view;
  const sema::Function &function;
  llvm::StringRef text;
  std::vector<InlayHint> hints;
};

std::vector<InlayHint> inlayHints(const ide::Analysis &analysis,
                                  const ide::Place &wanted) {
  std::vector<InlayHint> result;
  for (unsigned item = 0; item != analysis.items().size(); ++item) {
    Span span = analysis.items()[item].span;
    if (span.end < wanted.begin || wanted.end < span.begin)
      continue;
    // Of the last good state, where the present one is broken.
    auto views = analysis.views(item);
    if (views.empty() || views.back().unit().schedule())
      continue;
    if (const sema::Function *function = views.back().unit().function())
      for (InlayHint &hint : Hints(views.back(), *function).run())
        if (wanted.begin <= hint.at && hint.at <= wanted.end)
          result.push_back(std::move(hint));
  }
  llvm::stable_sort(result, [](const InlayHint &left, const InlayHint &right) {
    return left.at < right.at;
  });
  return result;
}

} // namespace

void advertiseInlayHint(json::Object &capabilities) {
  capabilities["inlayHintProvider"] = true;
}

bool answerInlayHint(const Query &query, const json::Object &params,
                     json::OStream &out) {
  auto wanted = query.place(params);
  if (!wanted)
    return false;
  out.array([&] {
    for (const InlayHint &hint : inlayHints(query.analysis, *wanted))
      out.object([&] {
        out.attributeBegin("position");
        write(out, query.lines.position(hint.at, query.encoding));
        out.attributeEnd();
        out.attribute("label", json::fixUTF8(hint.label));
        out.attribute("kind", 1);
      });
  });
  return true;
}

} // namespace tdsl::lsp
