//===- Completion.cpp - What may be written here --------------------------===//
//
// In a schedule behind the dot of a stage: the directives that are legal for it
// with the loops that are there. Everywhere else: names, built-in functions and
// words of the language. The client keeps those that match what is typed.
//
//===----------------------------------------------------------------------===//

#include "compiler/ide/Describe.h"
#include "compiler/ide/LegalCalls.h"
#include "compiler/ide/Scope.h"
#include "compiler/lsp/Feature.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"

namespace tdsl::lsp {
namespace {

/// Kinds of the protocol.
enum class CompletionKind : int {
  Method = 2,
  Function = 3,
  Field = 5,
  Variable = 6,
  Module = 9,
  Keyword = 14,
  TypeParameter = 25,
};

struct CompletionItem {
  std::string label;
  CompletionKind kind = CompletionKind::Variable;
  std::string detail;
  std::string documentation;
  std::string insertText; // empty: the label
};

using Items = std::vector<CompletionItem>;

CompletionKind kindOf(ide::Name::Kind kind) {
  switch (kind) {
  case ide::Name::Kind::Function:
  case ide::Name::Kind::Builtin:
    return CompletionKind::Function;
  case ide::Name::Kind::Stage:
    return CompletionKind::Variable;
  case ide::Name::Kind::Size:
  case ide::Name::Kind::Type:
    return CompletionKind::TypeParameter;
  case ide::Name::Kind::Index:
    return CompletionKind::Field;
  case ide::Name::Kind::Module:
    return CompletionKind::Module;
  case ide::Name::Kind::Word:
    return CompletionKind::Keyword;
  }
  llvm_unreachable("a kind of name");
}

Items itemsOf(llvm::ArrayRef<ide::Name> names) {
  Items items;
  for (const ide::Name &name : names)
    items.push_back({name.text, kindOf(name.kind), name.detail, "", ""});
  return items;
}

std::string textOf(const ide::LegalCall &call) {
  return (call.directive->spelling + "(" + llvm::join(call.arguments, ", ") +
          ")")
      .str();
}

/// One a directive; its detail tells what it could be called with.
Items directives(llvm::ArrayRef<ide::LegalCall> calls) {
  Items items;
  for (const ide::LegalCall &call : calls) {
    std::string text = textOf(call);
    if (!items.empty() && items.back().label == call.directive->spelling) {
      items.back().detail += ", " + text;
      continue;
    }
    items.push_back({call.directive->spelling.str(), CompletionKind::Method,
                     text, call.directive->docs.str(), text});
  }
  return items;
}

/// Where the loops are not known, the list of all directives.
Items allDirectives() {
  Items items;
  for (const ide::Directive &directive : ide::directives())
    items.push_back({directive.spelling.str(), CompletionKind::Method,
                     "not checked: a step before this is refused",
                     directive.docs.str(), ""});
  return items;
}

/// What can stand in the place of the argument that is being written.
Items arguments(llvm::ArrayRef<ide::LegalCall> calls, size_t place) {
  Items items;
  llvm::StringSet<> known;
  for (const ide::LegalCall &call : calls)
    if (place < call.arguments.size() &&
        known.insert(call.arguments[place]).second)
      items.push_back(
          {call.arguments[place], CompletionKind::Field, textOf(call), "", ""});
  return items;
}

Items inSchedule(const ide::Analysis &analysis, unsigned item,
                 uint32_t offset) {
  const ide::ItemState &state = analysis.items()[item];
  ide::SchedulePoint point =
      ide::schedulePoint(state.text->text, offset - state.span.begin);
  bool isHeader = point.kind == ide::SchedulePoint::Kind::Header;
  if (isHeader)
    return itemsOf(ide::namesInHeader(
        analysis, llvm::StringRef(state.text->text)
                      .take_front(offset - state.span.begin)));
  ide::Unit before = analysis.unitWith(item, point.before);
  switch (point.kind) {
  case ide::SchedulePoint::Kind::Header:
    break;
  case ide::SchedulePoint::Kind::Statement:
    return itemsOf(ide::stagesOf(before));
  case ide::SchedulePoint::Kind::Directive: {
    auto calls = ide::legalCalls(before, point);
    return calls ? directives(*calls) : allDirectives();
  }
  case ide::SchedulePoint::Kind::Argument:
    if (auto calls = ide::legalCalls(before, point))
      return arguments(*calls, point.arguments.size());
    return {};
  }
  return {};
}

/// Whether the byte stands in a comment or in a string that is still open.
bool isInText(llvm::StringRef text, uint32_t offset) {
  llvm::StringRef line = text.take_front(offset);
  line = line.drop_front(line.find_last_of("\r\n") + 1);
  bool inString = false;
  for (size_t at = 0; at < line.size(); ++at) {
    if (line[at] == '"')
      inString = !inString;
    else if (line[at] == '\\')
      at += inString;
    else if (!inString && line.substr(at).starts_with("//"))
      return true;
  }
  return inString;
}

Items completion(const ide::Analysis &analysis, uint32_t offset) {
  if (isInText(analysis.file().text(), offset))
    return {};
  auto item = analysis.itemAt(offset);
  if (item && analysis.items()[*item].text->kind == syntax::ItemKind::Schedule)
    return inSchedule(analysis, *item, offset);
  return itemsOf(ide::namesAt(analysis, item, offset));
}

json::Value toJSON(const CompletionItem &item, const Range &word) {
  const std::string &text =
      item.insertText.empty() ? item.label : item.insertText;
  json::Object result{{"label", json::fixUTF8(item.label)},
                      {"kind", int(item.kind)},
                      {"textEdit", TextEdit{word, text}}};
  if (!item.detail.empty())
    result["detail"] = json::fixUTF8(item.detail);
  if (!item.documentation.empty())
    result["documentation"] = markdown(item.documentation);
  return result;
}

} // namespace

void advertiseCompletion(json::Object &capabilities) {
  capabilities["completionProvider"] =
      json::Object{{"triggerCharacters", json::Array{".", "(", ","}}};
}

bool answerCompletion(const Query &query, const json::Object &params,
                      json::OStream &out) {
  auto offset = query.offset(params);
  if (!offset)
    return false;
  llvm::StringRef before = query.analysis.file().text().take_front(*offset);
  uint32_t begin = *offset;
  while (begin > 0 &&
         (llvm::isAlnum(before[begin - 1]) || before[begin - 1] == '_'))
    --begin;
  Range word = query.lines.range(begin, *offset, query.encoding);
  json::Array items;
  for (const CompletionItem &item : completion(query.analysis, *offset))
    items.push_back(toJSON(item, word));
  out.value(json::Object{{"isIncomplete", false}, {"items", std::move(items)}});
  return true;
}

} // namespace tdsl::lsp
