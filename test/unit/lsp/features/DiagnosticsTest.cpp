//===- DiagnosticsTest.cpp - What is published ----------------------------===//

#include "test/unit/lsp/Marked.h"

using namespace tdsl::lsp;

static json::Array items(const std::string &text) {
  json::Value answer = answerOf("textDocument/diagnostic", text);
  return std::move(*answer.getAsObject()->getArray("items"));
}

TEST(Diagnostics, AreNoneOfARightFile) { EXPECT_TRUE(items(Blur).empty()); }

TEST(Diagnostics, HaveCodeRangeAndWords) {
  std::string text = in("edges(image)", "edges(imge)");
  json::Array found = items(text);
  ASSERT_EQ(found.size(), 1u);
  const json::Object &first = *found.front().getAsObject();
  EXPECT_EQ(first.getString("code"), "E0201");
  EXPECT_EQ(first.getString("source"), "dslc");
  EXPECT_EQ(first.getInteger("severity"), 1);
  EXPECT_EQ(textAt(text, *first.get("range")), "imge");
  EXPECT_EQ(first.getString("message"),
            "`imge` is not defined\nhelp: did you mean `image`?");
}

TEST(Diagnostics, LabelsAreRelatedPlaces) {
  std::string text =
      std::string(Blur) + "fn blur(x: f32) -> (y: f32) { y = x }\n";
  json::Array found = items(text);
  ASSERT_EQ(found.size(), 1u);
  const json::Object &related = *found.front()
                                     .getAsObject()
                                     ->getArray("relatedInformation")
                                     ->front()
                                     .getAsObject();
  const json::Object &at = *related.getObject("location");
  EXPECT_EQ(at.getString("uri"), "file:///t/test.tdsl");
  EXPECT_EQ(textAt(text, *at.get("range")), "blur");
}

TEST(Diagnostics, AreThoseOfSchedulesToo) {
  std::string text = in("out.split(y, 32)", "out.split(y, 0)");
  json::Array found = items(text);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(textAt(text, *found.front().getAsObject()->get("range")), "0");
}

TEST(Diagnostics, PlacesInTheirNotesAreRelatedToo) {
  std::string text = "// é\n\n"
                     "fn f<N>(x: f32[N]) -> (y: f32[N], z: f32[N]) {\n"
                     "  let t[i] = exp(x[i])\n"
                     "  y[i] = t[i] + 1.0\n"
                     "  z[i] = t[i] * 2.0\n}\n\n"
                     "schedule f on cpu {\n  t.compute_at(y, i)\n}\n";
  json::Array found = items(text);
  ASSERT_EQ(found.size(), 1u);
  const json::Object &first = *found.front().getAsObject();
  EXPECT_EQ(first.getString("code"), "E0419");
  const json::Array *related = first.getArray("relatedInformation");
  ASSERT_NE(related, nullptr) << first.getString("message")->str();
  const json::Object &start = *related->front()
                                   .getAsObject()
                                   ->getObject("location")
                                   ->getObject("range")
                                   ->getObject("start");
  EXPECT_EQ(start.getInteger("line"), 5); // where `z` reads `t`
  EXPECT_EQ(start.getInteger("character"), 9);
}
