//===- Words.h - The reserved words, and names that are nearly one --------===//

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

bool isReserved(llvm::StringRef word);

/// Text of the program inside a message: in backticks, on one line, short.
std::string excerpt(llvm::StringRef text);

/// The candidate that was probably meant: the nearest, if it is near enough
/// for a word of that length. Empty if there is none.
llvm::StringRef nearest(llvm::StringRef word,
                        llvm::ArrayRef<llvm::StringRef> candidates);

} // namespace tdsl::syntax

#endif // TDSL_SYNTAX_WORDS_H
