//===- Scope.h - The names that may stand at a place ----------------------===//

#ifndef TDSL_IDE_SCOPE_H
#define TDSL_IDE_SCOPE_H

#include "compiler/ide/Analysis.h"

namespace tdsl::ide {

struct Name {
  enum class Kind : uint8_t {
    Function,
    Stage,
    Size,
    Type,
    Index,
    Builtin,
    Module,
    Word, // of the language
  };
  std::string text;
  Kind kind = Kind::Word;
  std::string detail;
};

/// In an item that is no schedule, or outside of all items; behind the dot of
/// a module, its functions. While the item is broken, what it last declared is
/// known too.
std::vector<Name> namesAt(const Analysis &analysis,
                          std::optional<unsigned> item, uint32_t offset);
/// In `schedule f on cpu`, before the brace; `before` is what stands there.
std::vector<Name> namesInHeader(const Analysis &analysis,
                                llvm::StringRef before);
/// What begins a statement of a schedule.
std::vector<Name> stagesOf(const Unit &schedule);

} // namespace tdsl::ide

#endif // TDSL_IDE_SCOPE_H
