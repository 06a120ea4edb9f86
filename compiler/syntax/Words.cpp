//===- Words.cpp - The reserved words, and names that are nearly one ------===//

#include "compiler/syntax/Words.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSwitch.h"

namespace tdsl::syntax {

// Reserved words that begin no item. test/syntax/words.py holds these lists
// against grammar/TdslLexer.g4.
static constexpr llvm::StringLiteral otherWords[] = {
    "let",    "next", "scan",   "iterate", "for",  "while",  "in",
    "if",     "then", "else",   "where",   "from", "at",     "expect",
    "return", "tune", "true",   "false",   "sum",  "prod",   "max",
    "min",    "any",  "all",    "mean",    "argmax", "argmin", "reduce",
    "scatter"};

std::optional<ItemKind> itemOfWord(llvm::StringRef word) {
  return llvm::StringSwitch<std::optional<ItemKind>>(word)
      .Case("fn", ItemKind::Fn)
      .Case("schedule", ItemKind::Schedule)
      .Case("reducer", ItemKind::Reducer)
      .Case("struct", ItemKind::Struct)
      .Case("const", ItemKind::Const)
      .Case("import", ItemKind::Import)
      .Case("extern", ItemKind::Extern)
      .Case("intrinsic", ItemKind::Intrinsic)
      .Case("test", ItemKind::Test)
      .Case("bench", ItemKind::Bench)
      .Default(std::nullopt);
}

llvm::ArrayRef<llvm::StringRef> itemWords() {
  static constexpr llvm::StringRef words[] = {
      "fn",     "schedule", "reducer",   "struct", "const",
      "import", "extern",   "intrinsic", "test",   "bench"};
  return words;
}

bool isReserved(llvm::StringRef word) {
  return itemOfWord(word) || llvm::is_contained(otherWords, word);
}

std::string excerpt(llvm::StringRef text) {
  constexpr size_t MaxShown = 40;
  llvm::StringRef shown = text.take_until([](char c) { return c == '\n'; });
  if (shown.size() > MaxShown) {
    shown = shown.take_front(MaxShown);
    // Never cut a character of several bytes.
    while (!shown.empty() && (shown.back() & 0x80))
      shown = shown.drop_back();
  }
  const char *rest = shown.size() < text.size() ? "..." : "";
  return "`" + shown.rtrim().str() + rest + "`";
}

llvm::StringRef nearest(llvm::StringRef word,
                        llvm::ArrayRef<llvm::StringRef> candidates) {
  llvm::StringRef best;
  // A swap of two letters counts as two slips: `lte` is `let`.
  unsigned allowed = word.size() < 3 ? word.size() - 1 : 2;
  for (llvm::StringRef candidate : candidates) {
    unsigned distance =
        word.edit_distance(candidate, /*AllowReplacements=*/true, allowed);
    if (distance > allowed || distance >= candidate.size())
      continue;
    best = candidate;
    if (distance == 0)
      break;
    allowed = distance - 1;
  }
  return best;
}

} // namespace tdsl::syntax
