//===- SinkTest.cpp - Tests of collecting diagnostics ---------------------===//
//
// Codes, order, and what is dropped so that nothing cascades.
//
//===----------------------------------------------------------------------===//

#include "compiler/diag/Diagnostic.h"
#include "compiler/support/Limits.h"

#include <gtest/gtest.h>

using namespace tdsl;
using namespace tdsl::diag;

namespace {
constexpr Kind<Text, int64_t> Wide{312, Severity::Error, "Wide",
                                   "`{0}` is {1} wide"};
constexpr Kind<> Odd{7, Severity::Warning, "Odd", "this is odd"};
} // namespace

TEST(Sink, FormatsArguments) {
  Sink sink;
  Diagnostic &added = sink.emit(Wide, {0, 1, 2}, "image", 7);
  EXPECT_EQ(added.message, "`image` is 7 wide");
  EXPECT_EQ(added.codeText(), "E0312");
  EXPECT_TRUE(sink.hasErrors());
}

TEST(Sink, AWarningIsNoError) {
  Sink sink;
  EXPECT_EQ(sink.emit(Odd, {0, 1, 2}).codeText(), "W0007");
  EXPECT_FALSE(sink.hasErrors());
  EXPECT_EQ(sink.all().size(), 1u);
}

TEST(Sink, KeepsOneOfACodeAtASpan) {
  Sink sink;
  sink.emit(Wide, {0, 1, 2}, "a", 1);
  sink.emit(Wide, {0, 1, 2}, "b", 2).note("goes nowhere, but may be called");
  sink.emit(Wide, {0, 1, 3}, "c", 3);
  sink.emit(Odd, {0, 1, 2});
  ASSERT_EQ(sink.all().size(), 3u);
  EXPECT_EQ(sink.all()[0]->message, "`a` is 1 wide");
  EXPECT_EQ(sink.all()[1]->message, "`c` is 3 wide");
  EXPECT_EQ(sink.errorCount(), 2u);
}

TEST(Sink, StopsAtTheLimitOfEachFile) {
  Sink sink;
  for (FileId file : {0u, 1u})
    for (uint32_t at = 0; at < limits::Diagnostics + 5; ++at)
      sink.emit(Odd, {file, at, at + 1});
  EXPECT_EQ(sink.all().size(), 2 * limits::Diagnostics);
}

TEST(Sink, AppendKeepsLabelsAndDropsRepeats) {
  Sink first, second;
  first.emit(Odd, {0, 1, 2});
  second.emit(Odd, {0, 1, 2});
  second.emit(Wide, {0, 1, 2}, "a", 1).label({0, 3, 4}, "here");
  first.append(second);
  ASSERT_EQ(first.all().size(), 2u);
  EXPECT_EQ(first.all()[1]->labels.at(0).message, "here");
  EXPECT_EQ(first.errorCount(), 1u);
}

TEST(Sink, CountsWhatItDrops) {
  Sink sink;
  sink.emit(Wide, {0, 1, 2}, "a", 1);
  sink.emit(Wide, {0, 1, 2}, "a", 1);
  EXPECT_EQ(sink.errorCount(), 1u);
  EXPECT_EQ(sink.emittedErrors(), 2u);
  Sink other;
  other.append(sink);
  EXPECT_EQ(other.emittedErrors(), 2u);
}

TEST(Sink, SortsByFileAndPlace) {
  Sink sink;
  sink.emit(Odd, {1, 0, 1});
  sink.emit(Odd, {0, 9, 10});
  sink.emit(Wide, {0, 2, 3}, "a", 1);
  sink.emit(Odd, {0, 2, 3});
  sink.sortByPosition();
  EXPECT_EQ(sink.all()[0]->code, 312u);
  EXPECT_EQ(sink.all()[1]->code, 7u);
  EXPECT_EQ(sink.all()[2]->span.begin, 9u);
  EXPECT_EQ(sink.all()[3]->span.file, 1u);
}
