//===- Check.h - Our own mistakes -----------------------------------------===//
//
// A mistake of the user is a diagnostic. A mistake of ours stops the program
// with its phase and a way to reproduce it; nothing in an input file may lead
// here.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_SUPPORT_CHECK_H
#define TDSL_SUPPORT_CHECK_H

#include "llvm/ADT/StringRef.h"

namespace tdsl {

/// The exit code of an internal error.
constexpr int InternalErrorExit = 101;

[[noreturn]] void internalError(const char *file, int line,
                                llvm::StringRef message);

/// Names what the compiler is doing, for the report of an internal error.
/// Nests; the report tells all of them, the innermost first.
class Doing {
public:
  explicit Doing(llvm::StringRef what);
  ~Doing();
  Doing(const Doing &) = delete;
  Doing &operator=(const Doing &) = delete;

private:
  llvm::StringRef what;
  const Doing *outer;
  friend void internalError(const char *, int, llvm::StringRef);
};

/// The command line, for the report. Set once by main.
void setReproduction(int argc, const char *const *argv);

} // namespace tdsl

/// Holds an invariant of ours, in every build.
#define TDSL_CHECK(condition, message)                                         \
  do {                                                                         \
    if (!(condition))                                                          \
      ::tdsl::internalError(__FILE__, __LINE__, message);                      \
  } while (false)

#endif // TDSL_SUPPORT_CHECK_H
