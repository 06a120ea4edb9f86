//===- Types.h - Scalar types, type parameters, tensor types --------------===//

#ifndef TDSL_SEMA_TYPES_H
#define TDSL_SEMA_TYPES_H

#include "compiler/sets/Expr.h"

#include <string>
#include <vector>

namespace tdsl::sema {

enum class Scalar : uint8_t {
#define TDSL_SCALAR(Name, Spelling, Kind, Bits) Name,
#include "compiler/sema/Scalars.def"
#undef TDSL_SCALAR
};

enum class ScalarKind : uint8_t { Bool, Signed, Unsigned, Float };

llvm::StringRef spelling(Scalar scalar);
std::optional<Scalar> scalarNamed(llvm::StringRef spelling);
ScalarKind kindOf(Scalar scalar);
unsigned bitsOf(Scalar scalar);
inline bool isFloat(Scalar s) { return kindOf(s) == ScalarKind::Float; }
inline bool isUnsigned(Scalar s) { return kindOf(s) == ScalarKind::Unsigned; }
inline bool isInteger(Scalar s) {
  return kindOf(s) == ScalarKind::Signed || kindOf(s) == ScalarKind::Unsigned;
}

/// What a type parameter may stand for.
enum class TypeClass : uint8_t { Any, Number, Int, Float };
bool admits(TypeClass typeClass, Scalar scalar);
llvm::StringRef spelling(TypeClass typeClass);

/// The ends of an integer type; the highest of u64 is that of i64.
int64_t lowestInteger(Scalar scalar);
int64_t highestInteger(Scalar scalar);

/// Whether every number of `narrow` is one of `wide` too.
bool holds(Scalar wide, Scalar narrow);
/// The narrowest type that holds both; i64 and u64 have none.
std::optional<Scalar> commonType(Scalar a, Scalar b);

/// A scalar type: a concrete one, or a type parameter of the function around
/// (by its place among them).
struct ElemType {
  Scalar scalar = Scalar::F32;
  int parameter = -1;

  static ElemType of(Scalar s) { return {s, -1}; }
  static ElemType ofParameter(int place) { return {Scalar::F32, place}; }
  bool isParameter() const { return parameter >= 0; }
  bool operator==(const ElemType &o) const {
    return parameter == o.parameter && (isParameter() || scalar == o.scalar);
  }
  bool operator!=(const ElemType &o) const { return !(*this == o); }
};

/// What the type parameters of a function stand for in one instance.
using TypeArguments = llvm::SmallVector<Scalar, 2>;
inline Scalar resolve(ElemType type, llvm::ArrayRef<Scalar> arguments) {
  return type.isParameter() ? arguments[type.parameter] : type.scalar;
}

/// One dimension of a stage: an interval of points, or every integer (`*`).
struct Dim {
  sets::Interval range; // meaningless where everywhere
  bool everywhere = false;

  static Dim all() { return {{}, true}; }
  static Dim of(sets::Interval range) { return {std::move(range), false}; }
};
using Shape = std::vector<Dim>;

} // namespace tdsl::sema

#endif // TDSL_SEMA_TYPES_H
