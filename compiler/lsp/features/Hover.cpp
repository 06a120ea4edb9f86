//===- Hover.cpp - What is known of the word under the mouse --------------===//
//
// Of a name: its type, shape and range. Of a directive: what it does, and the
// loops that are there behind it.
//
//===----------------------------------------------------------------------===//

#include "compiler/ide/Describe.h"
#include "compiler/ide/Directives.h"
#include "compiler/ide/Names.h"
#include "compiler/lsp/Feature.h"

namespace tdsl::lsp {
namespace {

struct Hover {
  std::string contents; // Markdown
  ide::Place word;
};

std::string asCode(const std::string &text) {
  return "```tdsl\n" + text + "\n```\n";
}

std::string ofStage(const ide::Meaning &meaning) {
  const sema::Stage &stage = *meaning.stage;
  llvm::StringRef kind;
  switch (stage.kind) {
  case sema::StageKind::Param:
    kind = "parameter ";
    break;
  case sema::StageKind::Let:
    kind = "let ";
    break;
  case sema::StageKind::Result:
    kind = "result ";
    break;
  }
  const sema::Function &owner =
      stage.function ? *stage.function : *meaning.function;
  std::string text =
      asCode(kind.str() + stage.name + ": " + ide::typeText(owner, stage));
  std::string computed = ide::computedText(stage);
  if (!computed.empty())
    text += "computed on `" + computed + "`\n";
  if (!stage.indices.empty()) {
    text += "indices";
    for (const sema::Index *index : stage.indices)
      text += (index == stage.indices.front() ? " `" : ", `") + index->name +
              " in " + ide::rangeText(*index) + "`";
    text += "\n";
  }
  return text;
}

std::string ofSize(const sema::SizeParameter &size) {
  std::string text = asCode(size.name + ": size");
  if (size.boundBy)
    text += "dimension " + std::to_string(size.boundByDim) + " of `" +
            size.boundBy->name + "`\n";
  return text;
}

/// The loops after a step, as far as the schedule could be applied.
std::string loopsAfter(const ide::Legality *legality, size_t step) {
  if (!legality || step + 1 >= legality->nests.size())
    return "";
  return "loops after this step\n```\n" + legality->nests[step + 1] + "```\n";
}

std::string ofDirective(const ide::Meaning &meaning,
                        const ide::Legality *legality) {
  std::string text;
  if (const ide::Directive *known = ide::findDirective(meaning.name)) {
    text = asCode((known->spelling + "(" + known->parameters + ")" +
                   (known->results.empty() ? "" : " -> ") + known->results)
                      .str());
    text += known->docs.str() + "\n\n";
  }
  return text + loopsAfter(legality, *meaning.step);
}

std::string contentsOf(const ide::Meaning &meaning,
                       const ide::Legality *legality) {
  switch (meaning.kind) {
  case ide::Meaning::Kind::Function:
    return asCode(ide::signatureText(*meaning.function)) +
           meaning.function->doc + "\n";
  case ide::Meaning::Kind::Stage:
    return ofStage(meaning);
  case ide::Meaning::Kind::Size:
    return ofSize(*meaning.size);
  case ide::Meaning::Kind::Type:
    return asCode(meaning.name + ": " +
                  sema::spelling(meaning.type->typeClass).str());
  case ide::Meaning::Kind::Index:
    return asCode("index " + meaning.name + " in " +
                  ide::rangeText(*meaning.index)) +
           "of `" + meaning.stage->name + "`\n";
  case ide::Meaning::Kind::Loop:
    return asCode("loop " + meaning.name) + loopsAfter(legality, *meaning.step);
  case ide::Meaning::Kind::Directive:
    return ofDirective(meaning, legality);
  case ide::Meaning::Kind::Builtin:
    return asCode(meaning.name) + "built in\n";
  }
  llvm_unreachable("a kind of meaning");
}

std::optional<Hover> hover(const ide::Analysis &analysis, uint32_t offset) {
  auto item = analysis.itemAt(offset);
  if (!item)
    return std::nullopt;
  for (const ide::View &view : analysis.views(*item)) {
    auto inside = view.toSlice(offset);
    auto meaning = inside ? ide::meaningAt(view.unit(), *inside) : std::nullopt;
    auto word = meaning ? view.toFile(meaning->word) : std::nullopt;
    if (!word)
      continue;
    auto legality = analysis.legalityOf(*item, view);
    return Hover{contentsOf(*meaning, legality.get()), *word};
  }
  return std::nullopt;
}

} // namespace

void advertiseHover(json::Object &capabilities) {
  capabilities["hoverProvider"] = true;
}

bool answerHover(const Query &query, const json::Object &params,
                 json::OStream &out) {
  auto offset = query.offset(params);
  if (!offset)
    return false;
  auto found = hover(query.analysis, *offset);
  if (found)
    out.value(json::Object{{"contents", markdown(found->contents)},
                           {"range", query.range(found->word)}});
  else
    out.value(nullptr);
  return true;
}

} // namespace tdsl::lsp
