//===- PendingTest.cpp - Each request is answered once --------------------===//

#include "compiler/lsp/Pending.h"

#include "llvm/Support/raw_ostream.h"
#include "gtest/gtest.h"

#include <sstream>

using namespace tdsl::lsp;

TEST(Pending, ACancelledRequestIsAnsweredByTheCancellation) {
  std::istringstream in("");
  std::string out;
  llvm::raw_string_ostream os(out);
  Transport transport(in, os, Framing::Headers);
  Pending pending(transport);
  EXPECT_TRUE(pending.add(7));
  EXPECT_FALSE(pending.add(7));
  EXPECT_TRUE(pending.add("7")); // another one
  pending.fail(7, ErrorCode::RequestCancelled, "cancelled");
  EXPECT_FALSE(pending.isWaiting(7));
  std::string once = os.str();
  EXPECT_NE(once.find("-32800"), std::string::npos);
  pending.succeed(7, "[]"); // comes too late
  pending.fail(7, ErrorCode::RequestCancelled, "cancelled");
  EXPECT_EQ(os.str(), once);
  pending.succeed("7", "[1]");
  EXPECT_NE(os.str().find(R"({"jsonrpc":"2.0","id":"7","result":[1]})"),
            std::string::npos);
}
