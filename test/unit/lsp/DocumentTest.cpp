//===- DocumentTest.cpp - Edits against a plain string --------------------===//

#include "compiler/lsp/Document.h"

#include "gtest/gtest.h"

#include <random>

using namespace tdsl::lsp;

static json::Object changeOf(Range range, llvm::StringRef text) {
  return json::Object{{"range", range}, {"text", text}};
}

TEST(Document, InsertsBehindWideCharacters) {
  Document document("éé = 1\n", 1);
  ASSERT_TRUE(document.change(json::Array{changeOf({{0, 5}, {0, 6}}, "2")}, 2,
                              Encoding::Utf16));
  EXPECT_EQ(document.now()->text, "éé = 2\n");
  EXPECT_EQ(document.now()->version, 2);
}

TEST(Document, ChangesFollowEachOther) {
  Document document("ab", 1);
  ASSERT_TRUE(document.change(json::Array{changeOf({{0, 0}, {0, 0}}, "x\r\n"),
                                          changeOf({{1, 1}, {1, 2}}, "𝄞")},
                              2, Encoding::Utf16));
  EXPECT_EQ(document.now()->text, "x\r\na𝄞");
}

TEST(Document, WithoutARangeTheTextIsNew) {
  Document document("ab", 1);
  ASSERT_TRUE(document.change(json::Array{json::Object{{"text", "c"}}}, 2,
                              Encoding::Utf8));
  EXPECT_EQ(document.now()->text, "c");
}

TEST(Document, AMalformedChangeEndsTheList) {
  Document document("ab", 1);
  EXPECT_FALSE(document.change(json::Array{changeOf({{0, 0}, {0, 1}}, "x"), 7,
                                           changeOf({{0, 0}, {0, 1}}, "y")},
                               2, Encoding::Utf16));
  EXPECT_EQ(document.now()->text, "xb");
}

TEST(Document, ARangeTheWrongWayRoundIsTurned) {
  Document document("abcd", 1);
  ASSERT_TRUE(document.change(json::Array{changeOf({{0, 3}, {0, 1}}, "")}, 2,
                              Encoding::Utf16));
  EXPECT_EQ(document.now()->text, "ad");
}

/// The units of the texts are code points, so that the reference is simple.
TEST(Document, RandomEditsEqualThoseOfAString) {
  const std::vector<std::string> letters = {"a", "é", "𝄞", "\n", "\r\n", " "};
  std::mt19937 random(7);
  auto pick = [&](size_t count) { return size_t(random() % count); };
  for (Encoding encoding : {Encoding::Utf8, Encoding::Utf16, Encoding::Utf32}) {
    std::vector<std::string> expected; // letters
    Document document("", 0);
    auto text = [&] {
      std::string all;
      for (const std::string &letter : expected)
        all += letter;
      return all;
    };
    for (int edit = 1; edit <= 500; ++edit) {
      size_t begin = pick(expected.size() + 1);
      size_t end = std::min(expected.size(), begin + pick(4));
      std::string before = text();
      Lines lines(before);
      auto positionOf = [&](size_t letter) {
        size_t bytes = 0;
        for (size_t i = 0; i != letter; ++i)
          bytes += expected[i].size();
        return lines.position(bytes, encoding);
      };
      Range range{positionOf(begin), positionOf(end)};
      std::vector<std::string> inserted;
      for (size_t count = pick(4); count-- > 0;)
        inserted.push_back(letters[pick(letters.size())]);
      std::string insertedText;
      for (const std::string &letter : inserted)
        insertedText += letter;
      expected.erase(expected.begin() + begin, expected.begin() + end);
      expected.insert(expected.begin() + begin, inserted.begin(),
                      inserted.end());
      ASSERT_TRUE(document.change(json::Array{changeOf(range, insertedText)},
                                  edit, encoding));
      ASSERT_EQ(document.now()->text, text()) << "edit " << edit;
    }
  }
}
