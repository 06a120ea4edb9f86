//===- Generated.h - The one door to what ANTLR generated -----------------===//
//
// Nothing outside compiler/syntax includes this, and nothing of ANTLR stands
// in a header that others include.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_SYNTAX_GENERATED_H
#define TDSL_SYNTAX_GENERATED_H

#include "TdslLexer.h"
#include "TdslParser.h"

namespace tdsl::syntax {

using Lexer = generated::TdslLexer;
using Parser = generated::TdslParser;

} // namespace tdsl::syntax

#endif // TDSL_SYNTAX_GENERATED_H
