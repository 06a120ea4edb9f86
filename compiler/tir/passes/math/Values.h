//===- Values.h - Arithmetic on IR values, written as arithmetic ----------===//
//
// So that a function reads as its formula: `fma(r, r * p, r)` makes the
// operations where the builder stands. A value is a number or a vector; a
// literal takes the shape of what it meets.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_TIR_PASSES_MATH_VALUES_H
#define TDSL_TIR_PASSES_MATH_VALUES_H

#include "mlir/IR/ImplicitLocOpBuilder.h"

namespace tdsl::tir::math {

struct Term {
  mlir::Value value;
  mlir::ImplicitLocOpBuilder *builder;

  /// Of this element type, in this shape.
  mlir::Type shaped(mlir::Type element) const;
};

/// i1
struct Truth : Term {};

/// i32 or i64, without a sign.
struct Int : Term {
  Int like(int64_t literal) const;
};

/// f32
struct Real : Term {
  Real like(float literal) const;
  Real like(Real other) const { return other; }
};

Real operator+(Real a, Real b);
Real operator-(Real a, Real b);
Real operator*(Real a, Real b);
Real operator/(Real a, Real b);
Real operator-(Real a);
inline Real operator+(Real a, float b) { return a + a.like(b); }
inline Real operator-(Real a, float b) { return a - a.like(b); }
inline Real operator-(float a, Real b) { return b.like(a) - b; }
inline Real operator*(Real a, float b) { return a * a.like(b); }
inline Real operator/(float a, Real b) { return b.like(a) / b; }

/// a * b + c, rounded once.
Real fused(Real a, Real b, Real c);
template <typename B, typename C> Real fma(Real a, B b, C c) {
  return fused(a, a.like(b), a.like(c));
}

/// c[0] + c[1] x + c[2] x^2 + ..., from the inside.
Real horner(Real x, llvm::ArrayRef<float> coefficients);

Int operator+(Int a, Int b);
Int operator-(Int a, Int b);
Int operator*(Int a, Int b);
Int operator&(Int a, Int b);
Int operator|(Int a, Int b);
Int operator^(Int a, Int b);
Int operator<<(Int a, Int count);
Int operator>>(Int a, Int count); // zeros come in
Int shiftSigned(Int a, int64_t count);
inline Int operator+(Int a, int64_t b) { return a + a.like(b); }
inline Int operator-(Int a, int64_t b) { return a - a.like(b); }
inline Int operator-(int64_t a, Int b) { return b.like(a) - b; }
inline Int operator&(Int a, int64_t b) { return a & a.like(b); }
inline Int operator|(Int a, int64_t b) { return a | a.like(b); }
inline Int operator<<(Int a, int64_t count) { return a << a.like(count); }
inline Int operator>>(Int a, int64_t count) { return a >> a.like(count); }

/// The bits of a number, and the number of bits.
Int bits(Real a);
Real asReal(Int a);
/// Conversions by value: from a signed integer, and to i64.
Real toReal(Int a);
Int toLong(Real a);
/// Between i32 and i64, without a sign.
Int widen(Int a);
Int narrow(Int a);

/// False where one is NaN.
Truth less(Real a, Real b);
Truth equal(Real a, Real b);
Truth equal(Int a, int64_t b);
inline Truth less(Real a, float b) { return less(a, a.like(b)); }
inline Truth less(float a, Real b) { return less(b.like(a), b); }
inline Truth equal(Real a, float b) { return equal(a, a.like(b)); }
Truth operator&(Truth a, Truth b);

Real select(Truth which, Real a, Real b);
Int select(Truth which, Int a, Int b);
inline Real select(Truth which, float a, Real b) {
  return select(which, b.like(a), b);
}
inline Real select(Truth which, Real a, float b) {
  return select(which, a, a.like(b));
}

Real abs(Real a);
/// `magnitude`, which is not negative, with the sign of `signed_`.
Real withSign(Real magnitude, Real signedLike);
/// No more, and no less, than a bound; NaN stays.
inline Real atMost(Real a, float most) {
  return select(less(most, a), most, a);
}
inline Real atLeast(Real a, float least) {
  return select(less(a, least), least, a);
}

/// `values`, and what `rare` makes of them in a branch that is taken only
/// where a lane asks for it; the types stay.
llvm::SmallVector<mlir::Value>
whereAny(Truth lanes, llvm::ArrayRef<mlir::Value> values,
         llvm::function_ref<llvm::SmallVector<mlir::Value>()> rare);

} // namespace tdsl::tir::math

#endif // TDSL_TIR_PASSES_MATH_VALUES_H
