//===- Choices.h - What a refused directive could have said ---------------===//

#ifndef TDSL_SCHEDULE_CHOICES_H
#define TDSL_SCHEDULE_CHOICES_H

#include "compiler/diag/Diagnostic.h"
#include "compiler/schedule/Skeleton.h"

namespace tdsl::schedule {

/// Lists the names that would have been right, and proposes the one that
/// `wrong` at `at` probably meant.
void offer(diag::Diagnostic &diagnostic, llvm::StringRef what,
           llvm::StringRef wrong, llvm::ArrayRef<std::string> names, Span at);

/// Adds the nest, with the loop of that symbol marked.
void showNest(diag::Diagnostic &diagnostic, const Nest &nest,
              llvm::StringRef symbol, llvm::StringRef words);

/// "`out` reads `bx` at blur.tdsl:5:13".
std::string describe(graph::ReadOp read);

} // namespace tdsl::schedule

#endif // TDSL_SCHEDULE_CHOICES_H
