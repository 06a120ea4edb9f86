//===- FuzzTest.cpp - A slice of the schedule fuzzer ----------------------===//

#include "test/nest/Fuzz.h"

#include "gtest/gtest.h"

using namespace tdsl::testing;

/// Seeds from `first` on; each a program with a schedule.
static Mix fuzz(uint64_t first, uint64_t pairs) {
  Mix mix;
  for (uint64_t seed = first; seed < first + pairs; ++seed) {
    std::string wrong = fuzzOnce(seed, mix);
    EXPECT_EQ(wrong, "") << "seed " << seed;
    if (!wrong.empty())
      break;
  }
  return mix;
}

TEST(ScheduleFuzz, NestsComputeWhatTheGraphMeans) { fuzz(1, 300); }

TEST(ScheduleFuzz, EveryDirectiveIsAcceptedAndRefused) {
  Mix mix = fuzz(100001, 200);
  for (const char *directive :
       {"compute_at", "compute_root", "inline", "parallel", "reorder", "split",
        "tile", "unroll", "vectorize"}) {
    EXPECT_GT(mix.accepted[directive], 0u) << directive;
    EXPECT_GT(mix.refused[directive], 0u) << directive;
  }
}
