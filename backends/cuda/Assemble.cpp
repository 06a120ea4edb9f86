//===- Assemble.cpp - PTX to machine code, by ptxas -----------------------===//

#include "backends/cuda/Assemble.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FileUtilities.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Program.h"
#include "llvm/Support/raw_ostream.h"

using namespace llvm;

namespace tdsl::cuda {
namespace {

/// A file that is gone when ptxas is done.
class Temporary {
public:
  explicit Temporary(StringRef suffix) {
    if (!sys::fs::createTemporaryFile("tdsl", suffix, path))
      remover.setFile(path);
  }

  StringRef name() const { return path; }
  bool write(StringRef bytes) const {
    std::error_code error;
    raw_fd_ostream stream(path, error);
    stream << bytes;
    stream.close();
    return !error && !stream.has_error();
  }
  std::string read() const {
    auto bytes = MemoryBuffer::getFile(path);
    return bytes ? (*bytes)->getBuffer().str() : "";
  }

private:
  SmallString<128> path;
  FileRemover remover;
};

/// The number before a word: "14 registers" in "Used 14 registers, ...".
unsigned numberBefore(StringRef line, StringRef word) {
  StringRef before = line.take_front(line.find(word)).rtrim();
  unsigned number = 0;
  before.take_back(before.size() - 1 - before.find_last_not_of("0123456789"))
      .getAsInteger(10, number);
  return number;
}

} // namespace

std::optional<std::string> findPtxas() {
  if (auto found = sys::findProgramByName("ptxas"))
    return *found;
  if (auto found = sys::findProgramByName("ptxas", {"/usr/local/cuda/bin"}))
    return *found;
  return std::nullopt;
}

std::vector<Resources> parseResources(StringRef words) {
  std::vector<Resources> kernels;
  SmallVector<StringRef> lines;
  words.split(lines, '\n');
  for (StringRef line : lines) {
    if (line.contains("Compiling entry function")) {
      Resources kernel;
      kernel.entry = line.split('\'').second.split('\'').first.str();
      kernels.push_back(kernel);
    }
    if (kernels.empty())
      continue;
    if (line.contains(" bytes spill stores"))
      kernels.back().spilledBytes = numberBefore(line, " bytes spill stores") +
                                    numberBefore(line, " bytes spill loads");
    if (line.contains(" registers"))
      kernels.back().registers = numberBefore(line, " registers");
    if (line.contains(" bytes smem"))
      kernels.back().sharedBytes = numberBefore(line, " bytes smem");
  }
  return kernels;
}

std::optional<Assembled> assemble(StringRef ptx, unsigned capability,
                                  std::string &whyNot) {
  auto fail = [&](const Twine &why) {
    whyNot = why.str();
    return std::nullopt;
  };
  std::optional<std::string> program = findPtxas();
  if (!program)
    return fail("there is no ptxas on PATH or in /usr/local/cuda/bin");
  Temporary text("ptx"), cubin("cubin"), words("txt");
  if (!text.write(ptx))
    return fail("a temporary file cannot be written");
  // What a run that failed leaves behind must not be taken for a result.
  sys::fs::remove(cubin.name());
  std::string arch = "-arch=sm_" + std::to_string(capability);
  StringRef arguments[] = {*program, "-v",         arch,
                           "-o",     cubin.name(), text.name()};
  std::optional<StringRef> redirects[] = {StringRef(""), words.name(),
                                          words.name()};
  std::string error;
  int status =
      sys::ExecuteAndWait(*program, arguments, std::nullopt, redirects,
                          /*SecondsToWait=*/120, /*MemoryLimit=*/0, &error);
  if (status != 0)
    return fail("ptxas failed: " + (error.empty() ? words.read() : error));
  Assembled made;
  made.cubin = cubin.read();
  made.kernels = parseResources(words.read());
  if (made.cubin.empty())
    return fail("ptxas wrote nothing");
  return made;
}

} // namespace tdsl::cuda
