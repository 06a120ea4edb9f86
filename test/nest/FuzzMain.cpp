//===- FuzzMain.cpp - fuzz-schedules: many random pairs -------------------===//

#include "test/nest/Fuzz.h"

#include "llvm/Support/CommandLine.h"
#include "llvm/Support/raw_ostream.h"

namespace cl = llvm::cl;

static cl::opt<uint64_t> pairs("pairs", cl::init(1000),
                               cl::desc("programs to schedule and run"));
static cl::opt<uint64_t> seed("seed", cl::init(1), cl::desc("of the first"));

int main(int argc, char **argv) {
  cl::ParseCommandLineOptions(argc, argv);
  tdsl::testing::Mix mix;
  for (uint64_t i = 0; i < pairs; ++i) {
    std::string wrong = tdsl::testing::fuzzOnce(seed + i, mix);
    if (wrong.empty())
      continue;
    llvm::outs() << "seed " << seed + i << ": " << wrong << '\n';
    return 1;
  }
  llvm::outs() << tdsl::testing::print(mix);
  return 0;
}
