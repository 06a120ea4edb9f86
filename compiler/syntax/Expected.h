//===- Expected.h - Says what could have stood at a place -----------------===//
//
// Internal to this folder.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_SYNTAX_EXPECTED_H
#define TDSL_SYNTAX_EXPECTED_H

#include "compiler/syntax/Tokens.h"

namespace tdsl::syntax {

/// "an expression", "`,` or `)`": what the parser could have gone on with,
/// as a person would say it.
std::string describeExpected(antlr4::Parser &parser,
                             const antlr4::misc::IntervalSet &expected);

/// "`let`", "a string", "the end of the item".
std::string describeFound(const antlr4::Token &token, llvm::StringRef spelling);

bool beginsExpression(const antlr4::misc::IntervalSet &expected);

/// The reserved words among what was expected.
std::vector<std::string>
expectedWords(antlr4::Parser &parser,
              const antlr4::misc::IntervalSet &expected);

/// A word of the language, not a name.
bool isReservedType(size_t type);

/// Can a statement begin with this?
bool beginsStatement(size_t type);

} // namespace tdsl::syntax

#endif // TDSL_SYNTAX_EXPECTED_H
