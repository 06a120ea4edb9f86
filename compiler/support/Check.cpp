//===- Check.cpp - Our own mistakes ---------------------------------------===//
//
// Reports an internal error and leaves at once.
//
//===----------------------------------------------------------------------===//

#include "compiler/support/Check.h"

#include "llvm/Support/raw_ostream.h"

#include <cstdlib>
#include <string>

using namespace tdsl;

static thread_local const Doing *innermost = nullptr;

static std::string &commandLine() {
  static std::string words;
  return words;
}

Doing::Doing(llvm::StringRef what) : what(what), outer(innermost) {
  innermost = this;
}

Doing::~Doing() { innermost = outer; }

void tdsl::setReproduction(int argc, const char *const *argv) {
  for (int i = 0; i < argc; ++i)
    commandLine() += (i ? " " : "") + std::string(argv[i]);
}

void tdsl::internalError(const char *file, int line, llvm::StringRef message) {
  llvm::raw_ostream &os = llvm::errs();
  os << "internal error: " << message << '\n';
  for (const Doing *doing = innermost; doing; doing = doing->outer)
    os << "  in: " << doing->what << '\n';
  os << "  at: " << file << ':' << line << '\n';
  if (!commandLine().empty())
    os << "  reproduce: " << commandLine() << '\n';
  os << "This is a mistake of the compiler, not of your program.\n";
  os.flush();
  std::_Exit(InternalErrorExit);
}
