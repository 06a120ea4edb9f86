//===- Words.h - The words that begin items, and quoting text -------------===//

#ifndef TDSL_SYNTAX_WORDS_H
#define TDSL_SYNTAX_WORDS_H

#include "compiler/syntax/Ast.h"

#include <optional>

namespace tdsl::syntax {

/// The kind of item that a word begins; `schedule` answers Schedule, also
/// before `fn`.
std::optional<ItemKind> itemOfWord(llvm::StringRef word);

/// The words that begin an item, in the order of Nodes.def.
llvm::ArrayRef<llvm::StringRef> itemWords();

/// Every word that the lexer reserves, sorted: no name may be one.
llvm::ArrayRef<llvm::StringRef> reservedWords();

/// Text of the program inside a message: in backticks, on one line, short.
std::string excerpt(llvm::StringRef text);

} // namespace tdsl::syntax

#endif // TDSL_SYNTAX_WORDS_H
