//===- CatalogTest.cpp - Tests of the catalogue and its pages -------------===//
//
// Codes are unique and in their ranges; codes are read from text.
//
//===----------------------------------------------------------------------===//

#include "compiler/diag/Catalog.h"
#include "compiler/diag/Diagnostic.h"
#include "compiler/diag/Explain.h"

#include <gtest/gtest.h>
#include <set>

using namespace tdsl::diag;

TEST(Catalog, CodesAndNamesAreUnique) {
  std::set<unsigned> codes;
  std::set<std::string> names;
  for (const CatalogEntry &entry : catalog()) {
    EXPECT_TRUE(codes.insert(entry.code).second) << entry.code;
    EXPECT_TRUE(names.insert(entry.name.str()).second) << entry.name.str();
    EXPECT_GE(entry.code, 100u);
    EXPECT_LT(entry.code, 1000u);
  }
}

TEST(Catalog, MessagesAreLowerCaseWithoutFullStop) {
  for (const CatalogEntry &entry : catalog()) {
    EXPECT_FALSE(entry.format.ends_with(".")) << entry.format.str();
    EXPECT_FALSE(isupper(entry.format.front())) << entry.format.str();
  }
}

TEST(Catalog, FindsACode) {
  ASSERT_NE(findCode(NotSupportedYet.code), nullptr);
  EXPECT_EQ(findCode(NotSupportedYet.code)->name, "NotSupportedYet");
  EXPECT_EQ(findCode(1), nullptr);
}

TEST(Explain, ReadsCodesAsPeopleWriteThem) {
  for (const char *text : {"E0312", "e0312", "W0312", "312", "0312"})
    EXPECT_EQ(parseCode(text), 312u) << text;
  EXPECT_EQ(parseCode("E"), std::nullopt);
  EXPECT_EQ(parseCode("harris"), std::nullopt);
}

TEST(Explain, EveryCodeHasAPage) {
  for (const CatalogEntry &entry : catalog()) {
    auto page = explain(entry.code);
    EXPECT_TRUE(page && page->starts_with("# ")) << entry.name.str();
  }
  EXPECT_EQ(explain(1), std::nullopt);
}
