//===- Link.cpp - Libraries of an object, by LLVM's own linker ------------===//

#include "backends/native/Native.h"

#include "lld/Common/Driver.h"
#include "llvm/Object/ArchiveWriter.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FileUtilities.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Signals.h"
#include "llvm/Support/raw_ostream.h"

LLD_HAS_DRIVER(elf)

using namespace llvm;

namespace tdsl::native {
namespace {

/// A file that is gone when the link is done.
struct Temporary {
  SmallString<128> path;
  std::optional<FileRemover> remover;

  bool make(StringRef suffix, std::string &whyNot) {
    if (std::error_code error =
            sys::fs::createTemporaryFile("tdsl", suffix, path)) {
      whyNot = "a temporary file cannot be made: " + error.message();
      return false;
    }
    remover.emplace(path);
    sys::RemoveFileOnSignal(path);
    return true;
  }
};

bool writeAll(StringRef path, StringRef bytes, std::string &whyNot) {
  std::error_code error;
  raw_fd_ostream stream(path, error);
  if (!error) {
    stream << bytes;
    stream.close();
    error = stream.error();
    stream.clear_error();
  }
  if (error)
    whyNot = path.str() + " cannot be written: " + error.message();
  return !error;
}

} // namespace

std::optional<std::string> linkShared(StringRef object, StringRef name,
                                      std::string &whyNot) {
  Temporary input, output;
  if (!input.make("o", whyNot) || !output.make("so", whyNot) ||
      !writeAll(input.path, object, whyNot))
    return std::nullopt;
  // The runtime and the C library are found when the library is loaded into
  // a program that links them.
  std::string soname = ("-soname=" + name).str();
  const char *arguments[] = {"ld.lld",
                             "-shared",
                             "--build-id=sha1",
                             "-z",
                             "now",
                             soname.c_str(),
                             "-o",
                             output.path.c_str(),
                             input.path.c_str()};
  std::string words;
  raw_string_ostream messages(words);
  lld::Result result = lld::lldMain(arguments, messages, messages,
                                    {{lld::Gnu, &lld::elf::link}});
  if (result.retCode != 0) {
    whyNot = words;
    return std::nullopt;
  }
  auto bytes = MemoryBuffer::getFile(output.path);
  if (!bytes) {
    whyNot = bytes.getError().message();
    return std::nullopt;
  }
  return (*bytes)->getBuffer().str();
}

std::optional<std::string> archive(StringRef object, std::string &whyNot) {
  std::vector<NewArchiveMember> members;
  members.emplace_back(MemoryBufferRef(object, "kernels.o"));
  auto bytes = writeArchiveToBuffer(members, SymtabWritingMode::NormalSymtab,
                                    object::Archive::K_GNU,
                                    /*Deterministic=*/true, /*Thin=*/false);
  if (!bytes) {
    whyNot = toString(bytes.takeError());
    return std::nullopt;
  }
  return (*bytes)->getBuffer().str();
}

} // namespace tdsl::native
