//===- Source.h - Parsing text inside a test ------------------------------===//

#ifndef TDSL_UNIT_SYNTAX_SOURCE_H
#define TDSL_UNIT_SYNTAX_SOURCE_H

#include "compiler/syntax/Dump.h"
#include "compiler/syntax/Parse.h"

namespace tdsl::syntax {

/// A text, its tree, and what was reported.
struct Source {
  explicit Source(std::string text)
      : file(sources.add("test.tdsl", std::move(text))), parsed(parse(file)) {}

  /// `E0101 E0102`, in the order of emission.
  std::string codes() const {
    std::string result;
    for (const diag::Diagnostic *each : parsed.diagnostics.all())
      result += (result.empty() ? "" : " ") + each->codeText();
    return result;
  }
  /// The messages, one on a line.
  std::string messages() const {
    std::string result;
    for (const diag::Diagnostic *each : parsed.diagnostics.all())
      result += each->message + "\n";
    return result;
  }
  std::string dumped() const {
    std::string result;
    llvm::raw_string_ostream out(result);
    dump(parsed.items, out);
    return result;
  }

  SourceManager sources;
  const SourceFile &file;
  Parsed parsed;
};

/// The statements inside a function's braces.
inline std::string inFunction(const std::string &body) {
  return "fn f<N>(x: f32[N]) -> (y: f32[N]) {\n" + body + "\n}\n";
}

/// `e` in `y = e`, dumped; the codes where there are errors.
inline std::string dumpedExpr(const std::string &expr) {
  Source source(inFunction("y = " + expr));
  if (!source.codes().empty())
    return source.codes();
  const auto *fn = llvm::cast<FnItem>(source.parsed.items.front());
  std::string result;
  llvm::raw_string_ostream out(result);
  dump(*llvm::cast<DefineStmt>(fn->body.front())->value, out);
  return result;
}

} // namespace tdsl::syntax

#endif // TDSL_UNIT_SYNTAX_SOURCE_H
