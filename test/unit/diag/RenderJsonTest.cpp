//===- RenderJsonTest.cpp - Tests of diagnostics as JSON ------------------===//
//
// One object on one line that a JSON parser reads back.
//
//===----------------------------------------------------------------------===//

#include "compiler/diag/Catalog.h"
#include "compiler/diag/Render.h"

#include "llvm/Support/JSON.h"
#include "llvm/Support/raw_ostream.h"

#include <gtest/gtest.h>

using namespace tdsl;
using namespace tdsl::diag;

static std::string renderAll(const Sink &sink, const SourceManager &sources) {
  std::string text;
  llvm::raw_string_ostream os(text);
  render(os, sink, sources, Format::Json);
  return text;
}

TEST(RenderJson, HasEverythingThatTheTextHas) {
  SourceManager sources;
  sources.add("é.tdsl", "é = x\n");
  Sink sink;
  sink.emit(NotSupportedYet, {0, 5, 6}, "scan")
      .say("here")
      .label({0, 0, 2}, "there")
      .note("a note")
      .fix({"do", {{{0, 5, 6}, "y"}}, Applicability::MachineApplicable});
  EXPECT_EQ(
      renderAll(sink, sources),
      R"({"code":"E0901","name":"NotSupportedYet","severity":"error",)"
      R"("message":"scan is not supported yet",)"
      R"("span":{"file":"é.tdsl","begin":{"offset":5,"line":1,"column":5},)"
      R"("end":{"offset":6,"line":1,"column":6}},"caption":"here",)"
      R"("labels":[{"span":{"file":"é.tdsl",)"
      R"("begin":{"offset":0,"line":1,"column":1},)"
      R"("end":{"offset":2,"line":1,"column":2}},"message":"there"}],)"
      R"("notes":["a note"],"fixes":[{"message":"do",)"
      R"("applicability":"machine-applicable","edits":[{"span":)"
      R"({"file":"é.tdsl","begin":{"offset":5,"line":1,"column":5},)"
      R"("end":{"offset":6,"line":1,"column":6}},"text":"y"}]}]})"
      "\n");
}

TEST(RenderJson, BytesThatAreNoTextStayValidJson) {
  SourceManager sources;
  Sink sink;
  sink.emit(NotSupportedYet, {}, "\xFF\"\n");
  auto parsed = llvm::json::parse(renderAll(sink, sources));
  ASSERT_TRUE(bool(parsed)) << llvm::toString(parsed.takeError());
  EXPECT_EQ(parsed->getAsObject()->getString("message"),
            "\uFFFD\"\n is not supported yet");
  EXPECT_EQ(parsed->getAsObject()->get("span"), nullptr);
}

TEST(Render, TextEndsWithACount) {
  SourceManager sources;
  sources.add("a.tdsl", "abc");
  Sink sink;
  sink.emit(NotSupportedYet, {0, 0, 1}, "a");
  sink.emit(NotSupportedYet, {0, 1, 2}, "b");
  std::string text;
  llvm::raw_string_ostream os(text);
  render(os, sink, sources, Format::Text);
  EXPECT_TRUE(llvm::StringRef(text).ends_with("\n\n2 errors\n")) << text;
}
