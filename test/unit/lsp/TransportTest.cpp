//===- TransportTest.cpp - Frames of messages -----------------------------===//

#include "compiler/lsp/Transport.h"

#include "llvm/Support/raw_ostream.h"
#include "gtest/gtest.h"

#include <sstream>

using namespace tdsl::lsp;

static std::vector<std::string> framesOf(const std::string &bytes,
                                         Framing framing = Framing::Headers) {
  std::istringstream in(bytes);
  std::string out;
  llvm::raw_string_ostream os(out);
  Transport transport(in, os, framing);
  std::vector<std::string> frames;
  while (auto frame = transport.read())
    frames.push_back(frame->isTooLarge ? "too large" : frame->bytes);
  return frames;
}
using Frames = std::vector<std::string>;

TEST(Transport, ReadsByLength) {
  EXPECT_EQ(framesOf("Content-Length: 2\r\n\r\nab"
                     "content-length:1\nContent-Type: x\n\nc"),
            Frames({"ab", "c"}));
}

TEST(Transport, PassesOverWhatIsNoHeader) {
  EXPECT_EQ(framesOf("nonsense\r\n\r\nContent-Length: x\r\n\r\n"
                     "Content-Length: 1\r\n\r\na"),
            Frames({"a"}));
  EXPECT_EQ(
      framesOf(std::string(10000, 'x') + "\r\nContent-Length: 1\r\n\r\na"),
      Frames({"a"}));
}

TEST(Transport, EndsWhereTheInputIsCutOff) {
  EXPECT_EQ(framesOf("Content-Length: 5\r\n\r\nab"), Frames());
  EXPECT_EQ(framesOf("Content-Le"), Frames());
  EXPECT_EQ(framesOf(""), Frames());
}

TEST(Transport, SkipsWhatIsTooLarge) {
  std::string large(MaxMessageBytes + 1, ' ');
  EXPECT_EQ(framesOf("Content-Length: " + std::to_string(large.size()) +
                     "\r\n\r\n" + large + "Content-Length: 1\r\n\r\na"),
            Frames({"too large", "a"}));
  // A size that nobody can send: the rest of the input is its beginning.
  EXPECT_EQ(framesOf("Content-Length: 18446744073709551615\r\n\r\na"),
            Frames());
}

TEST(Transport, WritesWithAHeader) {
  std::istringstream in("");
  std::string out;
  llvm::raw_string_ostream os(out);
  Transport(in, os, Framing::Headers).write(json::Object{{"é", 1}});
  EXPECT_EQ(os.str(), "Content-Length: 8\r\n\r\n{\"é\":1}");
}

TEST(Transport, DelimitsMessagesOfTests) {
  EXPECT_EQ(framesOf("// words\n{1}\n// -----\n// CHECK: x\n{2\n}\n// -----\n",
                     Framing::Delimited),
            Frames({"{1}\n", "{2\n}\n"}));
}
