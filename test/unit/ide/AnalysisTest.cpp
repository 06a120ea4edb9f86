//===- AnalysisTest.cpp - Snapshots and what an edit leaves of them -------===//

#include "test/unit/ide/Snapshots.h"

#include "gtest/gtest.h"

using namespace tdsl;
using namespace tdsl::ide;

TEST(Analysis, RightTextHasNoReports) {
  Snapshot snapshot = analysed(Program);
  EXPECT_EQ(reported(snapshot), "");
  EXPECT_EQ(snapshot->items().size(), 4u);
  EXPECT_EQ(snapshot->numFresh(), 4u);
}

TEST(Analysis, SameTextMakesNothingAnew) {
  Snapshot first = analysed(Program);
  EXPECT_EQ(analysed(Program, first)->numFresh(), 0u);
}

TEST(Analysis, MovedItemsAreKept) {
  Snapshot first = analysed(Program);
  Snapshot moved = analysed(std::string("// new\n\n") + Program, first);
  EXPECT_EQ(moved->numFresh(), 0u);
  EXPECT_EQ(moved->items()[0].unit, first->items()[0].unit);
}

TEST(Analysis, OnlyWhatDependsIsCheckedAgain) {
  Snapshot first = analysed(Program);
  // `alone` and its schedule.
  EXPECT_EQ(
      analysed(replaced(Program, "x[i] + 1", "x[i] + 2"), first)->numFresh(),
      2u);
  // `twice`, and `four`, which calls it.
  EXPECT_EQ(
      analysed(replaced(Program, "2 * x[i]", "3 * x[i]"), first)->numFresh(),
      2u);
}

TEST(Analysis, CommentsThatNameAFunctionDoNotDepend) {
  Snapshot first = analysed(replaced(Program, "four times", "as twice twice"));
  Snapshot second =
      analysed(replaced(first->file().text().str(),
                        "  let t = twice(x)\n  z[i] = 2 * t", "  z[i] = 4 * x"),
               first);
  EXPECT_EQ(reported(second), "");
  Snapshot third = analysed(
      replaced(second->file().text().str(), "2 * x[i]", "5 * x[i]"), second);
  EXPECT_EQ(third->numFresh(), 1u);
}

TEST(Analysis, ErrorsStandWhereTheyAre) {
  std::string wrong = replaced(Program, "2 * t[i]", "2 * tt[i]");
  size_t at = wrong.find("tt[i]");
  std::string expected = "E0201@" + std::to_string(at) + ".." +
                         std::to_string(at + 2) + " `tt` is not defined\n";
  Snapshot snapshot = analysed(wrong);
  EXPECT_EQ(reported(snapshot), expected);
  // The same unit, a line further down.
  Snapshot moved = analysed("\n" + wrong, snapshot);
  EXPECT_EQ(moved->numFresh(), 0u);
  EXPECT_EQ(
      reported(moved),
      replaced(replaced(expected, std::to_string(at), std::to_string(at + 1)),
               std::to_string(at + 2), std::to_string(at + 3)));
}

TEST(Analysis, IllegalDirectivesAreReportedOnceJudged) {
  std::string wrong = replaced(Program, "w.parallel(o)", "w.parallel(oo)");
  Snapshot unjudged = analyse(wrong, "test.tdsl", Options(), nullptr);
  EXPECT_EQ(reported(unjudged), "");
  EXPECT_TRUE(unjudged->needsJudging());
  Snapshot judged = judge(unjudged);
  EXPECT_TRUE(judged->isJudged());
  EXPECT_NE(reported(judged).find("E04"), std::string::npos);
  EXPECT_EQ(unjudged->reports(Analysis::Schedules::All).size(), 1u);
}

TEST(Analysis, JudgingStopsWhenItIsStale) {
  Snapshot unjudged = analyse(Program, "test.tdsl", Options(), nullptr);
  Snapshot stopped = judge(unjudged, [] { return true; });
  EXPECT_FALSE(stopped->isJudged());
  EXPECT_TRUE(judge(stopped)->isJudged());
}

