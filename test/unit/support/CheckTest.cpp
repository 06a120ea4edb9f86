//===- CheckTest.cpp - Tests of internal errors ---------------------------===//
//
// A broken invariant leaves with its own exit code and a way to reproduce.
//
//===----------------------------------------------------------------------===//

#include "compiler/support/Check.h"

#include <gtest/gtest.h>

using namespace tdsl;

TEST(CheckDeathTest, ReportsPhasesAndCommand) {
  auto fail = [] {
    const char *words[] = {"dslc", "check", "a.tdsl"};
    setReproduction(3, words);
    Doing outer("check");
    Doing inner("infer-domains");
    TDSL_CHECK(1 + 1 == 3, "sums do not add up");
  };
  EXPECT_EXIT(fail(), testing::ExitedWithCode(InternalErrorExit),
              "internal error: sums do not add up\n"
              "  in: infer-domains\n"
              "  in: check\n"
              "  at: .*CheckTest.cpp:[0-9]+\n"
              "  reproduce: dslc check a.tdsl\n");
}

TEST(CheckDeathTest, AHeldInvariantIsSilent) {
  TDSL_CHECK(1 + 1 == 2, "sums add up");
}
