//===- ParseFuzzer.cpp - libFuzzer on the parser --------------------------===//
//
// build/bin/fuzz/parse-fuzzer CORPUS
//
//===----------------------------------------------------------------------===//

#include "test/fuzz/FrontHalf.h"

extern "C" int LLVMFuzzerTestOneInput(const char *data, size_t size) {
  tdsl::fuzz::parseText({data, size});
  return 0;
}
