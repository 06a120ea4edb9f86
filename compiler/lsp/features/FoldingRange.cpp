//===- FoldingRange.cpp - What can be folded away -------------------------===//
//
// Items of several lines, blocks of comments, and imports that follow each
// other.
//
//===----------------------------------------------------------------------===//

#include "compiler/lsp/Feature.h"

#include "llvm/ADT/STLExtras.h"

namespace tdsl::lsp {
namespace {

struct FoldingRange {
  uint32_t begin = 0; // bytes
  uint32_t end = 0;
  llvm::StringRef kind; // of the protocol; empty: code
};

/// From the line of the name on, so that the documentation stays.
FoldingRange ofItem(const ide::ItemState &state) {
  bool isNamed = state.name.isValid() && state.name.size() != 0;
  return {isNamed ? state.name.begin : state.span.begin, state.span.end, ""};
}

std::vector<FoldingRange> ofItems(const ide::Analysis &analysis) {
  std::vector<FoldingRange> ranges;
  const ide::ItemState *last = nullptr;
  for (const ide::ItemState &state : analysis.items()) {
    bool isImport = state.text->kind == syntax::ItemKind::Import;
    if (isImport && last && last->text->kind == syntax::ItemKind::Import)
      ranges.back().end = state.span.end;
    else if (isImport)
      ranges.push_back({state.span.begin, state.span.end, "imports"});
    else
      ranges.push_back(ofItem(state));
    last = &state;
  }
  return ranges;
}

/// Lines that begin with `//`, one below the other.
std::vector<FoldingRange> ofComments(llvm::StringRef text) {
  std::vector<FoldingRange> ranges;
  bool inComment = false;
  for (size_t at = 0; at < text.size();) {
    size_t end = std::min(text.find('\n', at), text.size());
    bool isComment = text.slice(at, end).ltrim(" \t").starts_with("//");
    if (isComment && inComment)
      ranges.back().end = end;
    else if (isComment)
      ranges.push_back({uint32_t(at), uint32_t(end), "comment"});
    inComment = isComment;
    at = end + 1;
  }
  return ranges;
}

} // namespace

void advertiseFoldingRange(json::Object &capabilities) {
  capabilities["foldingRangeProvider"] = true;
}

bool answerFoldingRange(const Query &query, const json::Object &,
                        json::OStream &out) {
  std::vector<FoldingRange> ranges = ofItems(query.analysis);
  llvm::append_range(ranges, ofComments(query.analysis.file().text()));
  out.array([&] {
    for (const FoldingRange &range : ranges) {
      uint32_t first = query.lines.position(range.begin, query.encoding).line;
      uint32_t last = query.lines.position(range.end, query.encoding).line;
      if (first == last)
        continue;
      out.object([&] {
        out.attribute("startLine", first);
        out.attribute("endLine", last);
        if (!range.kind.empty())
          out.attribute("kind", range.kind);
      });
    }
  });
  return true;
}

} // namespace tdsl::lsp
