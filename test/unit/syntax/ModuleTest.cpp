//===- ModuleTest.cpp - Tests of reading items when they are asked for ----===//

#include "compiler/support/Limits.h"
#include "test/unit/syntax/Source.h"

#include <gtest/gtest.h>

using namespace tdsl;
using namespace tdsl::syntax;

TEST(Module, ReadsAnItemOnce) {
  SourceManager sources;
  Module module(sources.add("t.tdsl", "fn a() -> () { y = + }\n"
                                      "fn b() -> () { y = + }\n"));
  diag::Sink sink;
  ASSERT_EQ(module.heads().size(), 2u);
  EXPECT_EQ(sink.all().size(), 0u) << "nothing is read before it is asked for";
  const Item *item = module.item(1, sink);
  EXPECT_EQ(item->name.text, "b");
  EXPECT_EQ(sink.all().size(), 1u);
  EXPECT_EQ(module.item(1, sink), item);
  EXPECT_EQ(sink.all().size(), 1u) << "what is wrong is told once";
}

TEST(Module, LeavesItemsUnreadBehindTheLimitOfErrors) {
  std::string text;
  for (size_t i = 0; i < 2 * limits::Diagnostics; ++i)
    text += "fn\n";
  SourceManager sources;
  Module module(sources.add("t.tdsl", text));
  diag::Sink sink;
  for (size_t i = 0; i < module.heads().size(); ++i)
    EXPECT_TRUE(module.item(i, sink)->hasErrors);
  EXPECT_EQ(sink.errorCount(), limits::Diagnostics);
}
