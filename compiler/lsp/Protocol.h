//===- Protocol.h - Structures of the protocol ----------------------------===//
//
// As the specification names them, as far as features share them. What one
// feature alone answers stands in its file.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_LSP_PROTOCOL_H
#define TDSL_LSP_PROTOCOL_H

#include "llvm/Support/JSON.h"

#include <optional>
#include <string>
#include <vector>

namespace tdsl::lsp {

namespace json = llvm::json;

/// In what the `character` of a position counts.
enum class Encoding : uint8_t { Utf8, Utf16, Utf32 };
llvm::StringRef spelling(Encoding encoding);
std::optional<Encoding> encodingNamed(llvm::StringRef spelling);

struct Position {
  uint32_t line = 0;
  uint32_t character = 0;
};
bool fromJSON(const json::Value &value, Position &result, json::Path path);
json::Value toJSON(const Position &position);
void write(json::OStream &out, const Position &position);

struct Range {
  Position start, end;
};
bool fromJSON(const json::Value &value, Range &result, json::Path path);
json::Value toJSON(const Range &range);
void write(json::OStream &out, const Range &range);

struct Location {
  std::string uri;
  Range range;
};
json::Value toJSON(const Location &location);

struct TextEdit {
  Range range;
  std::string newText;
};
json::Value toJSON(const TextEdit &edit);

/// `textDocument.uri` of parameters; empty where there is none.
llvm::StringRef uriOf(const json::Object &params);
/// The path of a `file:` URI; any other URI as it is.
std::string pathOf(llvm::StringRef uri);
std::string uriOfPath(llvm::StringRef path);

/// Markdown, for hovers and documentation.
json::Value markdown(llvm::StringRef text);

} // namespace tdsl::lsp

#endif // TDSL_LSP_PROTOCOL_H
