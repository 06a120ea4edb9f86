//===- Transport.h - Messages on two streams ------------------------------===//
//
// A message is a header, `Content-Length: N`, an empty line, and N bytes. For
// tests the messages may also stand in a file, one below the other with a line
// `// -----` between them.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_LSP_TRANSPORT_H
#define TDSL_LSP_TRANSPORT_H

#include "compiler/lsp/Message.h"

#include <istream>
#include <mutex>

namespace tdsl::lsp {

enum class Framing : uint8_t { Headers, Delimited };

class Transport {
public:
  Transport(std::istream &in, llvm::raw_ostream &out, Framing framing)
      : in(in), out(out), framing(framing) {}

  /// The bytes of the next message; nothing at the end. One that is too large
  /// is passed over, and is told by its size alone.
  struct Frame {
    std::string bytes;
    bool isTooLarge = false;
  };
  std::optional<Frame> read();

  /// Any thread may write.
  void write(const json::Value &message);
  /// The same of a message that is JSON already.
  void writeText(const std::string &message);

private:
  std::optional<Frame> readFramed();
  std::optional<Frame> readDelimited();
  bool readLine(std::string &line);
  void skip(uint64_t bytes);

  std::istream &in;
  llvm::raw_ostream &out;
  Framing framing;
  std::mutex writing;
};

} // namespace tdsl::lsp

#endif // TDSL_LSP_TRANSPORT_H
