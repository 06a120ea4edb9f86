//===- Unit.h - A slice that was checked ----------------------------------===//
//
// Never changed after it was made. Its places are places of the slice.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_IDE_UNIT_H
#define TDSL_IDE_UNIT_H

#include "compiler/ide/Slice.h"
#include "compiler/sema/Program.h"

namespace tdsl::ide {

struct Options {
  std::vector<std::string> searchPath; // for imports
};

class Unit {
public:
  /// `path` says beside which files imports lie; `names` are all of the file.
  Unit(Slice slice, llvm::StringRef path, const Options &options,
       llvm::ArrayRef<std::string> names);

  const Slice &slice() const { return contents; }
  const Part &subject() const { return contents.parts[contents.subject]; }
  const SourceManager &sources() const { return files; }
  const sema::Program &program() const { return *checked; }
  const diag::Sink &diagnostics() const { return sink; }
  /// Whether it depends on files other than its own.
  bool readsFiles() const { return files.numFiles() > 1; }

  /// Whether a span lies in the item that the unit is about.
  bool isInSubject(Span span) const;
  /// The function that the subject is, or that its schedule or test is of;
  /// null where there is none.
  const sema::Function *function() const;
  /// The schedule that the subject is; null where it is none.
  const sema::Schedule *schedule() const;

private:
  Slice contents;
  SourceManager files; // the slice first, then imports
  diag::Sink sink;
  std::unique_ptr<sema::Program> checked;
};

} // namespace tdsl::ide

#endif // TDSL_IDE_UNIT_H
