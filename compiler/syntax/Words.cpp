//===- Words.cpp - The words that begin items, and quoting text -----------===//

#include "compiler/syntax/Words.h"
#include "llvm/ADT/StringSwitch.h"

namespace tdsl::syntax {

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

} // namespace tdsl::syntax
