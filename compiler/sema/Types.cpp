//===- Types.cpp - Facts about scalar types -------------------------------===//

#include "compiler/sema/Types.h"

#include "llvm/Support/ErrorHandling.h"

#include <limits>

using namespace tdsl::sema;

namespace {
struct ScalarRow {
  llvm::StringRef spelling;
  ScalarKind kind;
  unsigned bits;
};
} // namespace

static constexpr ScalarRow Rows[] = {
#define TDSL_SCALAR(Name, Spelling, Kind, Bits)                                \
  {Spelling, ScalarKind::Kind, Bits},
#include "compiler/sema/Scalars.def"
#undef TDSL_SCALAR
};

static const ScalarRow &row(Scalar scalar) {
  return Rows[static_cast<size_t>(scalar)];
}

llvm::StringRef tdsl::sema::spelling(Scalar scalar) {
  return row(scalar).spelling;
}

ScalarKind tdsl::sema::kindOf(Scalar scalar) { return row(scalar).kind; }

unsigned tdsl::sema::bitsOf(Scalar scalar) { return row(scalar).bits; }

std::optional<Scalar> tdsl::sema::scalarNamed(llvm::StringRef spelling) {
  for (size_t i = 0; i != std::size(Rows); ++i)
    if (Rows[i].spelling == spelling && Scalar(i) != Scalar::Index)
      return Scalar(i);
  return std::nullopt;
}

bool tdsl::sema::admits(TypeClass typeClass, Scalar scalar) {
  switch (typeClass) {
  case TypeClass::Any:
    return true;
  case TypeClass::Number:
    return kindOf(scalar) != ScalarKind::Bool;
  case TypeClass::Int:
    return isInteger(scalar);
  case TypeClass::Float:
    return isFloat(scalar);
  }
  llvm_unreachable("a class of types");
}

llvm::StringRef tdsl::sema::spelling(TypeClass typeClass) {
  switch (typeClass) {
  case TypeClass::Any:
    return "any type";
  case TypeClass::Number:
    return "number";
  case TypeClass::Int:
    return "int";
  case TypeClass::Float:
    return "float";
  }
  llvm_unreachable("a class of types");
}

/// Significant binary digits of the largest number.
static unsigned digitsOf(Scalar scalar) {
  switch (kindOf(scalar)) {
  case ScalarKind::Bool:
    return 1;
  case ScalarKind::Signed:
    return bitsOf(scalar) - 1;
  case ScalarKind::Unsigned:
    return bitsOf(scalar);
  case ScalarKind::Float:
    return scalar == Scalar::BF16  ? 8
           : scalar == Scalar::F16 ? 11
           : scalar == Scalar::F32 ? 24
                                   : 53;
  }
  llvm_unreachable("a kind of scalar");
}

bool tdsl::sema::holds(Scalar wide, Scalar narrow) {
  if (wide == narrow)
    return true;
  ScalarKind to = kindOf(wide), from = kindOf(narrow);
  if (to == ScalarKind::Bool || from == ScalarKind::Bool ||
      digitsOf(wide) < digitsOf(narrow))
    return false;
  if (from == ScalarKind::Float) // bf16 reaches farther than f16
    return to == ScalarKind::Float && bitsOf(wide) > bitsOf(narrow);
  return to != ScalarKind::Unsigned || from == ScalarKind::Unsigned;
}

std::optional<Scalar> tdsl::sema::commonType(Scalar a, Scalar b) {
  std::optional<Scalar> best;
  for (size_t i = 0; i != std::size(Rows); ++i)
    if (Scalar made = Scalar(i); made != Scalar::Index && holds(made, a) &&
                                 holds(made, b) &&
                                 (!best || bitsOf(made) < bitsOf(*best)))
      best = made;
  return best;
}

int64_t tdsl::sema::lowestInteger(Scalar scalar) {
  if (kindOf(scalar) != ScalarKind::Signed)
    return 0;
  return -highestInteger(scalar) - 1;
}

int64_t tdsl::sema::highestInteger(Scalar scalar) {
  if (kindOf(scalar) == ScalarKind::Bool)
    return 1;
  unsigned bits = bitsOf(scalar) - (isUnsigned(scalar) ? 0 : 1);
  if (bits >= 63)
    return std::numeric_limits<int64_t>::max();
  return (int64_t(1) << bits) - 1;
}
