//===- Check.h - From the tree of a file to a checked program -------------===//
//
// check() resolves names, types, shapes, index ranges and accesses of a file
// and of what it uses of its imports. It always yields a program; where the
// text is wrong, the sink holds errors and the program holds the rest.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_SEMA_CHECK_H
#define TDSL_SEMA_CHECK_H

#include "compiler/diag/Diagnostic.h"
#include "compiler/sema/Program.h"

namespace tdsl::sema {

struct CheckOptions {
  /// The folders in which `import a.b` looks for a/b.tdsl, in order, after the
  /// folder of the main file.
  std::vector<std::string> searchPath;
  /// Names that the file declares outside of the text that is checked, which is
  /// a part of it: "did you mean" offers them too.
  std::vector<std::string> otherNames;
};

/// Reads imported files into `sources`; functions of the main file come first
/// in the program, in the order of the text, then what they use of imports.
std::unique_ptr<Program> check(SourceManager &sources, const SourceFile &main,
                               const CheckOptions &options, diag::Sink &sink);

} // namespace tdsl::sema

#endif // TDSL_SEMA_CHECK_H
