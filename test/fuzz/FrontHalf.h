//===- FrontHalf.h - The whole front half on one text ---------------------===//
//
// What the fuzzers and the mutator run. Whatever the text is, the answer is a
// tree, a program and diagnostics; nothing crashes, nothing takes long.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_FUZZ_FRONTHALF_H
#define TDSL_FUZZ_FRONTHALF_H

#include "llvm/ADT/StringRef.h"

namespace tdsl::fuzz {

/// Parses the text and renders what is wrong with it, in every form. Formats
/// it where it is right, and checks that formatting again changes nothing.
void parseText(llvm::StringRef text);

/// Parses and checks the text. Imports are looked up in `stdlib`.
void checkText(llvm::StringRef text, llvm::StringRef stdlib);

} // namespace tdsl::fuzz

#endif // TDSL_FUZZ_FRONTHALF_H
