//===- Protocol.cpp - Structures of the protocol --------------------------===//

#include "compiler/lsp/Protocol.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/FileSystem.h"

#include <algorithm>

namespace tdsl::lsp {

llvm::StringRef spelling(Encoding encoding) {
  switch (encoding) {
  case Encoding::Utf8:
    return "utf-8";
  case Encoding::Utf16:
    return "utf-16";
  case Encoding::Utf32:
    return "utf-32";
  }
  llvm_unreachable("an encoding");
}

std::optional<Encoding> encodingNamed(llvm::StringRef spelling) {
  return llvm::StringSwitch<std::optional<Encoding>>(spelling)
      .Case("utf-8", Encoding::Utf8)
      .Case("utf-16", Encoding::Utf16)
      .Case("utf-32", Encoding::Utf32)
      .Default(std::nullopt);
}

/// Counts that a client may send; what is outside becomes the nearest.
static bool readCount(const json::Object &object, llvm::StringRef key,
                      uint32_t &result) {
  const json::Value *value = object.get(key);
  auto number = value ? value->getAsNumber() : std::nullopt;
  if (!number || *number != *number)
    return false;
  result = uint32_t(std::clamp(*number, 0.0, double(UINT32_MAX)));
  return true;
}

bool fromJSON(const json::Value &value, Position &result, json::Path path) {
  const json::Object *object = value.getAsObject();
  if (object && readCount(*object, "line", result.line) &&
      readCount(*object, "character", result.character))
    return true;
  path.report("expected a position");
  return false;
}

json::Value toJSON(const Position &position) {
  return json::Object{{"line", position.line},
                      {"character", position.character}};
}

void write(json::OStream &out, const Position &position) {
  out.object([&] {
    out.attribute("line", position.line);
    out.attribute("character", position.character);
  });
}

void write(json::OStream &out, const Range &range) {
  out.object([&] {
    out.attributeBegin("start");
    write(out, range.start);
    out.attributeEnd();
    out.attributeBegin("end");
    write(out, range.end);
    out.attributeEnd();
  });
}

bool fromJSON(const json::Value &value, Range &result, json::Path path) {
  json::ObjectMapper map(value, path);
  return map && map.map("start", result.start) && map.map("end", result.end);
}

json::Value toJSON(const Range &range) {
  return json::Object{{"start", range.start}, {"end", range.end}};
}

json::Value toJSON(const Location &location) {
  return json::Object{{"uri", json::fixUTF8(location.uri)},
                      {"range", location.range}};
}

json::Value toJSON(const TextEdit &edit) {
  return json::Object{{"range", edit.range},
                      {"newText", json::fixUTF8(edit.newText)}};
}

llvm::StringRef uriOf(const json::Object &params) {
  if (const json::Object *document = params.getObject("textDocument"))
    return document->getString("uri").value_or("");
  return "";
}

std::string pathOf(llvm::StringRef uri) {
  llvm::StringRef rest = uri;
  if (!rest.consume_front("file://"))
    return uri.str();
  rest = rest.drop_front(std::min(rest.find('/'), rest.size())); // the host
  std::string path;
  while (!rest.empty()) {
    unsigned byte;
    bool isEscape = rest.size() >= 3 && rest.front() == '%' &&
                    !rest.substr(1, 2).getAsInteger(16, byte) && byte != 0;
    path += isEscape ? char(byte) : rest.front();
    rest = rest.drop_front(isEscape ? 3 : 1);
  }
  return path;
}

std::string uriOfPath(llvm::StringRef path) {
  llvm::SmallString<128> absolute(path);
  llvm::sys::fs::make_absolute(absolute);
  std::string uri = "file://";
  for (char c : absolute) {
    bool isPlain = llvm::isAlnum(c) || llvm::StringRef("/-._~").contains(c);
    if (isPlain)
      uri += c;
    else
      uri += "%" + llvm::utohexstr(uint8_t(c), /*LowerCase=*/false, 2);
  }
  return uri;
}

json::Value markdown(llvm::StringRef text) {
  return json::Object{{"kind", "markdown"}, {"value", json::fixUTF8(text)}};
}

} // namespace tdsl::lsp
