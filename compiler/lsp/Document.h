//===- Document.h - The text of a file as the client has it ---------------===//

#ifndef TDSL_LSP_DOCUMENT_H
#define TDSL_LSP_DOCUMENT_H

#include "compiler/lsp/Lines.h"

#include <memory>

namespace tdsl::lsp {

/// A text of some version, shared with the worker of its file.
struct Text {
  std::string text;
  int64_t version = 0;
};

class Document {
public:
  Document(std::string text, int64_t version);

  /// Applies `contentChanges`, in order. False where one of them is malformed;
  /// those before it are applied.
  bool change(const json::Array &changes, int64_t version, Encoding encoding);

  const std::shared_ptr<const Text> &now() const { return current; }

private:
  std::shared_ptr<const Text> current;
};

} // namespace tdsl::lsp

#endif // TDSL_LSP_DOCUMENT_H
