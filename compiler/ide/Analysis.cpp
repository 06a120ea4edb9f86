//===- Analysis.cpp - All that is known of a file at one moment -----------===//
//
// 1. the items are found, and their texts; those known before are shared
// 2. each gets its slice; where the snapshot before has a unit of that slice,
//    it is taken over, otherwise the slice is checked
// 3. a unit with errors is kept only while the file declares the same names,
//    since its messages propose them
//
//===----------------------------------------------------------------------===//

#include "compiler/ide/Analysis.h"

#include "compiler/ide/Parallel.h"

#include "compiler/support/Limits.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

#include <set>

namespace tdsl::ide {

class Analyst {
public:
  Analyst(Analysis &made, const Analysis *before, Files files)
      : made(made), before(before), files(files) {}

  void run() {
    syntax::Outline outline = syntax::outline(*made.source);
    made.outlined = std::move(outline.diagnostics);
    Items items = findItems(outline.items);
    Slicer slicer(items);
    made.names = llvm::join(slicer.names(), "\n");
    numErrors = made.outlined.errorCount();
    // In batches, so that where the limit of errors is reached does not depend
    // on which thread comes first.
    constexpr unsigned Batch = 256;
    for (unsigned first = 0; first < items.size(); first += Batch)
      fill(slicer, first, std::min<unsigned>(first + Batch, items.size()));
    keepGoodOnes();
  }

  static Snapshot judge(const Snapshot &snapshot,
                        llvm::function_ref<bool()> isStale) {
    auto judged = std::make_shared<Analysis>();
    judged->copyFrom(*snapshot);
    judged->judged = true;
    for (ItemState &state : judged->states) {
      if (!state.isOpen())
        continue;
      if (isStale()) {
        judged->judged = false;
        break;
      }
      state.legality = ide::judge(*state.unit);
    }
    return judged;
  }

private:
  Items findItems(llvm::ArrayRef<syntax::ItemHead> heads) {
    auto texts = std::make_shared<ItemTexts>();
    Items items;
    for (const syntax::ItemHead &head : heads) {
      llvm::StringRef text =
          made.source->text().slice(head.span.begin, head.span.end);
      items.push_back(
          texts->find(head, text, before ? before->texts.get() : nullptr));
      ItemState state;
      state.span = head.span;
      state.name = head.name.span;
      state.text = items.back();
      made.places.try_emplace(items.back().get(), made.states.size());
      made.states.push_back(std::move(state));
    }
    made.texts = std::move(texts);
    return items;
  }

  void fill(const Slicer &slicer, unsigned first, unsigned last) {
    if (numErrors >= limits::Diagnostics)
      return;
    std::vector<std::pair<unsigned, std::vector<unsigned>>> fresh;
    for (unsigned item = first; item != last; ++item) {
      ItemState &state = made.states[item];
      std::vector<unsigned> members = slicer.membersOf(item);
      Analysis::Key key;
      for (unsigned member : members)
        key.push_back(made.states[member].text.get());
      key.push_back(state.text.get());
      if (!takeOver(key, state))
        fresh.push_back({item, std::move(members)});
      made.byMembers.try_emplace(std::move(key), item);
    }
    inParallel(fresh.size(), [&](size_t i) {
      const auto &[item, members] = fresh[i];
      made.states[item].unit = std::make_shared<Unit>(
          slicer.slice(item, members), made.source->path(), made.settings,
          slicer.names());
    });
    made.fresh += fresh.size();
    for (unsigned item = first; item != last; ++item)
      count(made.states[item]);
  }

  /// Behind the limit of errors nothing is told.
  void count(ItemState &state) {
    if (numErrors >= limits::Diagnostics)
      state.unit = nullptr;
    else
      numErrors += state.unit->diagnostics().errorCount();
  }

  bool takeOver(const Analysis::Key &key, ItemState &state) {
    if (!before)
      return false;
    auto found = before->byMembers.find(key);
    if (found == before->byMembers.end())
      return false;
    const ItemState &known = before->states[found->second];
    if (!known.unit)
      return false;
    bool isClean = known.unit->diagnostics().all().empty();
    if (!isClean && before->names != made.names)
      return false;
    // What is wrong may be that a file was missing.
    if (files == Files::Changed && (!isClean || known.unit->readsFiles()))
      return false;
    state.unit = known.unit;
    state.legality = known.legality;
    return true;
  }

  /// An item is the one before of its kind and name; of several, the one in
  /// the same place among them.
  void keepGoodOnes() {
    using Name = std::pair<syntax::ItemKind, llvm::StringRef>;
    std::map<std::pair<Name, unsigned>, const ItemState *> old;
    std::map<Name, unsigned> count;
    if (before)
      for (const ItemState &state : before->states) {
        Name name{state.text->kind, state.text->name};
        old[{name, count[name]++}] = &state;
      }
    count.clear();
    for (ItemState &state : made.states) {
      Name name{state.text->kind, state.text->name};
      auto found = old.find({name, count[name]++});
      if (state.unit && !state.unit->diagnostics().hasErrors())
        state.good = state.unit;
      else if (found != old.end())
        state.good = found->second->good;
    }
  }

