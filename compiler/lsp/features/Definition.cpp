//===- Definition.cpp - Where a name is defined ---------------------------===//
//
// In a schedule: the stage, the index of the algorithm, or the step that made
// the loop. Asked where a function or a stage is defined: where schedules
// speak of it.
//
//===----------------------------------------------------------------------===//

#include "compiler/ide/Names.h"
#include "compiler/lsp/Feature.h"

namespace tdsl::lsp {
namespace {

/// The headers of the schedules of a function, or their steps on one of its
/// stages.
std::vector<ide::Place> scheduled(const ide::Analysis &analysis,
                                  const ide::Meaning &meaning) {
  std::vector<ide::Place> places;
  for (unsigned item = 0; item != analysis.items().size(); ++item) {
    const ide::ItemState &state = analysis.items()[item];
    if (state.text->kind != syntax::ItemKind::Schedule ||
        state.text->name != meaning.function->name)
      continue;
    if (!meaning.stage) {
      places.push_back({&analysis.file(), state.name.begin, state.name.end});
      continue;
    }
    for (const ide::View &view : analysis.views(item))
      if (const sema::Schedule *schedule = view.unit().schedule())
        for (const sema::Step &step : schedule->steps)
          if (step.stage == meaning.name)
            if (auto place = view.toFile(step.stageSpan))
              places.push_back(*place);
  }
  return places;
}

std::vector<ide::Place> definition(const ide::Analysis &analysis,
                                   uint32_t offset) {
  for (const ide::View &view : analysis.viewsAt(offset)) {
    auto inside = view.toSlice(offset);
    auto meaning = inside ? ide::meaningAt(view.unit(), *inside) : std::nullopt;
    auto place = meaning ? view.toFile(meaning->definition) : std::nullopt;
    if (!place)
      continue;
    bool isItself = place->file == &analysis.file() && place->begin <= offset &&
                    offset <= place->end;
    bool mayBeScheduled = meaning->kind == ide::Meaning::Kind::Function ||
                          meaning->kind == ide::Meaning::Kind::Stage;
    if (isItself && mayBeScheduled) {
      auto places = scheduled(analysis, *meaning);
      if (!places.empty())
        return places;
    }
    return {*place};
  }
  return {};
}

} // namespace

void advertiseDefinition(json::Object &capabilities) {
  capabilities["definitionProvider"] = true;
}

bool answerDefinition(const Query &query, const json::Object &params,
                      json::OStream &out) {
  auto offset = query.offset(params);
  if (!offset)
    return false;
  json::Array locations;
  for (const ide::Place &place : definition(query.analysis, *offset))
    locations.push_back(query.location(place));
  out.value(std::move(locations));
  return true;
}

} // namespace tdsl::lsp
