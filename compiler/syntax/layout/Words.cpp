//===- Words.cpp - The words of a file and the parts they play ------------===//

#include "compiler/syntax/layout/Words.h"
#include "llvm/ADT/DenseMap.h"

namespace tdsl::syntax::layout {

namespace {

/// Where statements, fields and items begin, from the tree.
class Starts {
public:
  explicit Starts(llvm::ArrayRef<const Item *> items) {
    for (const Item *item : items)
      add(*item);
  }

  Start at(uint32_t offset) const { return starts.lookup(offset); }

private:
  void add(const Item &item);
  void add(Block block);
  void add(const Stmt &stmt);

  llvm::DenseMap<uint32_t, Start> starts;
};

} // namespace

void Starts::add(const Item &item) {
  starts[item.span.begin] = Start::Item;
  switch (item.kind) {
  case ItemKind::Fn:
    return add(llvm::cast<FnItem>(item).body);
  case ItemKind::Schedule:
    return add(llvm::cast<ScheduleItem>(item).body);
  case ItemKind::ScheduleFn:
    return add(llvm::cast<ScheduleFnItem>(item).body);
  case ItemKind::Reducer:
    return add(llvm::cast<ReducerItem>(item).body);
  case ItemKind::Intrinsic:
    return add(llvm::cast<IntrinsicItem>(item).body);
  case ItemKind::Test:
    return add(llvm::cast<TestItem>(item).body);
  case ItemKind::Bench:
    return add(llvm::cast<BenchItem>(item).body);
  case ItemKind::Struct:
    for (const Param &field : llvm::cast<StructItem>(item).fields)
      starts[field.span.begin] = Start::Statement;
    return;
  case ItemKind::Const:
  case ItemKind::Import:
  case ItemKind::Extern:
  case ItemKind::Junk:
    return;
  }
}

void Starts::add(Block block) {
  for (const Stmt *stmt : block)
    add(*stmt);
}

void Starts::add(const Stmt &stmt) {
  starts[stmt.span.begin] = Start::Statement;
  switch (stmt.kind) {
  case StmtKind::Scan: {
    const auto &scan = llvm::cast<ScanStmt>(stmt);
    if (scan.bodyHasBraces)
      add(scan.body);
    if (scan.fromHasBraces)
      add(scan.from);
    return;
  }
  case StmtKind::Iterate:
    return add(llvm::cast<IterateStmt>(stmt).body);
  case StmtKind::For:
    return add(llvm::cast<ForStmt>(stmt).body);
  case StmtKind::If: {
    const auto &conditional = llvm::cast<IfStmt>(stmt);
    add(conditional.whenTrue);
    add(conditional.whenFalse);
    // `else if` is a statement of its own only in the tree.
    if (conditional.isElseIf)
      starts[conditional.whenFalse.front()->span.begin] = Start::None;
    return;
  }
  case StmtKind::Let:
  case StmtKind::Define:
  case StmtKind::Next:
  case StmtKind::Call:
  case StmtKind::Expect:
  case StmtKind::Return:
  case StmtKind::Bad:
    return;
  }
}

static bool isReduceWord(size_t type) {
  return type >= Lexer::SUM && type <= Lexer::ARGMIN;
}

bool endsOperand(const Word &word) {
  if (word.isFreeWord)
    return true;
  switch (word.type) {
  case Lexer::IDENT:
  case Lexer::ON:
  case Lexer::MOST:
  case Lexer::INT:
  case Lexer::FLOAT:
  case Lexer::STRING:
  case Lexer::TRUE:
  case Lexer::FALSE:
  case Lexer::UNDERSCORE:
  case Lexer::RPAREN:
    return true;
  case Lexer::RBRACKET:
    return word.bracket != Bracket::Binders;
  default:
    return false;
  }
}

namespace {

/// Gives each word its part, in one pass.
class Annotator {
public:
  Annotator(std::vector<Word> &words, const Starts &starts)
      : words(words), starts(starts) {}

  void run() {
    for (size_t i = 0; i < words.size(); ++i) {
      begin(words[i]);
      if (!words[i].isComment())
        visit(i);
    }
  }

private:
  void begin(Word &word);
  void visit(size_t index);
  Bracket bracketAt(const Word &word) const;
  void open(size_t index, Bracket bracket);
  void close(size_t index);

  /// The n-th code word before; an empty one at the beginning.
  const Word &back(size_t n) const {
    return n <= seen.size() ? words[seen[seen.size() - n]] : nothing;
  }

