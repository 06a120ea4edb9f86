//===- ByteStream.h - Text as ANTLR wants to read it ----------------------===//
//
// ANTLR's own stream copies the text to UTF-32 and throws where it is not
// UTF-8. This one hands out bytes, so that token positions are byte offsets.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_SYNTAX_BYTESTREAM_H
#define TDSL_SYNTAX_BYTESTREAM_H

#include "antlr4-runtime.h"
#include "llvm/ADT/StringRef.h"

namespace tdsl::syntax {

class ByteStream final : public antlr4::CharStream {
public:
  explicit ByteStream(llvm::StringRef text) : text(text) {}

  void consume() override { ++position; }
  size_t LA(ssize_t i) override {
    if (i == 0)
      return 0;
    // LA(1) is the byte at the position, LA(-1) the one before it.
    size_t at = position + i - (i > 0 ? 1 : 0);
    return at < text.size() ? static_cast<unsigned char>(text[at]) : EOF;
  }
  ssize_t mark() override { return -1; }
  void release(ssize_t) override {}
  size_t index() override { return position; }
  void seek(size_t to) override { position = std::min(to, text.size()); }
  size_t size() override { return text.size(); }
  std::string getSourceName() const override { return "tdsl"; }
  std::string getText(const antlr4::misc::Interval &at) override {
    return text.slice(at.a, at.b + 1).str();
  }
  std::string toString() const override { return text.str(); }

private:
  llvm::StringRef text;
  size_t position = 0;
};

} // namespace tdsl::syntax

#endif // TDSL_SYNTAX_BYTESTREAM_H
