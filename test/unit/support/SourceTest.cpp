//===- SourceTest.cpp - Tests of source files and positions ---------------===//
//
// Lines, columns in characters, and spans.
//
//===----------------------------------------------------------------------===//

#include "compiler/support/Source.h"

#include <gtest/gtest.h>

using namespace tdsl;

static void expectAt(const SourceFile &file, uint32_t offset, uint32_t line,
                     uint32_t column) {
  LineColumn at = file.lineColumn(offset);
  EXPECT_EQ(at.line, line) << "offset " << offset;
  EXPECT_EQ(at.column, column) << "offset " << offset;
}

TEST(SourceFile, CountsLinesAndColumnsFromOne) {
  SourceFile file(0, "a.tdsl", "one\ntwo\n");
  EXPECT_EQ(file.numLines(), 3u);
  expectAt(file, 0, 1, 1);
  expectAt(file, 2, 1, 3);
  expectAt(file, 3, 1, 4); // the line ending belongs to its line
  expectAt(file, 4, 2, 1);
  expectAt(file, 8, 3, 1);
  expectAt(file, 99, 3, 1); // past the end is the end
}

TEST(SourceFile, CountsCharactersNotBytes) {
  SourceFile file(0, "a.tdsl", "é = ∑ x\n");
  expectAt(file, 2, 1, 2); // é takes two bytes
  expectAt(file, 8, 1, 6); // ∑ takes three
}

TEST(SourceFile, LinesHaveNoEndings) {
  SourceFile file(0, "a.tdsl", "unix\ndos\r\nlast");
  EXPECT_EQ(file.line(1), "unix");
  EXPECT_EQ(file.line(2), "dos");
  EXPECT_EQ(file.line(3), "last");
  EXPECT_EQ(file.lineBegin(3), 10u);
}

TEST(SourceFile, AnEmptyFileHasOneEmptyLine) {
  SourceFile file(0, "a.tdsl", "");
  EXPECT_EQ(file.numLines(), 1u);
  EXPECT_EQ(file.line(1), "");
  expectAt(file, 0, 1, 1);
}

TEST(Span, JoinCoversBothInOneFile) {
  EXPECT_EQ(join({0, 4, 6}, {0, 1, 5}), (Span{0, 1, 6}));
  EXPECT_EQ(join({0, 4, 6}, {1, 1, 5}), (Span{0, 4, 6}));
  EXPECT_EQ(join({}, {1, 1, 5}), (Span{1, 1, 5}));
  EXPECT_EQ(join({0, 4, 6}, {}), (Span{0, 4, 6}));
}

TEST(SourceManager, GivesTheTextOfASpan) {
  SourceManager sources;
  sources.add("a.tdsl", "first");
  FileId second = sources.add("b.tdsl", "second").id();
  EXPECT_EQ(sources.text({second, 1, 3}), "ec");
  EXPECT_EQ(sources.text({}), "");
  EXPECT_EQ(sources.numFiles(), 2u);
}

TEST(SourceManager, SaysWhyAFileCannotBeRead) {
  SourceManager sources;
  std::string whyNot;
  EXPECT_EQ(sources.load("/no/such/file.tdsl", whyNot), nullptr);
  EXPECT_EQ(whyNot, "No such file or directory");
}
