//===- Tokens.cpp - The words of an item by what they are -----------------===//
//
// A name means the same everywhere in its item, so that a table of names tells
// the kind of a word; only directives are known by the dot before them.
//
//===----------------------------------------------------------------------===//

#include "compiler/ide/Tokens.h"

#include "compiler/ide/Analysis.h"
#include "compiler/ide/Directives.h"
#include "compiler/ide/Names.h"
#include "compiler/sema/BuiltinNames.h"
#include "compiler/syntax/Scanner.h"
#include "compiler/syntax/Words.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"

#include <algorithm>

namespace tdsl::ide {
namespace {

/// Names of a unit by what they are; the first that is put in stays.
class NameTable {
public:
  explicit NameTable(const Unit &unit) {
    if (const sema::Function *function = unit.function())
      addFunction(*function);
    if (const sema::Schedule *schedule = unit.schedule())
      for (const sema::Step &step : schedule->steps)
        for (const std::string &loop : step.results)
          add(loop, TokenKind::Index);
    for (const sema::Function *function : unit.program().functions)
      add(function->name, TokenKind::Function);
  }

  std::optional<TokenKind> find(llvm::StringRef word) const {
    auto found = kinds.find(word);
    if (found != kinds.end())
      return found->second;
    if (sema::scalarNamed(word))
      return TokenKind::Type;
    if (sema::isBuiltinName(word))
      return TokenKind::Function;
    return std::nullopt;
  }

private:
  void add(llvm::StringRef name, TokenKind kind) {
    kinds.try_emplace(name, kind);
  }

  void addFunction(const sema::Function &function) {
    for (const auto *list : {&function.params, &function.results})
      for (const sema::Stage *stage : *list)
        add(stage->name, TokenKind::Parameter);
    for (const sema::SizeParameter &size : function.sizes)
      add(size.name, TokenKind::Size);
    for (const sema::TypeParameter &type : function.types)
      add(type.name, TokenKind::Type);
    for (const sema::Stage *stage : function.stages)
      add(stage->name, TokenKind::Stage);
    for (const sema::Stage *stage : function.stages)
      forEachIndexOf(*stage, [&](const sema::Index &index) {
        add(index.name, TokenKind::Index);
      });
  }

  llvm::StringMap<TokenKind> kinds;
};

class Tokenizer {
public:
  Tokenizer(llvm::StringRef text, uint32_t base, bool isSchedule,
            std::vector<Token> &tokens)
      : text(text), base(base), isSchedule(isSchedule), tokens(tokens) {}

  void run(llvm::ArrayRef<NameTable> names) {
    syntax::Scanner scanner(text, 0);
    uint32_t last = 0;
    for (;;) {
      syntax::Mark mark = scanner.next();
      comments(last, mark.begin);
      if (mark.kind == syntax::Mark::End)
        return;
      if (auto kind = kindOf(mark, names))
        add(mark.begin, mark.end, *kind);
      last = mark.end;
      previous = mark;
    }
  }

private:
  void add(uint32_t begin, uint32_t end, TokenKind kind) {
    tokens.push_back({base + begin, base + end, kind});
  }

  /// The scanner passes over comments: they stand between its marks.
  void comments(uint32_t begin, uint32_t end) {
    while (begin < end) {
      size_t at = text.slice(0, end).find("//", begin);
      if (at == llvm::StringRef::npos)
        return;
      size_t stop = std::min<size_t>(text.find_first_of("\r\n", at), end);
      add(at, stop, TokenKind::Comment);
      begin = stop;
    }
  }

  std::optional<TokenKind> kindOf(const syntax::Mark &mark,
                                  llvm::ArrayRef<NameTable> names) const {
    switch (mark.kind) {
    case syntax::Mark::Doc:
      return TokenKind::Comment;
    case syntax::Mark::String:
      return TokenKind::String;
    case syntax::Mark::Word:
      return kindOfWord(text.slice(mark.begin, mark.end), names);
    case syntax::Mark::Open:
    case syntax::Mark::Close:
    case syntax::Mark::Other:
    case syntax::Mark::End:
      return std::nullopt;
    }
    llvm_unreachable("a kind of mark");
  }

  std::optional<TokenKind> kindOfWord(llvm::StringRef word,
                                      llvm::ArrayRef<NameTable> names) const {
    if (llvm::isDigit(word.front()))
      return TokenKind::Number;
    bool afterDot = text.slice(previous.begin, previous.end) == ".";
    if (isSchedule && afterDot && findDirective(word))
      return TokenKind::Directive;
    if (!afterDot && isReserved(word))
      return TokenKind::Keyword;
    for (const NameTable &table : names)
      if (auto kind = table.find(word))
        return kind;
    if (isSchedule && word == "on")
      return TokenKind::Keyword;
    return std::nullopt;
  }

  static bool isReserved(llvm::StringRef word) {
    auto words = syntax::reservedWords();
    return std::binary_search(words.begin(), words.end(), word);
  }

  llvm::StringRef text;
  uint32_t base;
  bool isSchedule;
  std::vector<Token> &tokens;
  syntax::Mark previous;
};

} // namespace

std::vector<Token> tokensOf(const Analysis &analysis, const Place &range) {
  std::vector<Token> tokens;
  llvm::StringRef text = analysis.file().text();
  uint32_t last = 0; // comments may stand between items
  auto between = [&](uint32_t end) {
    if (last < end && range.begin <= end && last <= range.end)
      Tokenizer(text.slice(last, end), last, false, tokens).run({});
  };
  for (unsigned item = 0; item != analysis.items().size(); ++item) {
    const ItemState &state = analysis.items()[item];
    between(state.span.begin);
    last = state.span.end;
    if (state.span.end < range.begin || range.end < state.span.begin)
      continue;
    std::vector<NameTable> names;
    for (const View &view : analysis.views(item))
      names.emplace_back(view.unit());
    Tokenizer(text.slice(state.span.begin, state.span.end), state.span.begin,
              state.text->kind == syntax::ItemKind::Schedule, tokens)
        .run(names);
  }
  between(text.size());
  llvm::erase_if(tokens, [&](const Token &token) {
    return token.end <= range.begin || range.end <= token.begin;
  });
  return tokens;
}

} // namespace tdsl::ide
