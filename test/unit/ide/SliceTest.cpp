//===- SliceTest.cpp - An item and all that it names ----------------------===//

#include "test/unit/ide/Snapshots.h"

#include "gtest/gtest.h"

using namespace tdsl;
using namespace tdsl::ide;

static Items itemsOf(const std::string &text) {
  SourceFile file(0, "", text);
  ItemTexts texts;
  Items items;
  for (const syntax::ItemHead &head : syntax::outline(file).items)
    items.push_back(texts.find(
        head, file.text().slice(head.span.begin, head.span.end), nullptr));
  return items;
}

using Members = std::vector<unsigned>;

TEST(Slice, HoldsWhatIsNamedInOrder) {
  Items items = itemsOf(Program);
  Slicer slicer(items);
  EXPECT_EQ(slicer.membersOf(0), Members({0}));
  EXPECT_EQ(slicer.membersOf(1), Members({0, 1}));
  EXPECT_EQ(slicer.membersOf(3), Members({2, 3}));
  Slice slice = slicer.slice(1, {0, 1});
  EXPECT_EQ(slice.subject, 1u);
  const Part &part = slice.parts[1];
  EXPECT_EQ(slice.text.substr(part.begin, part.size), items[1]->text);
}

TEST(Slice, GoesRoundWithoutEnd) {
  Items items = itemsOf("fn a(x: f32) -> (y: f32) { y = b(x) }\n"
                        "fn b(x: f32) -> (y: f32) { y = a(x) }\n");
  EXPECT_EQ(Slicer(items).membersOf(0), Members({0, 1}));
}

TEST(Slice, TakesAnImportForTheNamesThatItBrings) {
  Items items = itemsOf("import std.nn (softmax)\n"
                        "fn a(x: f32) -> (y: f32) { y = x }\n"
                        "fn b(x: f32[4, 4]) -> (y: f32[4, 4])"
                        " { y = softmax(x) }\n");
  Slicer slicer(items);
  EXPECT_EQ(slicer.membersOf(1), Members({1}));
  EXPECT_EQ(slicer.membersOf(2), Members({0, 2}));
}

TEST(Slice, OfABrokenItemOnlyTheNameIsLeft) {
  Items items = itemsOf("fn a(x: f32 -> (y: f32) { y = x }\n\n"
                        "fn b(x: f32) -> (y: f32) { y = a(x) }\n");
  ASSERT_EQ(items.size(), 2u);
  ASSERT_TRUE(items[0]->isBroken);
  Slicer slicer(items);
  EXPECT_EQ(slicer.slice(1, slicer.membersOf(1)).text.find("fn a\n"), 0u);
  // As the subject it is whole, behind all others.
  Slice own = slicer.slice(0, slicer.membersOf(0));
  EXPECT_EQ(own.parts[own.subject].size, items[0]->text.size());
}
