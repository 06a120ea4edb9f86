//===- Fuzz.h - Random (program, schedule) pairs, both ways ---------------===//

#ifndef TDSL_TEST_NEST_FUZZ_H
#define TDSL_TEST_NEST_FUZZ_H

#include <cstdint>
#include <map>
#include <string>

namespace tdsl::testing {

/// What a run of the fuzzer went through.
struct Mix {
  uint64_t pairs = 0;
  uint64_t leaves = 0;
  uint64_t launched = 0;                    // of the pairs, for a GPU
  std::map<std::string, uint64_t> accepted; // by directive
  std::map<std::string, uint64_t> refused;  // by directive
};

/// Makes a program and a schedule of a seed, and compares the nest with the
/// graph's own meaning at several sizes. The whole case in words where they
/// differ; empty where they agree.
std::string fuzzOnce(uint64_t seed, Mix &mix);

std::string print(const Mix &mix);

} // namespace tdsl::testing

#endif // TDSL_TEST_NEST_FUZZ_H
