//===- Parse.h - From text to tree ----------------------------------------===//
//
// parse() reads a whole file. outline() finds its items without reading them,
// and a Module reads each item when it is first asked for: importing a library
// costs only what is used of it.
//
// Every function returns a tree and diagnostics, always both, and throws
// nothing. Where the text is wrong the tree holds Bad nodes, junk items, and
// all that could be read.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_SYNTAX_PARSE_H
#define TDSL_SYNTAX_PARSE_H

#include "compiler/diag/Diagnostic.h"
#include "compiler/syntax/Ast.h"

#include <vector>

namespace tdsl::syntax {

/// The tree of a file, or of a part of it, and what is wrong with the text.
struct Parsed {
  Tree tree;
  std::vector<const Item *> items; // in the order of the text
  diag::Sink diagnostics;
};

Parsed parse(const SourceFile &file);

/// An item that was found but not read.
struct ItemHead {
  ItemKind kind = ItemKind::Junk;
  Ident name; // as in Item; for a schedule the last name of its function
  Span span;  // with its documentation and attributes
  bool isBroken = false; // its brackets do not match; this is reported
};

/// The items of a file, found by a scan of brackets, strings and comments.
struct Outline {
  std::vector<ItemHead> items;
  diag::Sink diagnostics; // encoding, size, nesting, brackets
};

Outline outline(const SourceFile &file);

/// A file whose items are read when they are asked for.
class Module {
public:
  explicit Module(const SourceFile &file);

  const SourceFile &source() const { return file; }
  llvm::ArrayRef<ItemHead> heads() const { return contents.items; }
  /// What the outline found to be wrong.
  const diag::Sink &outlineDiagnostics() const { return contents.diagnostics; }

  /// The item of a head, read now unless it was before. What is wrong with it
  /// goes to `sink`, the first time.
  const Item *item(size_t index, diag::Sink &sink);

private:
  const SourceFile &file;
  Outline contents;
  Tree tree;
  std::vector<const Item *> read; // one for each head, null until it is read
  size_t numErrors = 0;           // behind the limit, items are left unread
};

} // namespace tdsl::syntax

#endif // TDSL_SYNTAX_PARSE_H