  Analysis &made;
  const Analysis *before;
  Files files;
  size_t numErrors = 0;
};

bool ItemState::isOpen() const {
  return text->kind == syntax::ItemKind::Schedule && unit && !legality;
}

bool Analysis::needsJudging() const {
  return llvm::any_of(states,
                      [](const ItemState &state) { return state.isOpen(); });
}

void Analysis::copyFrom(const Analysis &other) {
  source = other.source;
  settings = other.settings;
  outlined.append(other.outlined);
  texts = other.texts;
  states = other.states;
  byMembers = other.byMembers;
  places = other.places;
  names = other.names;
  fresh = other.fresh;
}

std::optional<unsigned> Analysis::itemAt(uint32_t offset) const {
  auto next = llvm::partition_point(
      states, [&](const ItemState &state) { return state.span.end < offset; });
  if (next == states.end() || next->span.begin > offset)
    return std::nullopt;
  // At the end of one and the beginning of another, the latter is meant.
  if (next->span.end == offset && next + 1 != states.end() &&
      next[1].span.begin == offset)
    ++next;
  return next - states.begin();
}

std::optional<unsigned> Analysis::placeOf(const ItemText &text) const {
  auto found = places.find(&text);
  if (found == places.end())
    return std::nullopt;
  return found->second;
}

std::vector<View> Analysis::views(unsigned item) const {
  std::vector<View> views;
  const ItemState &state = states[item];
  if (state.unit)
    views.emplace_back(*this, item, *state.unit);
  if (state.good && state.good != state.unit)
    views.emplace_back(*this, item, *state.good);
  return views;
}

std::vector<View> Analysis::viewsAt(uint32_t offset) const {
  auto item = itemAt(offset);
  return item ? views(*item) : std::vector<View>();
}

Unit Analysis::unitWith(unsigned item, std::string text) const {
  Items items;
  for (const ItemState &state : states)
    items.push_back(state.text);
  SourceFile file(0, source->path().str(), std::move(text));
  syntax::Outline outline = syntax::outline(file);
  if (!outline.items.empty())
    items[item] = ItemTexts().find(outline.items.front(), file.text(), nullptr);
  Slicer slicer(items);
  return Unit(slicer.slice(item, slicer.membersOf(item)), source->path(),
              settings, slicer.names());
}

std::shared_ptr<const Legality> Analysis::legalityOf(unsigned item,
                                                     const View &view) const {
  const ItemState &state = states[item];
  if (state.text->kind != syntax::ItemKind::Schedule)
    return nullptr;
  bool isKnown = state.legality && state.unit.get() == &view.unit();
  return isKnown ? state.legality : ide::judge(view.unit());
}

std::vector<Report> Analysis::reports(Schedules schedules) const {
  std::vector<Report> reports;
  for (const diag::Diagnostic *diagnostic : outlined.all())
    reports.push_back(makeReport(*diagnostic, *source));
  for (auto [place, state] : llvm::enumerate(states)) {
    if (!state.unit)
      continue;
    View view(*this, place, *state.unit);
    for (const diag::Diagnostic *diagnostic : state.unit->diagnostics().all())
      if (auto report = makeReport(*diagnostic, view))
        reports.push_back(std::move(*report));
    auto legality = schedules == Schedules::All && state.isOpen()
                        ? ide::judge(*state.unit)
                        : state.legality;
    if (legality)
      for (const diag::Diagnostic *d : legality->diagnostics.all())
        if (auto report = makeReport(*d, view))
          reports.push_back(std::move(*report));
  }
  std::set<std::tuple<unsigned, uint32_t, uint32_t, std::string>> known;
  llvm::erase_if(reports, [&](const Report &report) {
    bool isImport = llvm::StringRef(report.message).starts_with("in ");
    return !known
                .insert({report.code, report.at.begin, report.at.end,
                         isImport ? report.message : ""})
                .second;
  });
  llvm::stable_sort(reports, [](const Report &left, const Report &right) {
    return left.at.begin < right.at.begin;
  });
  return reports;
}

Snapshot analyse(std::string text, llvm::StringRef path, const Options &options,
                 const Snapshot &before, Files files) {
  auto made = std::make_shared<Analysis>();
  made->start(std::move(text), path, options);
  Analyst(*made, before.get(), files).run();
  return made;
}

void Analysis::start(std::string text, llvm::StringRef path,
                     const Options &options) {
  source = std::make_shared<SourceFile>(0, path.str(), std::move(text));
  settings = options;
}

Snapshot judge(const Snapshot &snapshot, llvm::function_ref<bool()> isStale) {
  return Analyst::judge(snapshot, isStale);
}

} // namespace tdsl::ide
