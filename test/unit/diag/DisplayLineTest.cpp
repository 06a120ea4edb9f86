//===- DisplayLineTest.cpp - Tests of lines as a terminal shows them ------===//
//
// Tabs, wide characters, bytes that are no text, very long lines.
//
//===----------------------------------------------------------------------===//

#include "compiler/diag/DisplayLine.h"

#include <gtest/gtest.h>

using namespace tdsl::diag;

TEST(DisplayLine, TabsGoToTheNextStop) {
  DisplayLine line("\ta\tb");
  EXPECT_EQ(line.text(), "    a   b");
  EXPECT_EQ(line.column(1), 4u);
  EXPECT_EQ(line.column(3), 8u);
}

TEST(DisplayLine, CharactersNotBytes) {
  DisplayLine line("é漢x"); // 2 bytes, then 3 bytes two columns wide
  EXPECT_EQ(line.text(), "é漢x");
  EXPECT_EQ(line.column(2), 1u);
  EXPECT_EQ(line.column(5), 3u);
  EXPECT_EQ(line.column(6), 4u); // the end
}

TEST(DisplayLine, BytesThatAreNoTextAreReplaced) {
  DisplayLine line("a\xFF\x01z\xE2\x88");
  EXPECT_EQ(line.text(), "a\uFFFD\uFFFDz\uFFFD\uFFFD");
  EXPECT_EQ(line.column(3), 3u);
}

TEST(DisplayLine, ALongLineShowsWhatMatters) {
  std::string text(10'000, 'a');
  text[9'000] = '@';
  DisplayLine line(text, 9'000);
  EXPECT_LT(line.text().size(), 200u);
  EXPECT_EQ(line.text()[line.column(9'000)], '@');
  EXPECT_EQ(line.column(0), 0u);
  EXPECT_EQ(line.text().substr(0, 4), "...a");
  EXPECT_EQ(line.text().substr(line.text().size() - 4), "a...");
}
