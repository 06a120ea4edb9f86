//===- CheckFuzzer.cpp - libFuzzer on the checker -------------------------===//
//
// build/bin/fuzz/check-fuzzer CORPUS
//
//===----------------------------------------------------------------------===//

#include "test/fuzz/FrontHalf.h"

extern "C" int LLVMFuzzerTestOneInput(const char *data, size_t size) {
  tdsl::fuzz::checkText({data, size}, TDSL_SOURCE_DIR "/stdlib");
  return 0;
}
