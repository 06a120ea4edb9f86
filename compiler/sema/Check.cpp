//===- Check.cpp - From the tree of a file to a checked program -----------===//
//
// 1. the main file and its imports are loaded; their items are found
// 2. functions are found, from those of the main file to all that they call
// 3. each is checked after its callees
// 4. tests, benches and schedules are checked
//
//===----------------------------------------------------------------------===//

#include "compiler/sema/Check.h"

#include "compiler/diag/Catalog.h"
#include "compiler/sema/Order.h"
#include "compiler/sema/Walk.h"
#include "compiler/sema/check/Function.h"
#include "compiler/sema/check/Schedule.h"
#include "compiler/sema/check/Test.h"

#include "llvm/ADT/STLExtras.h"

using namespace tdsl;
using namespace tdsl::sema;
namespace syn = tdsl::syntax;

namespace {

/// A function that the program needs.
struct Needed {
  ItemRef item;
  const syn::FnItem *syntax = nullptr;
  llvm::SmallVector<unsigned, 4> callees; // places among the needed ones
};

class Checker {
public:
  explicit Checker(Session &session) : session(session) {}

  void run(const SourceFile &file) {
    main = &session.modules.loadMain(file);
    findFunctions();
    checkFunctions();
    checkCases();
    checkSchedules();
    rejectOtherItems();
  }

private:
  template <typename Item>
  void forEachItem(LoadedModule &module, syn::ItemKind kind,
                   llvm::function_ref<void(const Item &)> visit) {
    for (auto [place, head] : llvm::enumerate(module.syntax.heads()))
      if (head.kind == kind)
        if (const auto *item = llvm::dyn_cast_or_null<Item>(
                session.modules.read({&module, place})))
          if (!item->hasErrors)
            visit(*item);
  }

  /// The place of a function among the needed ones; it may be new.
  std::optional<unsigned> need(ItemRef item) {
    if (item.head().kind != syn::ItemKind::Fn)
      return std::nullopt;
    const auto *syntax =
        llvm::dyn_cast_or_null<syn::FnItem>(session.modules.read(item));
    if (!syntax || syntax->hasErrors)
      return std::nullopt;
    auto [entry, isNew] = places.try_emplace(syntax, needed.size());
    if (isNew)
      needed.push_back({item, syntax, {}});
    return entry->second;
  }

  void needMentioned(const LoadedModule &module, const Mention &mention,
                     llvm::SmallVectorImpl<unsigned> *callees) {
    auto item = session.modules.find(module, mention.path);
    auto place = item ? need(*item) : std::nullopt;
    if (place && callees)
      callees->push_back(*place);
  }

  void needBody(syn::Block body) {
    for (const syn::Stmt *stmt : body)
      forEachMention(stmt, [&](const Mention &mention) {
        needMentioned(*main, mention, nullptr);
      });
  }

  void findFunctions() {
    for (size_t place = 0; place != main->syntax.heads().size(); ++place)
      need({main, place});
    forEachItem<syn::TestItem>(*main, syn::ItemKind::Test,
                               [&](const auto &test) { needBody(test.body); });
    forEachItem<syn::BenchItem>(
        *main, syn::ItemKind::Bench,
        [&](const auto &bench) { needBody(bench.body); });
    forEachItem<syn::ScheduleItem>(
        *main, syn::ItemKind::Schedule, [&](const auto &schedule) {
          Mention mention;
          for (const syn::Ident &name : schedule.path)
            mention.path.push_back(name.text);
          if (!mention.path.empty())
            needMentioned(*main, mention, nullptr);
        });
    for (unsigned place = 0; place != needed.size(); ++place)
      findCallees(place); // it may add some
  }

  void findCallees(unsigned place) {
    llvm::SmallVector<unsigned, 4> callees;
    const LoadedModule &module = *needed[place].item.module;
    auto visit = [&](const Mention &mention) {
      needMentioned(module, mention, &callees);
    };
    for (const syn::Stmt *stmt : needed[place].syntax->body)
      forEachMention(stmt, visit);
    llvm::sort(callees);
    needed[place].callees = std::move(callees);
  }