  std::vector<Word> &words;
  const Starts &starts;
  std::vector<size_t> seen; // code words so far
  std::vector<size_t> openers;
  bool inPrefix = false; // documentation and attributes of an item
  bool inImport = false;
  bool inReducerName = false; // between `reduce` or `scatter` and its `[`
  const Word nothing;
};

} // namespace

void Annotator::begin(Word &word) {
  word.start = starts.at(word.begin);
  if (word.start == Start::Item) {
    inPrefix = true;
    inImport = false;
  }
  if (!inPrefix || word.isComment() || !openers.empty())
    return;
  bool isItemWord = word.type >= Lexer::FN && word.type <= Lexer::BENCH &&
                    back(1).type != Lexer::ATTRIBUTE;
  if (word.start == Start::None &&
      (isItemWord || word.type == Lexer::ATTRIBUTE))
    word.start = Start::Part;
  inPrefix = !isItemWord;
}

void Annotator::visit(size_t index) {
  Word &word = words[index];
  if (word.start == Start::Item && word.type == Lexer::IMPORT)
    inImport = true;
  word.isFreeWord =
      back(1).type == Lexer::DOT || back(1).type == Lexer::ATTRIBUTE;
  if (!word.isFreeWord &&
      (word.type == Lexer::REDUCE || word.type == Lexer::SCATTER))
    inReducerName = true;
  if (word.type == Lexer::MINUS || word.type == Lexer::BANG ||
      word.type == Lexer::TILDE)
    word.isUnary = seen.empty() || !endsOperand(back(1));
  bool closesGenerics = word.type == Lexer::GT && !openers.empty() &&
                        words[openers.back()].bracket == Bracket::Generics;
  if (Bracket bracket = bracketAt(word); bracket != Bracket::None)
    open(index, bracket);
  else if (word.type == Lexer::RPAREN || word.type == Lexer::RBRACKET ||
           word.type == Lexer::RBRACE || closesGenerics)
    close(index);
  seen.push_back(index);
}

Bracket Annotator::bracketAt(const Word &word) const {
  const Word &before = back(1);
  switch (word.type) {
  case Lexer::LBRACE:
    return Bracket::Block;
  case Lexer::LPAREN:
    return inImport ? Bracket::Imports : Bracket::Plain;
  case Lexer::LBRACKET: {
    bool binds = inReducerName || before.type == Lexer::SCAN ||
                 isReduceWord(before.type);
    return binds && !before.isFreeWord ? Bracket::Binders : Bracket::Plain;
  }
  case Lexer::LT:
    switch (back(2).type) {
    case Lexer::FN:
    case Lexer::REDUCER:
    case Lexer::STRUCT:
    case Lexer::INTRINSIC:
      return Bracket::Generics;
    default:
      return Bracket::None;
    }
  default:
    return Bracket::None;
  }
}

void Annotator::open(size_t index, Bracket bracket) {
  words[index].bracket = bracket;
  openers.push_back(index);
  inReducerName = false;
}

void Annotator::close(size_t index) {
  if (openers.empty())
    return;
  size_t opener = openers.back();
  openers.pop_back();
  words[opener].partner = index;
  words[index].partner = opener;
  words[index].bracket = words[opener].bracket;
}

std::vector<Word> readWords(llvm::StringRef text, uint32_t begin,
                            llvm::ArrayRef<const Item *> items) {
  ByteStream stream(text.substr(begin));
  Lexer lexer(&stream);
  lexer.removeErrorListeners();
  std::vector<Word> words;
  uint32_t end = begin;
  size_t line = text.take_front(begin).rfind('\n') + 1; // where it begins
  for (const AntlrToken &token : lex(lexer)) {
    Word &word = words.emplace_back();
    word.index = words.size() - 1;
    word.type = token->getType();
    word.begin = begin + static_cast<uint32_t>(token->getStartIndex());
    word.text = text.slice(word.begin, begin + token->getStopIndex() + 1);
    if (word.isComment())
      word.text = word.text.rtrim(" \t");
    llvm::StringRef gap = text.slice(end, word.begin);
    word.newlines = gap.count('\n') + gap.count('\r') - gap.count("\r\n");
    word.spaces = gap.size();
    if (size_t last = gap.rfind('\n'); last != llvm::StringRef::npos)
      line = end + last + 1;
    word.column = word.begin - line;
    end = begin + static_cast<uint32_t>(token->getStopIndex()) + 1;
  }
  Annotator(words, Starts(items)).run();
  return words;
}

} // namespace tdsl::syntax::layout
