//===- Names.h - What a word of the text means ----------------------------===//
//
// A name means the same at every place of a function, since nothing may hide
// it; only indices belong to a statement, and loops to the steps behind the one
// that made them.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_IDE_NAMES_H
#define TDSL_IDE_NAMES_H

#include "compiler/ide/Unit.h"

#include "llvm/ADT/STLFunctionalExtras.h"

namespace tdsl::ide {

/// A word and what it stands for, in the places of a slice.
struct Meaning {
  enum class Kind : uint8_t {
    Function,
    Stage, // parameters and results too
    Size,
    Type,
    Index,
    Loop, // made by a step of a schedule
    Directive,
    Builtin, // a function or a scalar type
  };
  Kind kind = Kind::Builtin;
  Span word;
  std::string name;
  const sema::Function *function = nullptr; // it, or the one it belongs to
  const sema::Stage *stage = nullptr;       // it, or the one of the index
  const sema::Index *index = nullptr;
  const sema::SizeParameter *size = nullptr;
  const sema::TypeParameter *type = nullptr;
  std::optional<size_t> step; // that it stands in, or that made the loop
  Span definition;            // not valid where there is none
};

/// The word around a byte; nothing in comments, strings and between words.
std::optional<Span> wordAt(const Unit &unit, uint32_t offset);

/// Nothing where the word has no meaning, or is one of the language.
std::optional<Meaning> meaningAt(const Unit &unit, uint32_t offset);

/// The steps of a schedule have places in its text; the one of a byte.
std::optional<size_t> stepAt(const sema::Schedule &schedule, uint32_t offset);

/// The stage of a path: `out`, or `h.peak` inside of a call.
const sema::Stage *stageOf(const sema::Function &function,
                           llvm::StringRef path);
/// The indices of a stage, then those of the reductions in it.
void forEachIndexOf(const sema::Stage &stage,
                    llvm::function_ref<void(const sema::Index &)> visit);
/// The index by that name of a stage or of a reduction in it.
const sema::Index *indexOf(const sema::Stage &stage, llvm::StringRef name);

} // namespace tdsl::ide

#endif // TDSL_IDE_NAMES_H
