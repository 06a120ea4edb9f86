//===- Schedule.cpp - schedule f on cpu { } -------------------------------===//
//
// Stages are resolved here, with the names of directives. Loops, and what a
// directive takes, are matched by compiler/schedule, which knows the loops that
// the steps before have made.
//
//===----------------------------------------------------------------------===//

#include "compiler/sema/check/Schedule.h"

#include "compiler/diag/Catalog.h"
#include "compiler/sema/Walk.h"
#include "compiler/support/Similar.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace tdsl;
using namespace tdsl::sema;
namespace syn = tdsl::syntax;

static constexpr llvm::StringRef Directives[] = {
#define TDSL_PRIMITIVE(Name, Spelling, ...) Spelling,
#include "compiler/schedule/primitives/Primitives.def"
#undef TDSL_PRIMITIVE
};

/// Directives of the language that nothing carries out yet.
static constexpr llvm::StringRef Planned[] = {
    "auto",       "balance",   "cache_write", "chunk",      "combine",
    "consume_at", "fuse",      "fuse_with",   "in_place",   "layout",
    "occupancy",  "online",    "partition",   "pipeline",   "place_on",
    "reverse",    "rfactor",   "skew",        "specialize", "store_at",
    "stream",     "tensorize", "time_tile",   "transpose",  "wavefront"};

/// Directives that make a stage of a tensor, which may be a parameter.
static constexpr llvm::StringRef Copying[] = {"cache_read"};

