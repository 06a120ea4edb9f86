//===- SchedulePointTest.cpp - Where in a schedule one is writing ---------===//

#include "compiler/ide/SchedulePoint.h"

#include "gtest/gtest.h"

using namespace tdsl::ide;
using Kind = SchedulePoint::Kind;

/// The point of `$0`.
static SchedulePoint at(std::string text) {
  size_t mark = text.find("$0");
  return schedulePoint(text.erase(mark, 2), mark);
}

TEST(SchedulePoint, BeforeTheBraceIsTheHeader) {
  EXPECT_EQ(at("schedule f$0 on cpu {\n}").kind, Kind::Header);
}

TEST(SchedulePoint, AStatementBegins) {
  SchedulePoint point = at("schedule f on cpu {\n  a.b(c)\n  o$0\n}");
  EXPECT_EQ(point.kind, Kind::Statement);
}

TEST(SchedulePoint, BehindADotIsADirective) {
  SchedulePoint point = at("schedule f on cpu {\n  a.b(c)\n  out.ve$0\n}");
  EXPECT_EQ(point.kind, Kind::Directive);
  EXPECT_EQ(point.stage, "out");
  EXPECT_EQ(point.before, "schedule f on cpu {\n  a.b(c)\n  \n}");
}

TEST(SchedulePoint, APathIsAStage) {
  EXPECT_EQ(at("schedule f on cpu {\n  h.peak.$0").stage, "h.peak");
}

TEST(SchedulePoint, LetBelongsToItsStatement) {
  SchedulePoint point = at("schedule f on cpu {\n  let (a, b) = out.$0\n}");
  EXPECT_EQ(point.stage, "out");
  EXPECT_EQ(point.before, "schedule f on cpu {\n  \n}");
}

TEST(SchedulePoint, ACallBeforeTheDotCounts) {
  SchedulePoint point = at("schedule f on cpu {\n  out.split(y, 8).$0\n}");
  EXPECT_EQ(point.kind, Kind::Directive);
  EXPECT_EQ(point.stage, "out");
  EXPECT_EQ(point.before, "schedule f on cpu {\n  out.split(y, 8)\n}");
}

TEST(SchedulePoint, ArgumentsAreCounted) {
  SchedulePoint point = at("schedule f on cpu {\n  out.tile(y, x, $0");
  EXPECT_EQ(point.kind, Kind::Argument);
  EXPECT_EQ(point.directive, "tile");
  EXPECT_EQ(point.arguments, std::vector<std::string>({"y", "x"}));
}

TEST(SchedulePoint, NothingOfItIsTrusted) {
  for (const char *text : {"$0", ")$0", "{.$0", "{).$0", "{(($0", "{.x($0",
                           "{=.$0", "{a=b.$0", "{x).y($0", "{))).$0"})
    (void)at(text);
}
