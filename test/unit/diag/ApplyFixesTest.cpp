//===- ApplyFixesTest.cpp - Tests of applying edits -----------------------===//
//
// Edits in any order, what is refused, and which fixes are safe.
//
//===----------------------------------------------------------------------===//

#include "compiler/diag/ApplyFixes.h"

#include <gtest/gtest.h>

using namespace tdsl;
using namespace tdsl::diag;

namespace {
const Kind<> Some{101, Severity::Error, "Some", "some"};
}

TEST(ApplyEdits, InAnyOrder) {
  SourceFile file(0, "a", "one two three");
  EXPECT_EQ(applyEdits({{{0, 8, 13}, "3"}, {{0, 0, 3}, "1"}}, file), "1 two 3");
  EXPECT_EQ(applyEdits({{{0, 3, 3}, "!"}, {{0, 3, 7}, ""}}, file),
            "one! three");
}

TEST(ApplyEdits, OverlapsAndOtherFilesAreRefused) {
  SourceFile file(0, "a", "one two");
  EXPECT_EQ(applyEdits({{{0, 0, 3}, ""}, {{0, 2, 4}, ""}}, file), std::nullopt);
  EXPECT_EQ(applyEdits({{{1, 0, 3}, ""}}, file), std::nullopt);
  EXPECT_EQ(applyEdits({{{0, 5, 99}, ""}}, file), std::nullopt);
}

TEST(ApplySafeFixes, OnlyWhatIsCertain) {
  SourceFile file(0, "a", "a b c");
  Sink sink;
  sink.emit(Some, {0, 0, 1})
      .help("think")
      .fix({"", {{{0, 0, 1}, "A"}}, Applicability::MachineApplicable});
  sink.emit(Some, {0, 2, 3})
      .fix({"", {{{0, 2, 3}, "B"}}, Applicability::MaybeIncorrect});
  sink.emit(Some, {0, 0, 3})
      .fix({"", {{{0, 0, 3}, "X"}}, Applicability::MachineApplicable});
  sink.emit(Some, {0, 4, 5})
      .fix({"", {{{0, 4, 5}, "C"}}, Applicability::MachineApplicable});
  unsigned applied = 0;
  EXPECT_EQ(applySafeFixes(sink, file, applied), "A b C");
  EXPECT_EQ(applied, 2u);
}

TEST(PreviewFix, ShowsTheLinesThatChange) {
  SourceFile file(0, "a", "one\ntwo\nthree\n");
  EXPECT_EQ(previewFix({"", {{{0, 4, 7}, "2\nand"}}}, file), "2\nand");
  EXPECT_EQ(previewFix({"", {{{0, 8, 14}, ""}}}, file), "");
  EXPECT_EQ(previewFix({"", {}}, file), std::nullopt);
}
