//===- ApplyFixes.cpp - Does what a fix says ------------------------------===//
//
// Edits are sorted by place and applied from front to back, once.
//
//===----------------------------------------------------------------------===//

#include "compiler/diag/ApplyFixes.h"

#include "llvm/ADT/STLExtras.h"

#include <algorithm>

using namespace tdsl;
using namespace tdsl::diag;

/// In order of place, where no two overlap and all lie in `file`.
static std::optional<std::vector<Edit>> inOrder(llvm::ArrayRef<Edit> edits,
                                                const SourceFile &file) {
  std::vector<Edit> sorted(edits.begin(), edits.end());
  llvm::stable_sort(sorted, [](const Edit &left, const Edit &right) {
    return left.span.begin < right.span.begin;
  });
  uint32_t reached = 0;
  for (const Edit &edit : sorted) {
    if (edit.span.file != file.id() || edit.span.begin < reached ||
        edit.span.end > file.text().size())
      return std::nullopt;
    reached = edit.span.end;
  }
  return sorted;
}

std::optional<std::string> tdsl::diag::applyEdits(llvm::ArrayRef<Edit> edits,
                                                  const SourceFile &file) {
  auto sorted = inOrder(edits, file);
  if (!sorted)
    return std::nullopt;
  std::string result;
  uint32_t reached = 0;
  for (const Edit &edit : *sorted) {
    result += file.text().slice(reached, edit.span.begin);
    result += edit.text;
    reached = edit.span.end;
  }
  result += file.text().substr(reached);
  return result;
}

std::string tdsl::diag::applySafeFixes(const Sink &sink, const SourceFile &file,
                                       unsigned &applied) {
  std::vector<Edit> taken;
  applied = 0;
  for (const Diagnostic *diagnostic : sink.all()) {
    auto *safe = llvm::find_if(diagnostic->fixes, [](const Fix &fix) {
                   return fix.applicability == Applicability::MachineApplicable;
                 }).base();
    if (safe == diagnostic->fixes.data() + diagnostic->fixes.size())
      continue;
    std::vector<Edit> attempt = taken;
    attempt.insert(attempt.end(), safe->edits.begin(), safe->edits.end());
    if (!inOrder(attempt, file))
      continue;
    taken = std::move(attempt);
    ++applied;
  }
  return *applyEdits(taken, file);
}

std::optional<std::string> tdsl::diag::previewFix(const Fix &fix,
                                                  const SourceFile &file) {
  std::optional<std::string> after = applyEdits(fix.edits, file);
  if (!after || fix.edits.empty())
    return std::nullopt;
  uint32_t begin = file.text().size(), end = 0;
  for (const Edit &edit : fix.edits) {
    begin = std::min(begin, edit.span.begin);
    end = std::max(end, edit.span.end);
  }
  uint32_t lineStart = file.lineBegin(file.lineColumn(begin).line);
  uint32_t lastLine = file.lineColumn(end).line;
  size_t untouched = file.text().size() - file.lineBegin(lastLine) -
                     file.line(lastLine).size();
  llvm::StringRef preview =
      llvm::StringRef(*after).drop_front(lineStart).drop_back(untouched);
  return preview.str();
}
