//===- LinesTest.cpp - Positions and bytes --------------------------------===//

#include "compiler/lsp/Lines.h"

#include "gtest/gtest.h"

using namespace tdsl::lsp;

TEST(Lines, EncodingsCountDifferently) {
  // é has 2 bytes and 1 unit, 𝄞 4 bytes and 2 units of UTF-16.
  std::string text = "a\né𝄞b";
  Lines lines(text);
  uint32_t b = text.find('b');
  EXPECT_EQ(lines.position(b, Encoding::Utf8).character, 6u);
  EXPECT_EQ(lines.position(b, Encoding::Utf16).character, 3u);
  EXPECT_EQ(lines.position(b, Encoding::Utf32).character, 2u);
  EXPECT_EQ(lines.offset({1, 6}, Encoding::Utf8), b);
  EXPECT_EQ(lines.offset({1, 3}, Encoding::Utf16), b);
  EXPECT_EQ(lines.offset({1, 2}, Encoding::Utf32), b);
}

TEST(Lines, InsideOfACharacterMeansItsBeginning) {
  std::string text = "x𝄞y";
  Lines lines(text);
  EXPECT_EQ(lines.offset({0, 2}, Encoding::Utf16), 1u);
  EXPECT_EQ(lines.offset({0, 3}, Encoding::Utf8), 1u);
}

TEST(Lines, AllThreeLineEnds) {
  std::string text = "a\r\nb\rc\nd";
  Lines lines(text);
  EXPECT_EQ(lines.count(), 4u);
  EXPECT_EQ(lines.offset({1, 0}, Encoding::Utf16), text.find('b'));
  EXPECT_EQ(lines.offset({2, 0}, Encoding::Utf16), text.find('c'));
  EXPECT_EQ(lines.offset({3, 0}, Encoding::Utf16), text.find('d'));
}

TEST(Lines, WhatIsOutsideMeansTheEnd) {
  std::string text = "ab\r\nc";
  Lines lines(text);
  EXPECT_EQ(lines.offset({0, 99}, Encoding::Utf16), 2u); // before the \r
  EXPECT_EQ(lines.offset({9, 0}, Encoding::Utf16), 5u);
  EXPECT_EQ(lines.offset({~0u, ~0u}, Encoding::Utf16), 5u);
  EXPECT_EQ(lines.position(99, Encoding::Utf16).line, 1u);
}

TEST(Lines, EveryByteThereAndBack) {
  std::string text = "fn é(𝄞)\r\n  // ß\n\n\rende";
  Lines lines(text);
  for (Encoding encoding : {Encoding::Utf8, Encoding::Utf16, Encoding::Utf32})
    for (uint32_t at = 0; at <= text.size(); ++at) {
      bool isInside = (text[at] & 0xC0) == 0x80 ||
                      (at > 0 && text[at - 1] == '\r' && text[at] == '\n');
      if (!isInside) {
        EXPECT_EQ(lines.offset(lines.position(at, encoding), encoding), at);
      }
    }
}

TEST(Lines, GoingForwardAndBackIsTheSame) {
  std::string text = "é𝄞a é𝄞b\r\né c";
  Lines lines(text);
  for (uint32_t at : {0u, 6u, 7u, 2u, 15u, 18u, 16u, 3u, 8u, 8u})
    for (Encoding encoding : {Encoding::Utf16, Encoding::Utf8}) {
      Position expected = Lines(text).position(at, encoding);
      Position found = lines.position(at, encoding);
      EXPECT_EQ(found.line, expected.line);
      EXPECT_EQ(found.character, expected.character) << at;
    }
}

TEST(Lines, BytesInsideOfACharacterAreItsBeginning) {
  std::string text = "a\u2014b 𝄞c";
  Lines lines(text);
  // Each byte in turn, so that one asked before cannot spoil the next.
  std::vector<uint32_t> units;
  for (uint32_t at = 0; at <= text.size(); ++at)
    units.push_back(lines.position(at, Encoding::Utf16).character);
  EXPECT_EQ(units, std::vector<uint32_t>({0, 1, 1, 1, 2, 3, 4, 4, 4, 4, 6, 7}));
}

TEST(Lines, LongLinesAreCountedTheSameFromAnyPlace) {
  std::string text = "short \u00e9\n";
  uint32_t begin = text.size();
  for (int i = 0; i != 400; ++i)
    text += "a\u2014\U0001D11E\u00e9"; // 10 bytes, 5 units
  text += "\r\nend";
  Lines lines(text);
  for (uint32_t group : {399u, 0u, 200u, 51u, 52u, 103u, 398u, 400u}) {
    uint32_t at = begin + group * 10;
    for (Encoding encoding : {Encoding::Utf16, Encoding::Utf32})
      EXPECT_EQ(lines.position(at, encoding).character,
                group * (encoding == Encoding::Utf16 ? 5 : 4));
    EXPECT_EQ(lines.position(at, Encoding::Utf8).character, group * 10);
    EXPECT_EQ(
        lines.offset(lines.position(at, Encoding::Utf16), Encoding::Utf16), at);
  }
  EXPECT_EQ(lines.position(begin, Encoding::Utf16).line, 1u);
}
