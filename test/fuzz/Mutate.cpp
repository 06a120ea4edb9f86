//===- Mutate.cpp - Runs the front half on many broken programs -----------===//
//
// mutate COUNT FILE...            COUNT mutations of the files
// mutate FROM..TO FILE...         those with the numbers FROM to TO - 1
//
// Exit 1 where one took more than its time; a crash leaves its text in
// crash.tdsl, and its number tells how to have it again.
//
//===----------------------------------------------------------------------===//

#include "test/fuzz/FrontHalf.h"
#include "test/fuzz/Mutations.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Signals.h"
#include "llvm/Support/raw_ostream.h"

#include <chrono>
#include <vector>

using namespace tdsl;

namespace {
constexpr double MostSeconds = 2;

struct Current {
  uint64_t number = 0;
  std::string text;
};

void save(const Current &current) {
  std::error_code error;
  llvm::raw_fd_ostream file("crash.tdsl", error);
  file << current.text;
  llvm::errs() << "mutation " << current.number << " is in crash.tdsl\n";
}

bool parseNumbers(llvm::StringRef text, uint64_t &from, uint64_t &to) {
  auto [first, second] = text.split("..");
  from = 0;
  if (second.empty())
    return llvm::to_integer(first, to, 10);
  return llvm::to_integer(first, from, 10) && llvm::to_integer(second, to, 10);
}

/// False where the text took too long.
bool runOne(const Current &current) {
  auto begin = std::chrono::steady_clock::now();
  fuzz::parseText(current.text);
  fuzz::checkText(current.text, TDSL_SOURCE_DIR "/stdlib");
  std::chrono::duration<double> taken =
      std::chrono::steady_clock::now() - begin;
  if (taken.count() <= MostSeconds)
    return true;
  llvm::errs() << "took " << taken.count() << " s: ";
  save(current);
  return false;
}
} // namespace

int main(int argc, char **argv) {
  uint64_t from, to;
  if (argc < 3 || !parseNumbers(argv[1], from, to)) {
    llvm::errs() << "usage: mutate COUNT|FROM..TO FILE...\n";
    return 2;
  }
  std::vector<std::string> seeds;
  for (int i = 2; i < argc; ++i)
    if (auto file = llvm::MemoryBuffer::getFile(argv[i]))
      seeds.push_back((*file)->getBuffer().str());
  if (seeds.empty()) {
    llvm::errs() << "mutate: no file can be read\n";
    return 2;
  }

  Current current;
  llvm::sys::PrintStackTraceOnErrorSignal(argv[0]);
  llvm::sys::AddSignalHandler(
      [](void *cookie) { save(*static_cast<Current *>(cookie)); }, &current);
  for (uint64_t number = from; number != to; ++number) {
    current = {number, fuzz::mutate(seeds, number)};
    if (!runOne(current))
      return 1;
  }
  llvm::outs() << to - from << " mutations of " << seeds.size() << " files\n";
  return 0;
}