  void checkFunctions() {
    Order order = orderByDependence(
        needed.size(), [&](unsigned place) { return needed[place].callees; });
    std::vector<bool> isRecursive(needed.size());
    for (llvm::ArrayRef<unsigned> cycle : order.cycles)
      reportRecursion(cycle, isRecursive);
    std::vector<const Function *> checked(needed.size());
    for (unsigned place : order.sorted) {
      const Needed &next = needed[place];
      if (!isRecursive[place])
        checked[place] =
            checkFunction(session, *next.item.module, *next.syntax);
      session.functions[next.syntax] = checked[place];
    }
    for (const Function *function : checked)
      if (function)
        session.program.functions.push_back(function);
  }

  void reportRecursion(llvm::ArrayRef<unsigned> cycle,
                       std::vector<bool> &isRecursive) {
    bool isKnown =
        llvm::any_of(cycle, [&](unsigned place) { return isRecursive[place]; });
    std::string way;
    for (unsigned place : cycle) {
      isRecursive[place] = true;
      way += needed[place].syntax->name.text.str() + " -> ";
    }
    const syn::Ident &name = needed[cycle.front()].syntax->name;
    if (!isKnown)
      session.sink
          .emit(diag::Recursion, name.span, name.text.str(),
                way + name.text.str())
          .help("functions are expanded where they are called; a loop is "
                "written with `scan` or `iterate`");
  }

  void checkCases() {
    forEachItem<syn::TestItem>(
        *main, syn::ItemKind::Test, [&](const auto &test) {
          checkTest(session, *main, test.title, test.body, false);
        });
    forEachItem<syn::BenchItem>(
        *main, syn::ItemKind::Bench, [&](const auto &bench) {
          checkTest(session, *main, bench.title, bench.body, true);
        });
  }

  /// Those of the main file, and those of the functions that it uses.
  void checkSchedules() {
    llvm::SmallVector<LoadedModule *, 4> modules = {main};
    for (const Needed &function : needed)
      if (!llvm::is_contained(modules, function.item.module))
        modules.push_back(function.item.module);
    for (LoadedModule *module : modules)
      forEachItem<syn::ScheduleItem>(
          *module, syn::ItemKind::Schedule, [&](const auto &schedule) {
            checkSchedule(session, *module, schedule, module == main);
          });
  }

  void rejectOtherItems() {
    for (auto [place, head] : llvm::enumerate(main->syntax.heads())) {
      llvm::StringRef what;
      switch (head.kind) {
      case syn::ItemKind::Fn:
      case syn::ItemKind::Schedule:
      case syn::ItemKind::Import:
      case syn::ItemKind::Test:
      case syn::ItemKind::Bench:
        continue;
      case syn::ItemKind::Junk:
        session.modules.read({main, place}); // which reports it
        continue;
      case syn::ItemKind::ScheduleFn:
        what = "a schedule function";
        break;
      case syn::ItemKind::Reducer:
        what = "a reducer of one's own";
        break;
      case syn::ItemKind::Struct:
        what = "a struct";
        break;
      case syn::ItemKind::Const:
        what = "a constant of the file";
        break;
      case syn::ItemKind::Extern:
        what = "`extern fn`";
        break;
      case syn::ItemKind::Intrinsic:
        what = "`intrinsic`";
        break;
      }
      // Its syntax is checked all the same.
      const syn::Item *item = session.modules.read({main, place});
      if (item && item->hasErrors)
        continue;
      session.sink.emit(diag::NotSupportedYet, head.name.span, what.str());
    }
  }

  Session &session;
  LoadedModule *main = nullptr;
  std::vector<Needed> needed;
  llvm::DenseMap<const syn::Item *, unsigned> places;
};

} // namespace

std::unique_ptr<Program> tdsl::sema::check(SourceManager &sources,
                                           const SourceFile &main,
                                           const CheckOptions &options,
                                           diag::Sink &sink) {
  auto program = std::make_unique<Program>();
  Session session(sources, *program, sink, options.searchPath);
  session.otherNames = options.otherNames;
  Checker(session).run(main);
  return program;
}
