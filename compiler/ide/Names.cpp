//===- Names.cpp - What a word of the text means --------------------------===//

#include "compiler/ide/Names.h"

#include "compiler/sema/BuiltinNames.h"
#include "compiler/sema/Visit.h"
#include "compiler/syntax/Scanner.h"

#include "llvm/ADT/STLExtras.h"

namespace tdsl::ide {
namespace {

bool holds(Span span, uint32_t offset) {
  return span.file == 0 && span.begin <= offset && offset <= span.end;
}

class Resolver {
public:
  Resolver(const Unit &unit, Span word)
      : unit(unit), word(word), name(unit.sources().text(word)) {}

  std::optional<Meaning> run() {
    const sema::Function *function = unit.function();
    const sema::Schedule *schedule = unit.schedule();
    if (schedule)
      if (auto found = inSchedule(*schedule))
        return found;
    if (function && !schedule)
      if (auto found = inFunction(*function))
        return found;
    if (auto found = functionNamed())
      return found;
    if (sema::isBuiltinName(name))
      return make(Meaning::Kind::Builtin);
    return std::nullopt;
  }

private:
  Meaning make(Meaning::Kind kind) const {
    Meaning meaning;
    meaning.kind = kind;
    meaning.word = word;
    meaning.name = name.str();
    return meaning;
  }

  std::optional<Meaning> functionNamed() const {
    for (const sema::Function *function : unit.program().functions)
      if (function->name == name) {
        Meaning meaning = make(Meaning::Kind::Function);
        meaning.function = function;
        meaning.definition = function->span;
        return meaning;
      }
    return std::nullopt;
  }

  Meaning makeStage(const sema::Function &function,
                    const sema::Stage &stage) const {
    Meaning meaning = make(Meaning::Kind::Stage);
    meaning.function = &function;
    meaning.stage = &stage;
    meaning.definition = stage.span;
    return meaning;
  }

  Meaning makeIndex(const sema::Function &function, const sema::Stage &stage,
                    const sema::Index &index) const {
    Meaning meaning = make(Meaning::Kind::Index);
    meaning.function = &function;
    meaning.stage = &stage;
    meaning.index = &index;
    meaning.definition = index.span;
    return meaning;
  }

  std::optional<Meaning> inFunction(const sema::Function &function) const {
    if (const sema::Stage *stage = stageOf(function, name))
      return makeStage(function, *stage);
    for (const sema::SizeParameter &size : function.sizes)
      if (size.name == name) {
        Meaning meaning = make(Meaning::Kind::Size);
        meaning.function = &function;
        meaning.size = &size;
        meaning.definition = size.span;
        return meaning;
      }
    for (const sema::TypeParameter &type : function.types)
      if (type.name == name) {
        Meaning meaning = make(Meaning::Kind::Type);
        meaning.function = &function;
        meaning.type = &type;
        return meaning;
      }
    return indexIn(function);
  }

  /// The nearest before the word that is written so: an index is declared
  /// before it is used, and its name cannot be declared again in its statement.
  std::optional<Meaning> indexIn(const sema::Function &function) const {
    const sema::Index *best = nullptr;
    const sema::Stage *owner = nullptr;
    for (const sema::Stage *stage : function.stages)
      forEachIndexOf(*stage, [&](const sema::Index &index) {
        bool isNearer = index.name == name && index.span.file == 0 &&
                        index.span.begin <= word.begin &&
                        unit.sources().text(index.span) == name &&
                        (!best || best->span.begin < index.span.begin);
        if (!isNearer)
          return;
        best = &index;
        owner = stage;
      });
    if (!best)
      return std::nullopt;
    return makeIndex(function, *owner, *best);
  }

  std::optional<Meaning> inSchedule(const sema::Schedule &schedule) const {
    for (auto [place, step] : llvm::enumerate(schedule.steps)) {
      for (Span made : step.resultSpans)
        if (holds(made, word.begin))
          return makeLoop(schedule, place, made);
      if (holds(step.directiveSpan, word.begin)) {
        Meaning meaning = make(Meaning::Kind::Directive);
        meaning.function = schedule.function;
        meaning.stage = stageOf(*schedule.function, step.stage);
        meaning.step = place;
        return meaning;
      }
      if (holds(step.stageSpan, word.begin))
        return stageInPath(schedule, place);
      for (const sema::ScheduleArg &argument : step.arguments)
        if (holds(argument.span, word.begin))
          return argumentOf(schedule, place);
    }
    return std::nullopt;
  }

