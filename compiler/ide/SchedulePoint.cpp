//===- SchedulePoint.cpp - Where in a schedule one is writing -------------===//

#include "compiler/ide/SchedulePoint.h"

#include "compiler/syntax/Scanner.h"

#include <algorithm>

namespace tdsl::ide {
namespace {

class Reader {
public:
  Reader(llvm::StringRef item, size_t offset) : text(item.take_front(offset)) {
    syntax::Scanner scanner(text, 0);
    for (syntax::Mark mark = scanner.next(); mark.kind != syntax::Mark::End;
         mark = scanner.next())
      marks.push_back(mark);
    if (!marks.empty() && isWord(marks.size() - 1) &&
        marks.back().end == text.size())
      marks.pop_back(); // it is being written
  }

  SchedulePoint run() {
    SchedulePoint point;
    size_t brace = 0;
    while (brace != marks.size() && spelling(brace) != "{")
      ++brace;
    if (brace == marks.size())
      return point;
    point.kind = SchedulePoint::Kind::Statement;
    size_t last = marks.size();
    size_t open = openBracket(brace + 1);
    if (open != 0 && open >= 3 && isWord(open - 1) &&
        spelling(open - 2) == ".") {
      point.directive = spelling(open - 1).str();
      point.arguments = argumentsFrom(open + 1);
      last = open - 1; // go on as if behind the dot
      if (readStage(last - 1, point))
        point.kind = SchedulePoint::Kind::Argument;
    } else if (last > brace + 1 && spelling(last - 1) == ".") {
      if (readStage(last - 1, point))
        point.kind = SchedulePoint::Kind::Directive;
    }
    if (point.kind == SchedulePoint::Kind::Statement)
      cut = text.size();
    point.before = text.take_front(cut).str() + "\n}";
    return point;
  }

private:
  llvm::StringRef spelling(size_t mark) const {
    return text.slice(marks[mark].begin, marks[mark].end);
  }
  bool isWord(size_t mark) const {
    return marks[mark].kind == syntax::Mark::Word;
  }

  /// The last bracket that is still open; 0 where none is.
  size_t openBracket(size_t first) const {
    std::vector<size_t> open;
    for (size_t mark = first; mark < marks.size(); ++mark) {
      if (spelling(mark) == "(")
        open.push_back(mark);
      else if (spelling(mark) == ")" && !open.empty())
        open.pop_back();
    }
    return open.empty() ? 0 : open.back();
  }

  /// What stands between commas.
  std::vector<std::string> argumentsFrom(size_t mark) const {
    std::vector<std::string> arguments;
    std::string next;
    for (; mark < marks.size(); ++mark) {
      if (spelling(mark) == ",") {
        arguments.push_back(next);
        next.clear();
      } else {
        next += spelling(mark);
      }
    }
    return arguments;
  }

  /// Reads the path before a dot, and where its statement begins. Behind a
  /// whole call (`c.split(j, 16).`) the stage is that of the call, and the call
  /// counts as written.
  bool readStage(size_t dot, SchedulePoint &point) {
    size_t end = dot;
    bool isChain = end > 0 && spelling(end - 1) == ")";
    if (isChain)
      cut = marks[end - 1].end;
    while (end > 0 && spelling(end - 1) == ")") {
      unsigned depth = 0;
      do {
        --end;
        depth += spelling(end) == ")";
        depth -= spelling(end) == "(";
      } while (end > 0 && depth > 0);
      if (end < 2 || !isWord(end - 1) || spelling(end - 2) != ".")
        return false;
      end -= 2; // the dot of that call
    }
    size_t begin = end;
    while (begin > 0 && isWord(begin - 1)) {
      --begin;
      if (begin < 2 || spelling(begin - 1) != ".")
        break;
      --begin;
    }
    if (begin == end)
      return false;
    for (size_t mark = begin; mark != end; ++mark)
      point.stage += spelling(mark);
    if (!isChain)
      cut = marks[beginOfStatement(begin)].begin;
    return true;
  }

  /// `let (a, b) =` before the path belongs to it.
  size_t beginOfStatement(size_t path) const {
    if (path == 0 || spelling(path - 1) != "=")
      return path;
    size_t begin = path - 1;
    while (begin > 0 && spelling(begin) != "let" && spelling(begin) != "{")
      --begin;
    return spelling(begin) == "let" ? begin : path;
  }

  llvm::StringRef text;
  std::vector<syntax::Mark> marks;
  size_t cut = 0;
};

} // namespace

SchedulePoint schedulePoint(llvm::StringRef item, size_t offset) {
  return Reader(item, std::min(offset, item.size())).run();
}

} // namespace tdsl::ide
