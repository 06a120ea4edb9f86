//===- Mutate.cpp - Runs the compiler on many broken programs -------------===//
//
// mutate COUNT FILE...            COUNT mutations of the files
// mutate FROM..TO FILE...         those with the numbers FROM to TO - 1
// mutate show NUMBER FILE...      prints the text of one
//
// Each goes through the parser, the formatter and the check; of every tenth,
// what passes the check is compiled to flat tensor IR. Exit 1 where one took
// more than its time or memory. Whatever fails names its number; a crash and a
// hang leave the text in crash.tdsl.
//
//===----------------------------------------------------------------------===//

#include "test/fuzz/BackHalf.h"
#include "test/fuzz/FrontHalf.h"
#include "test/fuzz/Mutations.h"

#include "compiler/support/Check.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Signals.h"
#include "llvm/Support/raw_ostream.h"

#include <array>
#include <csignal>
#include <cstdlib>
#include <ctime>
#include <sys/time.h>
#include <vector>

using namespace tdsl;

namespace {
constexpr double MostSeconds = 2;
constexpr long MostMebibytes = 256; // over what the process has at the start
constexpr unsigned HangSeconds = 60;
// Compiling a program takes ten times as long as checking it.
constexpr unsigned CompileEvery = 10;

struct Current {
  uint64_t number = 0;
  std::string text;
} current;

struct Tally {
  std::array<uint64_t, fuzz::NumMutations> made{};
  uint64_t passed = 0, functions = 0;
  double slowest = 0;
  long mebibytes = 0;
};

void save(void *) {
  std::error_code error;
  llvm::raw_fd_ostream file("crash.tdsl", error);
  file << current.text;
  llvm::errs() << "mutation " << current.number << " is in crash.tdsl\n";
}

/// What never ends: its text first.
void hang(int) {
  llvm::errs() << "takes more than " << HangSeconds << " s: ";
  save(nullptr);
  std::_Exit(1);
}

/// What the kernel has seen at most of this process; getrusage would tell of
/// the one that started it, too.
long peakMebibytes() {
  auto status = llvm::MemoryBuffer::getFileAsStream("/proc/self/status");
  if (!status)
    return 0;
  llvm::StringRef peak = (*status)->getBuffer().split("VmHWM:").second;
  long kibibytes = 0;
  peak.ltrim().consumeInteger(10, kibibytes);
  return kibibytes / 1024;
}

/// Of the processor's time, however busy the machine is; 0: no limit.
void limitSeconds(unsigned seconds) {
  itimerval limit = {};
  limit.it_value.tv_sec = seconds;
  setitimer(ITIMER_PROF, &limit, nullptr);
}

bool parseNumbers(llvm::StringRef text, uint64_t &from, uint64_t &to) {
  auto [first, second] = text.split("..");
  from = 0;
  if (second.empty())
    return llvm::to_integer(first, to, 10);
  return llvm::to_integer(first, from, 10) && llvm::to_integer(second, to, 10);
}

void runAll(Tally &tally) {
  constexpr const char *Stdlib = TDSL_SOURCE_DIR "/stdlib";
  fuzz::parseText(current.text);
  fuzz::checkText(current.text, Stdlib);
  if (current.number % CompileEvery != 0)
    return;
  size_t functions = fuzz::compileText(current.text, Stdlib);
  tally.passed += functions != 0;
  tally.functions += functions;
}

/// False where the current text took too much.
bool runOne(Tally &tally, long mebibytesBefore) {
  std::string name = "mutation " + std::to_string(current.number);
  Doing doing(name);
  limitSeconds(HangSeconds);
  std::clock_t begin = std::clock(); // of this process, however busy the others
  runAll(tally);
  double taken = double(std::clock() - begin) / CLOCKS_PER_SEC;
  limitSeconds(0);
  tally.slowest = std::max(tally.slowest, taken);
  tally.mebibytes = peakMebibytes() - mebibytesBefore;
  if (taken <= MostSeconds && tally.mebibytes <= MostMebibytes)
    return true;
  llvm::errs() << llvm::formatv("took {0:f2} s and {1} MiB: ", taken,
                                tally.mebibytes);
  save(nullptr);
  return false;
}

void print(const Tally &tally, uint64_t count, size_t seeds) {
  llvm::outs() << count << " mutations of " << seeds << " files\n";
  for (size_t i = 0; i < tally.made.size(); ++i)
    llvm::outs() << llvm::formatv(
        "  {0,-36} {1,8}\n", fuzz::spelling(static_cast<fuzz::Mutation>(i)),
        tally.made[i]);
  llvm::outs() << llvm::formatv(
      "of every tenth {0} passed the check: {1} functions compiled\n"
      "slowest {2:f2} s, {3} MiB over the start\n",
      tally.passed, tally.functions, tally.slowest, tally.mebibytes);
}

int campaign(llvm::ArrayRef<std::string> seeds, uint64_t from, uint64_t to) {
  llvm::sys::AddSignalHandler(save, nullptr);
  std::signal(SIGPROF, hang);
  long before = peakMebibytes();
  Tally tally;
  for (uint64_t number = from; number != to; ++number) {
    fuzz::Mutated mutated = fuzz::mutate(seeds, number);
    for (fuzz::Mutation made : mutated.made)
      ++tally.made[static_cast<size_t>(made)];
    current = {number, std::move(mutated.text)};
    if (!runOne(tally, before))
      return 1;
  }
  print(tally, to - from, seeds.size());
  return 0;
}
} // namespace

int main(int argc, char **argv) {
  llvm::sys::PrintStackTraceOnErrorSignal(argv[0]);
  bool isShow = argc > 3 && llvm::StringRef(argv[1]) == "show";
  uint64_t from, to;
  if (argc < 3 || !parseNumbers(argv[isShow ? 2 : 1], from, to)) {
    llvm::errs() << "usage: mutate COUNT|FROM..TO|show NUMBER FILE...\n";
    return 2;
  }
  std::vector<std::string> seeds;
  for (int i = isShow ? 3 : 2; i < argc; ++i)
    if (auto file = llvm::MemoryBuffer::getFile(argv[i]))
      seeds.push_back((*file)->getBuffer().str());
  if (seeds.empty()) {
    llvm::errs() << "mutate: no file can be read\n";
    return 2;
  }
  if (!isShow)
    return campaign(seeds, from, to);
  llvm::outs() << fuzz::mutate(seeds, to).text;
  return 0;
}