/// What a schedule can be for; every GPU at once, too.
static const std::vector<llvm::StringRef> &targets() {
  static const std::vector<llvm::StringRef> all = [] {
    std::vector<llvm::StringRef> names = {"gpu"};
    llvm::StringRef kind;
#define TDSL_BACKEND(Name, Kind)                                               \
  kind = #Kind;                                                                \
  if (kind != "Meaning")                                                       \
    names.push_back(#Name);
#include "backends/Backends.def"
#undef TDSL_BACKEND
    llvm::sort(names);
    return names;
  }();
  return all;
}

namespace {

class ScheduleChecker {
public:
  ScheduleChecker(Session &session, const Function &function)
      : session(session), function(function) {
    schedule.function = &function;
  }

  void check(const syn::ScheduleItem &item) {
    schedule.span = item.span;
    schedule.target = {item.target.text.str(), item.feature.text.str()};
    checkTarget(item.target);
    for (const syn::Stmt *stmt : item.body)
      checkStatement(*stmt);
    session.program.schedules.push_back(std::move(schedule));
  }

private:
  void notSupported(Span span, llvm::StringRef what) {
    session.sink.emit(diag::NotSupportedYet, span, what.str());
  }

  void checkTarget(const syn::Ident &target) {
    if (target && !llvm::is_contained(targets(), target.text))
      session.sink.emit(diag::UnknownTarget, target.span, target.text.str())
          .note("the targets are " + llvm::join(targets(), ", "));
  }

  void checkStatement(const syn::Stmt &stmt) {
    switch (stmt.kind) {
    case syn::StmtKind::Call:
      return addSteps(llvm::cast<syn::CallStmt>(stmt).call, {});
    case syn::StmtKind::Let: {
      const auto &let = llvm::cast<syn::LetStmt>(stmt);
      return addSteps(let.value, let.targets);
    }
    case syn::StmtKind::Expect:
      return notSupported(stmt.span, "`expect`");
    case syn::StmtKind::For:
    case syn::StmtKind::If:
    case syn::StmtKind::Return:
      return notSupported(stmt.span, "a statement of schedule functions");
    case syn::StmtKind::Define:
    case syn::StmtKind::Scan:
    case syn::StmtKind::Iterate:
    case syn::StmtKind::Next:
    case syn::StmtKind::Bad:
      return; // misplaced, and reported by the parser
    }
  }

  /// `a.b(x).c(y)` is two steps of one stage; names are bound by the last.
  void addSteps(const syn::Expr *e, llvm::ArrayRef<syn::Target> targets) {
    llvm::SmallVector<const syn::CallExpr *, 4> chain;
    while (const auto *call = llvm::dyn_cast_or_null<syn::CallExpr>(e)) {
      chain.push_back(call);
      const auto *field = llvm::dyn_cast<syn::FieldExpr>(call->callee);
      e = field ? field->base : call->callee;
    }
    auto path = e ? pathOf(e) : llvm::SmallVector<llvm::StringRef, 2>();
    bool isDirective =
        !chain.empty() && llvm::isa<syn::FieldExpr>(chain.back()->callee);
    if (path.empty() || !isDirective) {
      if (!chain.empty())
        return notSupported(chain.back()->span,
                            "a call of a schedule function");
      if (e && !llvm::isa<syn::BadExpr>(e))
        session.sink.emit(diag::Misplaced, e->span, "a value", "a schedule");
      return;
    }
    if (!isCopyOf(path, *chain.back()) && !findStage(path, e->span))
      return;
    for (const syn::CallExpr *call : llvm::reverse(chain))
      addStep(*call, llvm::join(path, "."), e->span,
              call == chain.front() ? targets : llvm::ArrayRef<syn::Target>());
  }

  /// A parameter that is copied, or a copy that was made.
  bool isCopyOf(llvm::ArrayRef<llvm::StringRef> path,
                const syn::CallExpr &call) const {
    if (path.size() != 1)
      return false;
    if (llvm::is_contained(copies, path.front()))
      return true;
    const auto *field = llvm::cast<syn::FieldExpr>(call.callee);
    return llvm::is_contained(Copying, field->field.text) &&
           llvm::any_of(function.params, [&](const auto &param) {
             return param->name == path.front();
           });
  }

  /// Whether the path means a stage: `out`, or `h.peak` inside of the call
  /// that defines `h`.
  bool findStage(llvm::ArrayRef<llvm::StringRef> path, Span span) {
    const Function *inside = &function;
    const Stage *stage = nullptr;
    for (llvm::StringRef name : path) {
      // A reduction inside of an expression is called `v.sum0`: whether there
      // is one shows when it is elaborated.
      if (stage && !stage->wholeCall)
        return true;
      if (stage) // into the call that defines it
        inside = stage->wholeCall->callee;
      stage = inside ? stageNamed(*inside, name) : nullptr;
      if (!stage) {
        if (!inside || isWhole(*inside))
          reportUnknown(path, name, inside, span);
        return false;
      }
    }
    return true;
  }

  /// False where a definition had errors: its stage is missing.
  static bool isWhole(const Function &inside) {
    return llvm::all_of(inside.results, [&](const Stage *result) {
      return llvm::is_contained(inside.stages, result);
    });
  }

  static const Stage *stageNamed(const Function &inside, llvm::StringRef name) {
    for (const Stage *stage : inside.stages)
      if (stage->name == name)
        return stage;
    return nullptr;
  }

  void reportUnknown(llvm::ArrayRef<llvm::StringRef> path, llvm::StringRef name,
                     const Function *inside, Span span) {
    auto &d = session.sink.emit(diag::UnknownStage, span, function.name,
                                llvm::join(path, "."));
    std::vector<llvm::StringRef> known;
    if (inside)
      for (const Stage *stage : inside->stages)
        known.push_back(stage->name);
    if (!known.empty())
      d.note("its stages are " + llvm::join(known, ", "));
    if (auto similar = mostSimilar(name, known); similar && path.size() == 1)
      d.fix({("did you mean `" + *similar + "`?").str(),
             {{span, similar->str()}},
             diag::Applicability::MaybeIncorrect});
  }

  bool checkDirective(const syn::Ident &directive) {
    if (llvm::is_contained(Directives, directive.text))
      return true;
    if (llvm::is_contained(Planned, directive.text)) {
      notSupported(directive.span,
                   ("the directive `" + directive.text + "`").str());
      return false;
    }
    auto &d = session.sink.emit(diag::UnknownDirective, directive.span,
                                directive.text.str());
    if (auto similar = mostSimilar(directive.text, Directives))
      d.fix({("did you mean `" + *similar + "`?").str(),
             {{directive.span, similar->str()}},
             diag::Applicability::MaybeIncorrect});
    return false;
  }

  void addStep(const syn::CallExpr &call, std::string stage, Span stageSpan,
               llvm::ArrayRef<syn::Target> targets) {
    const auto *field = llvm::dyn_cast<syn::FieldExpr>(call.callee);
    if (!field || !field->field || !checkDirective(field->field))
      return;
    Step step;
    step.span = call.span;
    step.directiveSpan = field->field.span;
    step.stageSpan = stageSpan;
    step.stage = std::move(stage);
    step.directive = field->field.text.str();
    for (const syn::Argument &argument : call.arguments)
      if (!addArgument(step, argument))
        return;
    for (const syn::Target &target : targets) {
      step.results.push_back(target.name.text.str());
      step.resultSpans.push_back(target.name.span);
    }
    if (llvm::is_contained(Copying, step.directive))
      copies.push_back(step.results.size() == 1 ? step.results.front()
                                                : step.stage + "_cached");
    schedule.steps.push_back(std::move(step));
  }

  bool addArgument(Step &step, const syn::Argument &argument) {
    ScheduleArg made;
    made.span = argument.span;
    made.keyword = argument.name.text.str();
    auto path = pathOf(argument.value);
    if (!path.empty()) {
      made.name = llvm::join(path, ".");
    } else if (const auto *number =
                   llvm::dyn_cast_or_null<syn::IntExpr>(argument.value)) {
      made.kind = ScheduleArg::Kind::Integer;
      made.integer = int64_t(number->value);
    } else if (const auto *tune =
                   llvm::dyn_cast_or_null<syn::TuneExpr>(argument.value)) {
      made.kind = ScheduleArg::Kind::Tune;
      if (!readChoices(*tune, made.choices))
        return false;
    } else {
      if (argument.value && !llvm::isa<syn::BadExpr>(argument.value))
        notSupported(argument.value->span,
                     "an argument that is no name, number or `tune`");
      return false;
    }
    step.arguments.push_back(std::move(made));
    return true;
  }

  bool readChoices(const syn::TuneExpr &tune, std::vector<int64_t> &choices) {
    const auto *list = llvm::dyn_cast_or_null<syn::TableExpr>(tune.choices);
    if (!list || tune.predicate) {
      notSupported(tune.span, "`tune` over a range");
      return false;
    }
    for (const syn::Expr *e : list->elements) {
      const auto *number = llvm::dyn_cast<syn::IntExpr>(e);
      if (!number) {
        notSupported(e->span, "a choice that is no number");
        return false;
      }
      choices.push_back(int64_t(number->value));
    }
    return true;
  }

  Session &session;
  const Function &function;
  sema::Schedule schedule;
  std::vector<std::string> copies; // stages that steps before have made
};

} // namespace

void tdsl::sema::checkSchedule(Session &session, LoadedModule &module,
                               const syn::ScheduleItem &item, bool isMain) {
  llvm::SmallVector<llvm::StringRef, 2> path;
  for (const syn::Ident &name : item.path)
    path.push_back(name.text);
  if (path.empty() || path.back().empty())
    return;
  auto found = session.modules.find(module, path);
  if (!isMain && !found)
    return;
  if (!found || found->head().kind != syn::ItemKind::Fn) {
    session.sink.emit(diag::ScheduleWithoutFunction, item.path.front().span,
                      llvm::join(path, "."));
    return;
  }
  auto function = session.functions.find(session.modules.read(*found));
  if (function != session.functions.end() && function->second)
    ScheduleChecker(session, *function->second).check(item);
}
