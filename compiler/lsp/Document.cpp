//===- Document.cpp - The text of a file as the client has it -------------===//

#include "compiler/lsp/Document.h"

namespace tdsl::lsp {

Document::Document(std::string text, int64_t version)
    : current(std::make_shared<Text>(Text{std::move(text), version})) {}

static bool applyChange(std::string &text, const json::Value &change,
                        Encoding encoding) {
  const json::Object *object = change.getAsObject();
  auto newText = object ? object->getString("text") : std::nullopt;
  if (!newText)
    return false;
  const json::Value *given = object->get("range");
  if (!given) {
    text = newText->str();
    return true;
  }
  Range range;
  json::Path::Root root;
  if (!fromJSON(*given, range, root))
    return false;
  Lines lines(text);
  uint32_t begin = lines.offset(range.start, encoding);
  uint32_t end = lines.offset(range.end, encoding);
  if (begin > end)
    std::swap(begin, end);
  text.replace(begin, end - begin, newText->data(), newText->size());
  return true;
}

bool Document::change(const json::Array &changes, int64_t version,
                      Encoding encoding) {
  auto next = std::make_shared<Text>(Text{current->text, version});
  bool isGood = true;
  for (const json::Value &change : changes)
    isGood = isGood && applyChange(next->text, change, encoding);
  current = std::move(next);
  return isGood;
}

} // namespace tdsl::lsp
