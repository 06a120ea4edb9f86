//===- ReservedWords.cpp - The words that no name may be ------------------===//

#include "compiler/syntax/ByteStream.h"
#include "compiler/syntax/Generated.h"
#include "compiler/syntax/Words.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace tdsl::syntax {

/// The lexer's literals that are words; `on` and `most` are names elsewhere.
static std::vector<llvm::StringRef> readWords() {
  static const std::vector<std::string> literals = [] {
    ByteStream none("");
    Lexer lexer(&none);
    std::vector<std::string> found;
    for (size_t type = 1; type <= Lexer::UNKNOWN; ++type)
      found.push_back(lexer.getVocabulary().getLiteralName(type));
    return found;
  }();
  std::vector<llvm::StringRef> words;
  for (llvm::StringRef literal : literals) {
    llvm::StringRef word = literal.trim('\'');
    if (!word.empty() && llvm::all_of(word, llvm::isAlpha) && word != "on" &&
        word != "most")
      words.push_back(word);
  }
  llvm::sort(words);
  return words;
}

llvm::ArrayRef<llvm::StringRef> reservedWords() {
  static const std::vector<llvm::StringRef> words = readWords();
  return words;
}

} // namespace tdsl::syntax
