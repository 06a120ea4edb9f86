//===- Places.cpp - Which statement may stand in which body ---------------===//

#include "compiler/diag/Catalog.h"
#include "compiler/syntax/build/Builder.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/ErrorHandling.h"

namespace tdsl::syntax {

static const char *nameOf(BodyKind body) {
  switch (body) {
  case BodyKind::Function:
    return "a function";
  case BodyKind::Iterate:
    return "an `iterate`";
  case BodyKind::Scan:
    return "a `scan`";
  case BodyKind::ScanFrom:
    return "the `from` of a `scan`";
  case BodyKind::Reducer:
    return "a reducer";
  case BodyKind::Intrinsic:
    return "an intrinsic";
  case BodyKind::Schedule:
    return "a schedule";
  case BodyKind::ScheduleFn:
    return "a schedule function";
  case BodyKind::Test:
    return "a test";
  case BodyKind::Bench:
    return "a bench";
  }
  llvm_unreachable("no such body");
}

static const char *nameOf(StmtKind kind) {
  switch (kind) {
  case StmtKind::Let:
    return "`let`";
  case StmtKind::Define:
    return "a definition without `let`";
  case StmtKind::Scan:
    return "`scan`";
  case StmtKind::Iterate:
    return "`iterate`";
  case StmtKind::Next:
    return "`next`";
  case StmtKind::For:
    return "`for`";
  case StmtKind::If:
    return "an `if` with braces";
  case StmtKind::Call:
    return "a bare call";
  case StmtKind::Expect:
    return "`expect`";
  case StmtKind::Return:
    return "`return`";
  case StmtKind::Bad:
    return "this";
  }
  llvm_unreachable("no such statement");
}

static bool isAllowed(StmtKind kind, BodyKind body) {
  using Bodies = std::initializer_list<BodyKind>;
  auto oneOf = [&](Bodies bodies) { return llvm::is_contained(bodies, body); };
  switch (kind) {
  case StmtKind::Let:
    return body != BodyKind::ScanFrom;
  case StmtKind::Define:
    return oneOf({BodyKind::Function, BodyKind::Iterate, BodyKind::Scan,
                  BodyKind::ScanFrom, BodyKind::Reducer, BodyKind::Intrinsic});
  case StmtKind::Scan:
  case StmtKind::Iterate:
    return oneOf({BodyKind::Function, BodyKind::Iterate, BodyKind::Test});
  case StmtKind::Next:
    return body == BodyKind::Iterate;
  case StmtKind::For:
  case StmtKind::If:
    return body != BodyKind::ScanFrom && body != BodyKind::Bench;
  case StmtKind::Call:
    return oneOf({BodyKind::Test, BodyKind::Bench, BodyKind::Schedule,
                  BodyKind::ScheduleFn});
  case StmtKind::Expect:
    return oneOf({BodyKind::Schedule, BodyKind::ScheduleFn});
  case StmtKind::Return:
    return body == BodyKind::ScheduleFn;
  case StmtKind::Bad:
    return true;
  }
  llvm_unreachable("no such statement");
}

bool Builder::checkPlace(StmtKind kind, Span at) {
  if (isAllowed(kind, bodyKind))
    return true;
  auto &report = sink.emit(diag::Misplaced, at, nameOf(kind), nameOf(bodyKind));
  switch (kind) {
  case StmtKind::Call:
    report.help("give the result a name: `let name = ...`");
    break;
  case StmtKind::Define:
    report.fix({"write `let` before it",
                {{{at.file, at.begin, at.begin}, "let "}},
                diag::Applicability::MaybeIncorrect});
    break;
  case StmtKind::Next:
    report.help("`next` gives a state of an `iterate` its next value");
    break;
  case StmtKind::Expect:
    report.help("promises about code stand in a schedule");
    break;
  case StmtKind::Return:
    report.help("a function defines its results by their names");
    break;
  case StmtKind::Let:
  case StmtKind::Scan:
  case StmtKind::Iterate:
  case StmtKind::For:
  case StmtKind::If:
  case StmtKind::Bad:
    break;
  }
  return false;
}

} // namespace tdsl::syntax
