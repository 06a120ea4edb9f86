//===- Outline.cpp - Finds the items of a file without reading them -------===//
//
// One pass over the marks of the Scanner:
//   1. Outside brackets, an item word at the start of a line, or after the end
//      of an item, begins the next item; documentation and attributes before
//      it belong to it.
//   2. Brackets are matched. What does not match is reported at the bracket,
//      and the item is broken.
//   3. Inside brackets, an item word in the first column with a name behind it
//      shows that a bracket was never closed: the next item begins here.
//
//===----------------------------------------------------------------------===//

#include "compiler/diag/Catalog.h"
#include "compiler/support/Limits.h"
#include "compiler/syntax/CheckText.h"
#include "compiler/syntax/Parse.h"
#include "compiler/syntax/Scanner.h"
#include "compiler/syntax/Words.h"

namespace tdsl::syntax {

/// 0 for round, 1 for square, 2 for curly brackets, open or closed.
static unsigned kindOf(char bracket) {
  return llvm::StringRef("()[]{}").find(bracket) / 2;
}

namespace {

class Splitter {
public:
  Splitter(const SourceFile &file, Outline &out)
      : file(file), text(file.text()), out(out),
        scanner(text, byteOrderMark(text)) {}

  void run();

private:
  void outside(const Mark &mark);
  void open(const Mark &mark);
  void close(const Mark &mark);
  void reportUnclosed(uint32_t opener, Span closedBy);
  void reportString(const Mark &mark);

  /// Is there enough to show? Hostile text has a million stray brackets.
  bool isFull() const {
    return out.diagnostics.errorCount() >= limits::Diagnostics;
  }

  bool beginsItem(const Mark &mark) const;
  bool restartsInBrackets(const Mark &mark);
  void begin(const Mark &mark, bool hasKind);
  void readName(const Mark &mark);
  void finish();

  llvm::StringRef spelling(const Mark &m) const {
    return text.slice(m.begin, m.end);
  }
  Span span(const Mark &m) const { return {file.id(), m.begin, m.end}; }

  const SourceFile &file;
  llvm::StringRef text;
  Outline &out;
  Scanner scanner;