TEST(Analysis, TheNestAfterEachStepIsKept) {
  Snapshot snapshot = analysed(Program);
  const Legality &legality = *snapshot->items()[3].legality;
  ASSERT_EQ(legality.nests.size(), 3u);
  EXPECT_EQ(legality.nests[0].find("for o"), std::string::npos);
  EXPECT_NE(legality.nests[1].find("for o"), std::string::npos);
  EXPECT_NE(legality.nests[2].find("parallel o"), std::string::npos);
}

TEST(Analysis, SuggestionsSeeTheWholeFile) {
  std::string wrong = replaced(Program, "let t = twice(x)", "let t = alon(x)");
  Snapshot snapshot = analysed(wrong);
  ASSERT_EQ(snapshot->reports().size(), 1u);
  ASSERT_EQ(snapshot->reports()[0].fixes.size(), 1u);
  EXPECT_EQ(snapshot->reports()[0].fixes[0].edits[0].text, "alone");
  // And see it when a name has changed that the item does not mention.
  Snapshot renamed = analysed(replaced(replaced(wrong, "fn alone", "fn solo"),
                                       "schedule alone", "schedule solo"),
                              snapshot);
  for (const Report &report : renamed->reports())
    for (const Report::Fix &fix : report.fixes)
      for (const Report::Edit &edit : fix.edits)
        EXPECT_NE(edit.text, "alone");
}

TEST(Analysis, ABrokenItemKeepsItsLastGoodUnit) {
  Snapshot good = analysed(Program);
  Snapshot broken =
      analysed(replaced(Program, "z[i] = 2 * t[i]", "z[i] = 2 * (t[i]"), good);
  EXPECT_NE(reported(broken), "");
  EXPECT_EQ(broken->items()[1].good, good->items()[1].unit);
  EXPECT_EQ(broken->views(1).size(), 2u);
}

TEST(Analysis, AnUnclosedItemDoesNotSwallowItsNeighbours) {
  Snapshot snapshot =
      analysed(replaced(Program, "  y[i] = 2 * x[i]\n}", "  y[i] = 2 * x[i]"));
  // One report, of the brace; `four`, which calls it, has none.
  EXPECT_EQ(snapshot->reports().size(), 1u) << reported(snapshot);
}

TEST(Analysis, TwoOfOneNameAreReportedAtTheSecond) {
  std::string text = std::string(Program) +
                     "fn alone<N>(x: f32[N]) -> (w: f32[N]) { w = x }\n";
  Snapshot snapshot = analysed(text);
  ASSERT_EQ(snapshot->reports().size(), 1u) << reported(snapshot);
  EXPECT_EQ(snapshot->reports()[0].at.begin, text.rfind("alone"));
  EXPECT_EQ(snapshot->reports()[0].labels[0].at.begin, text.find("alone"));
}

TEST(Analysis, BetweenItemsThereIsNone) {
  std::string text = Program;
  Snapshot snapshot = analysed(text);
  EXPECT_EQ(snapshot->itemAt(2), std::nullopt); // in the first comment
  EXPECT_EQ(snapshot->itemAt(text.find("twice")), 0u);
  EXPECT_EQ(snapshot->itemAt(text.find("four")), 1u);
  EXPECT_EQ(snapshot->itemAt(text.find("schedule")), 3u);
}

TEST(Analysis, ChangedFilesLeaveWhatReadsNone) {
  std::string text = std::string("import no.such (f)\n") + Program;
  Snapshot first = analysed(text);
  EXPECT_EQ(first->reports().size(), 1u);
  Snapshot again = analyse(text, "test.tdsl", Options(), first, Files::Changed);
  EXPECT_EQ(again->numFresh(), 1u); // the import
  EXPECT_EQ(again->reports().size(), 1u);
}
