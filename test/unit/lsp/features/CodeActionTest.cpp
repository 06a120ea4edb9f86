//===- CodeActionTest.cpp - Fixes to be applied ---------------------------===//

#include "test/unit/lsp/Marked.h"

using namespace tdsl::lsp;

static constexpr const char *Method = "textDocument/codeAction";

TEST(CodeAction, AppliesTheFixOfAnError) {
  std::string text = in("across[y - 1, x]", "acros$0s_[y - 1, x]");
  std::string answer = textOf(answerOf(Method, text));
  EXPECT_NE(answer.find("\"newText\":\"across\""), std::string::npos) << answer;
  EXPECT_NE(answer.find("\"kind\":\"quickfix\""), std::string::npos);
  EXPECT_NE(answer.find("\"code\":\"E0201\""), std::string::npos);
}

TEST(CodeAction, AppliesTheFixOfASchedule) {
  std::string text = in("out.parallel(strip)", "out.parallel($0strp)");
  json::Value answer = answerOf(Method, text);
  const json::Object *action = answer.getAsArray()->front().getAsObject();
  const json::Object &edit = *action->getObject("edit")
                                  ->getObject("changes")
                                  ->getArray("file:///t/test.tdsl")
                                  ->front()
                                  .getAsObject();
  EXPECT_EQ(edit.getString("newText"), "strip");
  EXPECT_EQ(textAt(Marked(text).text, *edit.get("range")), "strp");
}

TEST(CodeAction, IsSilentElsewhere) {
  EXPECT_EQ(textOf(answerOf(Method, in("acros", "acro$0s"))), "[]");
  // An error, but at another place.
  std::string text = in("across[y - 1, x]", "acrosss[y - 1, x]");
  EXPECT_EQ(textOf(answerOf(Method, "$0" + text)), "[]");
}