  llvm::SmallVector<uint32_t, 32> openers; // offsets of open brackets
  unsigned numOpen[3] = {};                // of each kind
  Mark previous, ahead;
  ItemHead item;
  bool inItem = false;   // `item` is being collected
  bool hasKind = false;  // its word was seen, not only what precedes it
  bool nameOpen = false; // its name may still come
  bool isClosed = false; // its last `}` was seen
  bool isTooDeep = false;
  bool isTorn = false; // a string swallowed brackets: say nothing of them
};

} // namespace

Outline outline(const SourceFile &file) {
  Outline result;
  if (checkText(file, result.diagnostics))
    Splitter(file, result).run();
  return result;
}

void Splitter::run() {
  ahead = scanner.next();
  while (ahead.kind != Mark::End) {
    Mark mark = ahead;
    ahead = scanner.next();
    if (!openers.empty() && restartsInBrackets(mark)) {
      reportUnclosed(openers.back(), Span());
      openers.clear();
      std::fill_n(numOpen, 3, 0);
      finish();
    }
    if (openers.empty())
      outside(mark);
    if (mark.isUnclosed)
      reportString(mark);
    else if (mark.kind == Mark::Open)
      open(mark);
    else if (mark.kind == Mark::Close)
      close(mark);
    if (inItem)
      item.span.end = mark.end;
    previous = mark;
  }
  if (!openers.empty())
    reportUnclosed(openers.back(), Span());
  finish();
}

/// A mark outside all brackets: does it begin an item, or name one?
void Splitter::outside(const Mark &mark) {
  bool isAttribute = spelling(mark) == "@" && (mark.startsLine || isClosed);
  if (mark.kind == Mark::Doc || isAttribute) {
    if (!inItem || hasKind || isClosed) {
      finish();
      begin(mark, /*hasKind=*/false);
    }
    return;
  }
  if (mark.kind == Mark::Word && beginsItem(mark)) {
    if (!inItem || hasKind || isClosed) {
      finish();
      begin(mark, /*hasKind=*/true);
    }
    hasKind = nameOpen = true;
    item.kind = *itemOfWord(spelling(mark));
    return;
  }
  bool continues =
      inItem &&
      (!isClosed || (item.kind == ItemKind::Intrinsic &&
                     (spelling(mark) == "=" || mark.kind == Mark::String)));
  if (continues) {
    readName(mark);
  } else if (mark.kind != Mark::Close) {
    finish();
    begin(mark, /*hasKind=*/true);
  }
}

bool Splitter::beginsItem(const Mark &mark) const {
  if (!itemOfWord(spelling(mark)))
    return false;
  if (!inItem || !hasKind || isClosed)
    return previous.kind != Mark::Other || spelling(previous) != "@";
  // `<T,` and `std.` go on in the next line; `schedule` and `extern` take
  // `fn` behind them.
  bool isPart = previous.kind == Mark::Other &&
                llvm::StringRef("<,.:@=").contains(spelling(previous));
  if (previous.kind == Mark::Word)
    isPart = spelling(mark) == "fn" && (spelling(previous) == "schedule" ||
                                        spelling(previous) == "extern");
  return mark.startsLine && !isPart;
}

bool Splitter::restartsInBrackets(const Mark &mark) {
  return mark.kind == Mark::Word && mark.inColumnOne &&
         itemOfWord(spelling(mark)) && spelling(mark) != "const" &&
         (ahead.kind == Mark::Word || ahead.kind == Mark::String) &&
         spelling(previous) != ".";
}

void Splitter::begin(const Mark &mark, bool withKind) {
  item = ItemHead();
  item.span = span(mark);
  inItem = true;
  hasKind = withKind;
  nameOpen = isClosed = isTooDeep = isTorn = false;
}

/// The name follows the item's word; that of a schedule or an import is a
/// path, whose last part counts.
void Splitter::readName(const Mark &mark) {
  if (!nameOpen)
    return;
  bool isPath =
      item.kind == ItemKind::Schedule || item.kind == ItemKind::Import;
  if (mark.kind == Mark::Word && spelling(mark) == "fn") {
    item.kind =
        item.kind == ItemKind::Schedule ? ItemKind::ScheduleFn : item.kind;
  } else if (mark.kind == Mark::Word) {
    nameOpen = isPath && !(item.name && spelling(previous) != ".");
    if (nameOpen || !item.name)
      item.name = {spelling(mark), span(mark)};
  } else if (spelling(mark) != ".") {
    nameOpen = false;
  }
}

void Splitter::finish() {
  if (inItem)
    out.items.push_back(item);
  inItem = hasKind = nameOpen = isClosed = false;
}

void Splitter::open(const Mark &mark) {
  openers.push_back(mark.begin);
  ++numOpen[kindOf(text[mark.begin])];
  if (openers.size() <= limits::Nesting || isTooDeep)
    return;
  isTooDeep = item.isBroken = true;
  out.diagnostics.emit(diag::TooDeep, span(mark), limits::Nesting)
      .help("give an inner part a name with `let`");
}

void Splitter::close(const Mark &mark) {
  char closer = text[mark.begin];
  if (numOpen[kindOf(closer)] == 0) {
    item.isBroken = true;
    if (isTorn || isFull())
      return;
    out.diagnostics.emit(diag::StrayBracket, span(mark), std::string(1, closer))
        .help("remove it, or open a bracket before it");
    return;
  }
  if (closerOf(text[openers.back()]) != closer)
    reportUnclosed(openers.back(), span(mark));
  for (bool found = false; !found;) {
    char opener = text[openers.pop_back_val()];
    --numOpen[kindOf(opener)];
    found = closerOf(opener) == closer;
  }
  isClosed = openers.empty() && closer == '}';
}

void Splitter::reportUnclosed(uint32_t opener, Span closedBy) {
  item.isBroken = true;
  if (isTooDeep || isTorn || isFull())
    return;
  std::string bracket(1, text[opener]);
  Span at{file.id(), opener, opener + 1};
  auto &report = out.diagnostics.emit(diag::UnclosedBracket, at, bracket);
  if (closedBy.isValid())
    report.label(closedBy, "this closes a bracket around it");
  report.help("write `" + std::string(1, closerOf(text[opener])) +
              "` where it ends");
}

void Splitter::reportString(const Mark &mark) {
  item.isBroken = isTorn = true;
  out.diagnostics.emit(diag::UnclosedString, span(mark))
      .help("end it with `\"`");
}

} // namespace tdsl::syntax
