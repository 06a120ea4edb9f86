//===- MessageTest.cpp - What is let through to the JSON parser -----------===//

#include "compiler/lsp/Message.h"

#include "gtest/gtest.h"

using namespace tdsl::lsp;

static int codeOf(const std::string &bytes) {
  Refusal refusal;
  if (readMessage(bytes, refusal))
    return 0;
  EXPECT_FALSE(refusal.message.empty());
  return int(refusal.code);
}

TEST(Message, IsJson) {
  EXPECT_EQ(codeOf("{\"a\": [1, \"é\"]}"), 0);
  EXPECT_EQ(codeOf("{\"a\": "), -32700);
  EXPECT_EQ(codeOf(""), -32700);
  EXPECT_EQ(codeOf("{\"a\": \"\xff\"}"), -32700);
}

TEST(Message, IsNotNestedTooDeep) {
  std::string deep =
      std::string(MaxMessageDepth, '[') + std::string(MaxMessageDepth, ']');
  EXPECT_EQ(codeOf(deep), 0);
  EXPECT_EQ(codeOf("[" + deep + "]"), -32600);
  EXPECT_EQ(codeOf(std::string(100000, '[')), -32600);
  EXPECT_EQ(codeOf(std::string(100000, '{')), -32600);
}

TEST(Message, BracketsInStringsDoNotCount) {
  std::string text =
      "\"" + std::string(1000, '[') + "\\\"" + std::string(1000, '{') + "\"";
  EXPECT_EQ(codeOf(text), 0);
  // A backslash at the end, a string without one.
  EXPECT_EQ(codeOf("\"\\"), -32700);
}

TEST(Message, IsNotTooLarge) {
  EXPECT_EQ(codeOf(std::string(MaxMessageBytes + 1, ' ')), -32600);
}
