//===- BuiltinNames.h - The names that every file knows -------------------===//

#ifndef TDSL_SEMA_BUILTINNAMES_H
#define TDSL_SEMA_BUILTINNAMES_H

#include "compiler/sema/Program.h"

namespace tdsl::sema {

/// What Builtins.def says of a function.
struct BuiltinInfo {
  enum Class : uint8_t { Number, Int, Float, Predicate };
  llvm::StringRef name;
  Builtin function;
  unsigned arity;
  Class takes;
};
const BuiltinInfo *builtinNamed(llvm::StringRef name);
const BuiltinInfo &info(Builtin function);

/// What is outside of a tensor reads as.
enum class Boundary : uint8_t { Clamp, Mirror, Wrap, Constant };
std::optional<Boundary> boundaryNamed(llvm::StringRef name);

/// `random.normal`, `zeros`: what a test may make. By its whole path.
std::optional<Generator> generatorNamed(llvm::ArrayRef<llvm::StringRef> path);

/// `sat_u8` names a saturating cast to u8.
std::optional<Scalar> saturatingCastNamed(llvm::StringRef name);

/// Nothing may be called so: scalar types, built-in and boundary functions.
bool isBuiltinName(llvm::StringRef name);
/// For "did you mean".
std::vector<llvm::StringRef> builtinNames();

} // namespace tdsl::sema

#endif // TDSL_SEMA_BUILTINNAMES_H
