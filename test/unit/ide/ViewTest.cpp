//===- ViewTest.cpp - Places of a slice and places of a file --------------===//

#include "test/unit/ide/Snapshots.h"

#include "gtest/gtest.h"

using namespace tdsl;
using namespace tdsl::ide;

TEST(View, GoesBothWays) {
  std::string text = Program;
  Snapshot snapshot = analysed(text);
  View view = snapshot->views(1).front();
  for (uint32_t offset = text.find("fn four"); text[offset] != '}'; ++offset) {
    auto inside = view.toSlice(offset);
    ASSERT_TRUE(inside);
    auto back = view.toFile({0, *inside, *inside + 1});
    ASSERT_TRUE(back);
    EXPECT_EQ(back->begin, offset);
  }
  EXPECT_EQ(view.toSlice(text.find("fn alone")), std::nullopt);
}

TEST(View, OfAnOlderTextMapsWhatIsTheSame) {
  Snapshot good = analysed(Program);
  std::string text = replaced(Program, "z[i] = 2 * t[i]", "z[i] = )é( * t[i]");
  Snapshot broken = analysed(text, good);
  auto views = broken->views(1);
  ASSERT_EQ(views.size(), 2u);
  const View &old = views.back();
  EXPECT_FALSE(old.isFresh());
  EXPECT_EQ(old.toSlice(text.find(")é(") + 1), std::nullopt);
  for (const char *word : {"twice(x)", "t[i]\n}\n\nfn alone"}) {
    uint32_t offset = text.find(word);
    auto inside = old.toSlice(offset);
    ASSERT_TRUE(inside) << word;
    EXPECT_EQ(old.unit().slice().text.substr(*inside, 4),
              std::string(word).substr(0, 4));
    EXPECT_EQ(old.toFile({0, *inside, *inside + 1})->begin, offset);
  }
}

TEST(View, PutsPlacesInMessagesRight) {
  Snapshot snapshot = analysed(Program);
  View view = snapshot->views(2).front(); // `alone`: its slice begins with it
  EXPECT_EQ(view.relocate("read at test.tdsl:2:10, or test.tdsl:x"),
            "read at test.tdsl:13:10, or test.tdsl:x");
  EXPECT_EQ(view.relocate("no place"), "no place");
}
