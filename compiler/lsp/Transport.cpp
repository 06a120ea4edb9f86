//===- Transport.cpp - Messages on two streams ----------------------------===//

#include "compiler/lsp/Transport.h"

#include "llvm/Support/raw_ostream.h"

namespace tdsl::lsp {

/// No header is longer; of what is, the rest is passed over.
static constexpr size_t MaxHeaderBytes = 4096;

std::optional<Transport::Frame> Transport::read() {
  return framing == Framing::Headers ? readFramed() : readDelimited();
}

/// Without its end; false at the end of the input.
bool Transport::readLine(std::string &line) {
  line.clear();
  char c;
  while (in.get(c)) {
    if (c == '\n') {
      if (!line.empty() && line.back() == '\r')
        line.pop_back();
      return true;
    }
    if (line.size() < MaxHeaderBytes)
      line += c;
  }
  return false;
}

/// Stream::ignore would wait for the byte behind the last.
void Transport::skip(uint64_t bytes) {
  std::vector<char> piece(1 << 16);
  while (bytes != 0 && in) {
    auto size = std::min<uint64_t>(bytes, piece.size());
    in.read(piece.data(), std::streamsize(size));
    bytes -= size;
  }
}

std::optional<Transport::Frame> Transport::readFramed() {
  std::optional<uint64_t> length;
  for (std::string line; readLine(line);) {
    if (!line.empty()) {
      auto [name, value] = llvm::StringRef(line).split(':');
      uint64_t bytes;
      if (name.trim().equals_insensitive("content-length") &&
          !value.trim().getAsInteger(10, bytes))
        length = bytes;
      continue;
    }
    if (!length)
      continue; // lines that are no header: wait for one
    Frame frame;
    frame.isTooLarge = *length > MaxMessageBytes;
    if (frame.isTooLarge) {
      skip(*length);
    } else {
      frame.bytes.resize(*length);
      in.read(frame.bytes.data(), std::streamsize(*length));
    }
    if (!in)
      return std::nullopt; // cut off
    return frame;
  }
  return std::nullopt;
}

std::optional<Transport::Frame> Transport::readDelimited() {
  Frame frame;
  std::string line;
  bool isAny = false;
  while (std::getline(in, line)) {
    if (llvm::StringRef(line).starts_with("// -----")) {
      if (isAny)
        return frame;
      continue;
    }
    if (llvm::StringRef(line).ltrim().starts_with("//"))
      continue; // words for the reader, and for FileCheck
    isAny |= !llvm::StringRef(line).trim().empty();
    frame.bytes += line + "\n";
  }
  if (isAny)
    return frame;
  return std::nullopt;
}

void Transport::write(const json::Value &message) {
  writeText(llvm::formatv("{0}", message).str());
}

void Transport::writeText(const std::string &message) {
  std::lock_guard<std::mutex> lock(writing);
  if (framing == Framing::Headers)
    out << "Content-Length: " << message.size() << "\r\n\r\n" << message;
  else if (auto value = json::parse(message)) // for people
    out << llvm::formatv("{0:2}\n", *value);
  out.flush();
}

} // namespace tdsl::lsp
