//===- DocumentSymbol.cpp - The outline of a file -------------------------===//
//
// Its items; below a function the stages that it defines.
//
//===----------------------------------------------------------------------===//

#include "compiler/ide/Describe.h"
#include "compiler/lsp/Feature.h"

namespace tdsl::lsp {
namespace {

/// Kinds of the protocol.
enum class SymbolKind : int {
  Module = 2,
  Method = 6,
  Function = 12,
  Variable = 13,
  Constant = 14,
  Struct = 23,
  Event = 24,
  Operator = 25,
};

struct Symbol {
  std::string name;
  std::string detail;
  SymbolKind kind = SymbolKind::Variable;
  ide::Place whole, word;
  std::vector<Symbol> children;
};

SymbolKind kindOf(syntax::ItemKind kind) {
  switch (kind) {
  case syntax::ItemKind::Fn:
  case syntax::ItemKind::Extern:
  case syntax::ItemKind::Intrinsic:
    return SymbolKind::Function;
  case syntax::ItemKind::Schedule:
  case syntax::ItemKind::ScheduleFn:
    return SymbolKind::Method;
  case syntax::ItemKind::Reducer:
    return SymbolKind::Operator;
  case syntax::ItemKind::Struct:
    return SymbolKind::Struct;
  case syntax::ItemKind::Const:
    return SymbolKind::Constant;
  case syntax::ItemKind::Import:
    return SymbolKind::Module;
  case syntax::ItemKind::Test:
  case syntax::ItemKind::Bench:
  case syntax::ItemKind::Junk:
    return SymbolKind::Event;
  }
  llvm_unreachable("a kind of item");
}

/// What tells an item from others: its name where that is enough, otherwise
/// its words before the body: `schedule blur on cpu`, `test "rows sum to one"`.
std::string nameOf(const ide::ItemText &item) {
  if (item.declaresName())
    return item.name;
  llvm::StringRef rest = item.text;
  while (rest.starts_with("///") || rest.starts_with("//"))
    rest = rest.drop_until([](char c) { return c == '\n'; }).ltrim();
  llvm::StringRef head =
      rest.take_until([](char c) { return c == '{' || c == '\n'; }).trim();
  return head.empty() ? "?" : head.str();
}

std::vector<Symbol> stagesOf(const ide::View &view) {
  std::vector<Symbol> symbols;
  const sema::Function *function = view.unit().function();
  if (!function || view.unit().schedule())
    return symbols;
  for (const sema::Stage *stage : function->stages) {
    auto place = view.toFile(stage->span);
    bool isWritten = place && view.unit().isInSubject(stage->span) &&
                     view.unit().sources().text(stage->span) == stage->name;
    if (!isWritten)
      continue;
    Symbol symbol;
    symbol.name = stage->name;
    symbol.detail = ide::typeText(*function, *stage);
    symbol.whole = symbol.word = *place;
    symbols.push_back(std::move(symbol));
  }
  return symbols;
}

std::vector<Symbol> documentSymbols(const ide::Analysis &analysis) {
  std::vector<Symbol> symbols;
  for (unsigned item = 0; item != analysis.items().size(); ++item) {
    const ide::ItemState &state = analysis.items()[item];
    if (state.text->kind == syntax::ItemKind::Junk)
      continue;
    Symbol symbol;
    symbol.name = nameOf(*state.text);
    symbol.kind = kindOf(state.text->kind);
    symbol.whole = {&analysis.file(), state.span.begin, state.span.end};
    symbol.word = symbol.whole;
    if (state.name.isValid() && state.name.size() != 0)
      symbol.word = {&analysis.file(), state.name.begin, state.name.end};
    for (const ide::View &view : analysis.views(item))
      if (symbol.children.empty())
        symbol.children = stagesOf(view);
    symbols.push_back(std::move(symbol));
  }
  return symbols;
}

void write(json::OStream &out, llvm::ArrayRef<Symbol> symbols,
           const Query &query) {
  auto range = [&](llvm::StringRef key, const ide::Place &place) {
    out.attributeBegin(key);
    lsp::write(out, query.range(place));
    out.attributeEnd();
  };
  out.array([&] {
    for (const Symbol &symbol : symbols)
      out.object([&] {
        out.attribute("name", json::fixUTF8(symbol.name));
        out.attribute("detail", json::fixUTF8(symbol.detail));
        out.attribute("kind", int(symbol.kind));
        range("range", symbol.whole);
        range("selectionRange", symbol.word);
        out.attributeBegin("children");
        write(out, symbol.children, query);
        out.attributeEnd();
      });
  });
}

} // namespace

void advertiseDocumentSymbol(json::Object &capabilities) {
  capabilities["documentSymbolProvider"] = true;
}

bool answerDocumentSymbol(const Query &query, const json::Object &,
                          json::OStream &out) {
  write(out, documentSymbols(query.analysis), query);
  return true;
}

} // namespace tdsl::lsp
