//===- Snippet.cpp - The lines of one file with marks under them ----------===//
//
// Under a line stands one row with all its marks; the words of the last mark
// stand beside it, those of the others in rows below, from right to left:
//
//    2 |   y[i] = a * x[i] + z[i]
//      |          -   ^^^^ `x` has length n
//      |          |
//      |          a scalar
//
//===----------------------------------------------------------------------===//

#include "compiler/diag/Snippet.h"
#include "compiler/diag/DisplayLine.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/raw_ostream.h"

#include <algorithm>

using namespace tdsl;
using namespace tdsl::diag;
using llvm::raw_ostream;

struct Snippet::Placed {
  unsigned begin, end; // columns
  llvm::StringRef words;
  bool isPrimary;
};

void Snippet::mark(Span span, llvm::StringRef words, bool isPrimary) {
  uint32_t firstLine = source->lineColumn(span.begin).line;
  uint32_t lastLine =
      source->lineColumn(std::max(span.begin, span.end - (span.size() > 0)))
          .line;
  auto within = [&](uint32_t line, uint32_t offset) {
    uint32_t length = source->line(line).size();
    return std::min(length, offset - source->lineBegin(line));
  };
  uint32_t begin = within(firstLine, span.begin);
  uint32_t end = within(lastLine, span.end);
  if (marks.empty())
    first.line = firstLine, first.begin = begin;
  if (firstLine == lastLine) {
    marks.push_back({firstLine, begin, end, words, isPrimary});
    return;
  }
  llvm::StringRef ending = source->line(lastLine);
  uint32_t indent = ending.size() - ending.ltrim().size();
  auto length = static_cast<uint32_t>(source->line(firstLine).size());
  marks.push_back({firstLine, begin, length, "", isPrimary});
  marks.push_back({lastLine, std::min(indent, end), end, words, isPrimary});
}

uint32_t Snippet::lastLine() const {
  uint32_t last = 1;
  for (const Mark &mark : marks)
    last = std::max(last, mark.line);
  return last;
}

raw_ostream &tdsl::diag::printGutter(raw_ostream &os, unsigned gutter,
                                     uint32_t line) {
  os.changeColor(raw_ostream::BLUE, /*Bold=*/true);
  if (line)
    os << llvm::format(" %*u |", gutter, line);
  else
    os.indent(gutter + 2) << '|';
  os.resetColor();
  return os;
}

void Snippet::print(raw_ostream &os, unsigned gutter) {
  llvm::stable_sort(marks, [](const Mark &left, const Mark &right) {
    return std::tie(left.line, left.begin) < std::tie(right.line, right.begin);
  });
  uint32_t previous = 0;
  for (llvm::ArrayRef<Mark> rest = marks; !rest.empty();) {
    uint32_t line = rest.front().line;
    if (previous && line == previous + 2)
      printLine(os, gutter, {Mark{previous + 1, 0, 0, "", false}});
    else if (previous && line > previous + 2)
      os << "...\n";
    llvm::ArrayRef<Mark> here =
        rest.take_while([&](const Mark &mark) { return mark.line == line; });
    printLine(os, gutter, here);
    rest = rest.drop_front(here.size());
    previous = line;
  }
}

static void startColor(raw_ostream &os, bool isPrimary) {
  os.changeColor(isPrimary ? raw_ostream::RED : raw_ostream::BLUE,
                 /*Bold=*/true);
}

/// The row of ^^^ and ---; a primary mark covers others.
template <typename Marks>
static void printMarks(raw_ostream &os, const Marks &placed) {
  std::string row;
  for (char sign : {'-', '^'})
    for (const auto &mark : placed)
      if (mark.isPrimary == (sign == '^')) {
        row.resize(std::max<size_t>(row.size(), mark.end), ' ');
        std::fill(row.begin() + mark.begin, row.begin() + mark.end, sign);
      }
  for (char sign : row) {
    if (sign != ' ')
      startColor(os, sign == '^');
    os << sign;
    if (sign != ' ')
      os.resetColor();
  }
}

/// The words of `marks.back()` under its first column, with a | for each of
/// those before it; or, without words, the | of all.
template <typename Marks>
static void printBelow(raw_ostream &os, const Marks &marks, bool withWords) {
  unsigned column = 0;
  for (const auto &mark : marks) {
    if (mark.begin < column)
      continue;
    os.indent(mark.begin - column);
    startColor(os, mark.isPrimary);
    bool speaks = withWords && &mark == &marks.back();
    os << (speaks ? mark.words : llvm::StringRef("|"));
    os.resetColor();
    column = mark.begin + 1;
  }
}

void Snippet::printLine(raw_ostream &os, unsigned gutter,
                        llvm::ArrayRef<Mark> here) {
  DisplayLine line(source->line(here.front().line), here.front().begin);
  printGutter(os, gutter, here.front().line);
  os << (line.text().empty() ? "" : " ") << line.text() << '\n';

  llvm::SmallVector<Placed, 4> placed;
  for (const Mark &mark : here) {
    unsigned begin = line.column(mark.begin);
    placed.push_back({begin, std::max(line.column(mark.end), begin + 1),
                      mark.words, mark.isPrimary});
  }
  bool isContext = here.front().begin == here.front().end &&
                   here.front().words.empty() && !here.front().isPrimary;
  if (isContext)
    return;

  printGutter(os, gutter) << ' ';
  printMarks(os, placed);
  const Placed &last = placed.back();
  bool lastIsFree = llvm::all_of(placed, [&](const Placed &mark) {
    return &mark == &last || mark.end <= last.begin;
  });
  if (lastIsFree && !last.words.empty()) {
    startColor(os, last.isPrimary);
    os << ' ' << last.words;
    os.resetColor();
  }
  os << '\n';

  llvm::SmallVector<Placed, 4> waiting;
  for (const Placed &mark : placed)
    if (!mark.words.empty() && !(lastIsFree && &mark == &last))
      waiting.push_back(mark);
  if (!waiting.empty()) {
    printGutter(os, gutter) << ' ';
    printBelow(os, waiting, /*withWords=*/false);
    os << '\n';
  }
  for (; !waiting.empty(); waiting.pop_back()) {
    printGutter(os, gutter) << ' ';
    printBelow(os, waiting, /*withWords=*/true);
    os << '\n';
  }
}