  Meaning makeLoop(const sema::Schedule &schedule, size_t step,
                   Span made) const {
    Meaning meaning = make(Meaning::Kind::Loop);
    meaning.function = schedule.function;
    meaning.stage = stageOf(*schedule.function, schedule.steps[step].stage);
    meaning.step = step;
    meaning.definition = made;
    return meaning;
  }

  /// `h` or `peak` of `h.peak`.
  std::optional<Meaning> stageInPath(const sema::Schedule &schedule,
                                     size_t place) const {
    const sema::Step &step = schedule.steps[place];
    llvm::StringRef path = unit.sources().text(
        {0, step.stageSpan.begin, std::min(word.end, step.stageSpan.end)});
    const sema::Stage *stage = stageOf(*schedule.function, path);
    if (!stage)
      return std::nullopt;
    Meaning meaning = makeStage(*schedule.function, *stage);
    meaning.step = place;
    return meaning;
  }

  /// A stage, a loop that a step before made, or an index of the stage.
  std::optional<Meaning> argumentOf(const sema::Schedule &schedule,
                                    size_t place) const {
    const sema::Step &step = schedule.steps[place];
    std::string owner = step.stage;
    for (const sema::ScheduleArg &argument : step.arguments)
      if (stageOf(*schedule.function, argument.name)) {
        if (holds(argument.span, word.begin))
          return makeStage(*schedule.function,
                           *stageOf(*schedule.function, argument.name));
        owner = argument.name;
      }
    for (size_t before = place; before-- > 0;) {
      const sema::Step &maker = schedule.steps[before];
      if (maker.stage != owner)
        continue;
      for (auto [result, span] : llvm::zip(maker.results, maker.resultSpans))
        if (result == name)
          return makeLoop(schedule, before, span);
    }
    const sema::Stage *stage = stageOf(*schedule.function, owner);
    const sema::Index *index = stage ? indexOf(*stage, name) : nullptr;
    if (!index)
      return std::nullopt;
    return makeIndex(*schedule.function, *stage, *index);
  }

  const Unit &unit;
  Span word;
  llvm::StringRef name;
};

} // namespace

std::optional<Span> wordAt(const Unit &unit, uint32_t offset) {
  const Part &subject = unit.subject();
  llvm::StringRef text =
      llvm::StringRef(unit.slice().text).take_front(subject.end());
  syntax::Scanner scanner(text, subject.begin);
  for (syntax::Mark mark = scanner.next(); mark.kind != syntax::Mark::End;
       mark = scanner.next()) {
    if (mark.begin > offset)
      return std::nullopt;
    if (mark.kind == syntax::Mark::Word && offset <= mark.end)
      return Span{0, mark.begin, mark.end};
  }
  return std::nullopt;
}

std::optional<Meaning> meaningAt(const Unit &unit, uint32_t offset) {
  auto word = wordAt(unit, offset);
  if (!word)
    return std::nullopt;
  return Resolver(unit, *word).run();
}

std::optional<size_t> stepAt(const sema::Schedule &schedule, uint32_t offset) {
  for (auto [place, step] : llvm::enumerate(schedule.steps))
    if (holds(step.span, offset))
      return place;
  return std::nullopt;
}

const sema::Stage *stageOf(const sema::Function &function,
                           llvm::StringRef path) {
  const sema::Function *inside = &function;
  const sema::Stage *stage = nullptr;
  while (!path.empty()) {
    auto [name, rest] = path.split('.');
    path = rest;
    if (stage && !stage->wholeCall)
      return nullptr;
    if (stage)
      inside = stage->wholeCall->callee;
    stage = nullptr;
    for (const auto *list :
         {&inside->stages, &inside->params, &inside->results})
      for (const sema::Stage *each : *list)
        if (!stage && each->name == name)
          stage = each;
    if (!stage)
      return nullptr;
  }
  return stage;
}

void forEachIndexOf(const sema::Stage &stage,
                    llvm::function_ref<void(const sema::Index &)> visit) {
  for (const sema::Index *index : stage.indices)
    visit(*index);
  std::vector<const sema::Expr *> work;
  if (stage.body)
    work.push_back(stage.body);
  while (!work.empty()) {
    const sema::Expr *e = work.back();
    work.pop_back();
    if (const auto *reduce = llvm::dyn_cast<sema::ReduceExpr>(e))
      for (const sema::Index *index : reduce->indices)
        visit(*index);
    llvm::append_range(work, sema::childrenOf(*e));
  }
}

const sema::Index *indexOf(const sema::Stage &stage, llvm::StringRef name) {
  const sema::Index *found = nullptr;
  forEachIndexOf(stage, [&](const sema::Index &index) {
    if (!found && index.name == name)
      found = &index;
  });
  return found;
}

} // namespace tdsl::ide
