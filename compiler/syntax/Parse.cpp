//===- Parse.cpp - From text to tree --------------------------------------===//
//
// Each item: tokens, then ANTLR's parser (SLL prediction, which suffices; full
// LL with recovery where that fails), then the builder.
//
//===----------------------------------------------------------------------===//

#include "compiler/syntax/Parse.h"
#include "compiler/diag/Catalog.h"
#include "compiler/support/Limits.h"
#include "compiler/support/Similar.h"
#include "compiler/syntax/ErrorStrategy.h"
#include "compiler/syntax/Words.h"
#include "compiler/syntax/build/Builder.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/ConvertUTF.h"

namespace tdsl::syntax {

/// Text that is no item keeps its name, so that uses of it are not reported.
static const Item *junk(const ItemHead &head, Tree &tree) {
  auto *item = tree.make<JunkItem>(head.span);
  item->name = head.name;
  item->hasErrors = true;
  return item;
}

static void reportJunk(const SourceFile &file, const ItemHead &head,
                       diag::Sink &sink) {
  llvm::StringRef text = file.text().slice(head.span.begin, head.span.end);
  llvm::StringRef word =
      text.take_while([](char c) { return llvm::isAlnum(c) || c == '_'; });
  bool isWord = !word.empty();
  if (text.starts_with("///") || text.starts_with("@"))
    word = text.take_until([](char c) { return c == '\n' || c == '\r'; });
  else if (!isWord)
    word = text.take_front(llvm::getNumBytesForUTF8(text.front()));
  Span at = head.span;
  at.end = at.begin + word.size();
  auto &report = sink.emit(diag::UnknownItem, at, excerpt(word));
  auto meant = mostSimilar(word, itemWords());
  if (isWord && meant)
    report.fix({"did you mean `" + meant->str() + "`?",
                {{at, meant->str()}},
                diag::Applicability::MaybeIncorrect});
  else
    report.help("an item begins with `fn`, `schedule`, `test`, `import`, ...");
}

/// Runs the generated parser; nothing that it throws leaves here.
static Item *runParser(Lexer &lexer, llvm::StringRef text, Span span,
                       ItemTokens &read, Tree &tree, diag::Sink &sink,
                       bool isBroken) {
  antlr4::ListTokenSource source(std::move(read.tokens));
  antlr4::CommonTokenStream tokens(&source);
  Parser parser(&tokens);
  parser.removeErrorListeners();
  auto *interpreter = parser.getInterpreter<antlr4::atn::ParserATNSimulator>();
  diag::Sink muted; // a broken item was reported by the outline
  diag::Sink &heard = isBroken ? muted : sink;
  Parser::EntryContext *entry = nullptr;
  try {
    interpreter->setPredictionMode(antlr4::atn::PredictionMode::SLL);
    parser.setErrorHandler(std::make_shared<antlr4::BailErrorStrategy>());
    entry = parser.entry();
  } catch (const antlr4::ParseCancellationException &) {
    tokens.seek(0);
    parser.reset();
    interpreter->setPredictionMode(antlr4::atn::PredictionMode::LL);
    parser.setErrorHandler(
        std::make_shared<ErrorStrategy>(text, span, read.depth, &heard));
    entry = parser.entry();
  }
  return Builder(tree, text, span, heard).item(entry->item());
}

static const Item *parseItem(const SourceFile &file, const ItemHead &head,
                             Tree &tree, diag::Sink &sink) {
  llvm::StringRef text = file.text().slice(head.span.begin, head.span.end);
  if (text.size() > limits::ItemBytes) {
    sink.emit(diag::TooLarge, head.name ? head.name.span : head.span,
              "the item", limits::ItemBytes);
    return junk(head, tree);
  }
  if (head.kind == ItemKind::Junk) {
    if (!head.isBroken)
      reportJunk(file, head, sink);
    return junk(head, tree);
  }
  size_t errorsBefore = sink.errorCount();
  ByteStream stream(text);
  Lexer lexer(&stream);
  lexer.removeErrorListeners();
  ItemTokens read = prepareTokens(lexer, text, head.span, sink);
  if (read.isTooDeep)
    return junk(head, tree);
  llvm::ArrayRef<llvm::StringRef> docs =
      tree.copy(llvm::ArrayRef<llvm::StringRef>(read.docs));
  Item *item =
      runParser(lexer, text, head.span, read, tree, sink, head.isBroken);
  item->docs = docs;
  item->hasErrors = head.isBroken || sink.errorCount() > errorsBefore;
  if (!item->name && item->kind == ItemKind::Junk)
    item->name = head.name;
  return item;
}

Parsed parse(const SourceFile &file) {
  Outline found = outline(file);
  Parsed result;
  result.diagnostics.append(found.diagnostics);
  for (const ItemHead &head : found.items) {
    bool isFull = result.diagnostics.errorCount() >= limits::Diagnostics;
    result.items.push_back(
        isFull ? junk(head, result.tree)
               : parseItem(file, head, result.tree, result.diagnostics));
  }
  return result;
}

Module::Module(const SourceFile &file)
    : file(file), contents(outline(file)), read(contents.items.size()) {}

const Item *Module::item(size_t index, diag::Sink &sink) {
  if (read[index])
    return read[index];
  const ItemHead &head = contents.items[index];
  diag::Sink found;
  read[index] = numErrors >= limits::Diagnostics
                    ? junk(head, tree)
                    : parseItem(file, head, tree, found);
  numErrors += found.errorCount();
  sink.append(found);
  return read[index];
}

} // namespace tdsl::syntax
