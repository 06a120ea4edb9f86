//===- Scanner.cpp - Brackets, words and comments, nothing more -----------===//

#include "compiler/syntax/Scanner.h"
#include "llvm/ADT/StringExtras.h"

namespace tdsl::syntax {

static bool isWordChar(char c) { return llvm::isAlnum(c) || c == '_'; }

static Mark::Kind kindOf(char c) {
  switch (c) {
  case '(':
  case '[':
  case '{':
    return Mark::Open;
  case ')':
  case ']':
  case '}':
    return Mark::Close;
  default:
    return Mark::Other;
  }
}

char closerOf(char opener) {
  return opener == '(' ? ')' : opener == '[' ? ']' : '}';
}

Mark Scanner::next() {
  for (;;) {
    skipBlanks();
    Mark mark;
    mark.begin = at;
    mark.startsLine = startsLine;
    mark.inColumnOne = at == 0 || text[at - 1] == '\n' || text[at - 1] == '\r';
    startsLine = false;
    if (at >= text.size()) {
      mark.end = at;
      return mark;
    }
    llvm::StringRef rest = text.substr(at);
    if (rest.starts_with("///")) {
      skipLine();
      mark.kind = Mark::Doc;
    } else if (rest.starts_with("//")) {
      skipLine();
      continue;
    } else if (rest.front() == '"') {
      readString(mark);
    } else if (isWordChar(rest.front())) {
      at += rest.take_while(isWordChar).size();
      mark.kind = Mark::Word;
    } else {
      ++at;
      mark.kind = kindOf(rest.front());
    }
    mark.end = at;
    return mark;
  }
}

void Scanner::skipBlanks() {
  for (; at < text.size(); ++at) {
    if (text[at] == '\n' || text[at] == '\r')
      startsLine = true;
    else if (text[at] != ' ' && text[at] != '\t')
      return;
  }
}

void Scanner::skipLine() {
  at = static_cast<uint32_t>(
      std::min(text.find_first_of("\r\n", at), text.size()));
}

void Scanner::readString(Mark &mark) {
  mark.kind = Mark::String;
  for (++at; at < text.size() && text[at] != '\n' && text[at] != '\r'; ++at) {
    if (text[at] == '"') {
      ++at;
      return;
    }
    bool escapes = text[at] == '\\' && at + 1 < text.size() &&
                   text[at + 1] != '\n' && text[at + 1] != '\r';
    at += escapes;
  }
  mark.isUnclosed = true;
}

} // namespace tdsl::syntax
