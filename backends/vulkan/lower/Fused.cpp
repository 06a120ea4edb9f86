//===- Fused.cpp - a * b + c with one rounding ----------------------------===//
//
// GLSL.std.450 lets Fma round twice. Cards have it as one instruction; where
// the device has not (a processor that plays a device), it is computed in f64
// by operations whose errors are known exactly.
//
//===----------------------------------------------------------------------===//

#include "backends/vulkan/lower/Emitter.h"

using namespace mlir;

namespace tdsl::vulkan {
namespace {

/// A number as a sum of two: rounded, and what that lost.
struct Pair {
  Value high, low;
};

/// f64 operations that no driver may touch.
class Doubles {
public:
  explicit Doubles(Emitter &e) : e(e), b(e.b), type(e.b.getF64Type()) {}

  Value add(Value x, Value y) { return exact(b.create<spirv::FAddOp>(x, y)); }
  Value subtract(Value x, Value y) {
    return exact(b.create<spirv::FSubOp>(x, y));
  }
  Value multiply(Value x, Value y) {
    return exact(b.create<spirv::FMulOp>(x, y));
  }
  Value wide(Value x) {
    return x.getType() == type ? x : b.create<spirv::FConvertOp>(type, x);
  }

  Pair sum(Value x, Value y);
  Pair product(Value x, Value y);
  Value roundedToOdd(Pair number);
  Value isFinite(Value x) {
    Value difference = subtract(x, x); // NaN of what is not
    return b.create<spirv::FOrdEqualOp>(difference, difference);
  }

private:
  Emitter &e;
  ImplicitLocOpBuilder &b;
  Type type;

  Pair halves(Value x);
};

/// Knuth's: for numbers of any size.
Pair Doubles::sum(Value x, Value y) {
  Value high = add(x, y);
  Value ofY = subtract(high, x);
  Value ofX = subtract(high, ofY);
  return {high, add(subtract(x, ofX), subtract(y, ofY))};
}

/// Dekker's: 26 bits and the others, whose products are exact.
Pair Doubles::halves(Value x) {
  Value scaled = multiply(x, e.real(type, 134217729.0)); // 2^27 + 1
  Value high = subtract(scaled, subtract(scaled, x));
  return {high, subtract(x, high)};
}

Pair Doubles::product(Value x, Value y) {
  Value high = multiply(x, y);
  Pair p = halves(x), q = halves(y);
  Value rest = subtract(multiply(p.high, q.high), high);
  rest = add(rest, multiply(p.high, q.low));
  rest = add(rest, multiply(p.low, q.high));
  return {high, add(rest, multiply(p.low, q.low))};
}

/// Where something was lost, the neighbour whose last bit is 1: what it is
/// rounded to next is what one rounding would have given.
Value Doubles::roundedToOdd(Pair number) {
  Type words = VectorType::get({2}, b.getI32Type());
  Value bits = b.create<spirv::BitcastOp>(words, number.high);
  auto word = [&](int32_t place) -> Value {
    return b.create<spirv::CompositeExtractOp>(bits, ArrayRef(place));
  };
  auto select = [&](Value which, Value yes, Value no) -> Value {
    return b.create<spirv::SelectOp>(which, yes, no);
  };
  Value low = word(0), high = word(1), none = e.word(0), one = e.word(1);
  Value zero = e.zero(type);
  Value isInexact = b.create<spirv::FOrdNotEqualOp>(number.low, zero);
  Value isEven =
      b.create<spirv::IEqualOp>(b.create<spirv::BitwiseAndOp>(low, one), none);
  // Was it rounded away from zero? Then the neighbour is nearer to it.
  Value isFarther = b.create<spirv::LogicalNotEqualOp>(
      b.create<spirv::FOrdLessThanOp>(number.low, zero),
      b.create<spirv::FOrdLessThanOp>(number.high, zero));
  Value borrows = b.create<spirv::LogicalAndOp>(
      isFarther, b.create<spirv::IEqualOp>(low, none));
  Value oddLow = select(isFarther, b.create<spirv::ISubOp>(low, one),
                        b.create<spirv::BitwiseOrOp>(low, one));
  Value oddHigh = select(borrows, b.create<spirv::ISubOp>(high, one), high);
  Value odd =
      b.create<spirv::BitcastOp>(type, b.create<spirv::CompositeConstructOp>(
                                           words, ValueRange{oddLow, oddHigh}));
  return select(b.create<spirv::LogicalAndOp>(isInexact, isEven), odd,
                number.high);
}

} // namespace

Value fused(Emitter &e, Value x, Value y, Value z) {
  Type type = x.getType();
  if (e.limits().fma)
    return e.b.create<spirv::GLFmaOp>(type, x, y, z);
  e.require(Feature::F64);
  Doubles on(e);
  if (!type.isF64()) { // the product is exact
    Value product = on.multiply(on.wide(x), on.wide(y));
    Value odd = on.roundedToOdd(on.sum(product, on.wide(z)));
    return e.b.create<spirv::FConvertOp>(type, odd);
  }
  Pair product = on.product(x, y);
  Pair sum = on.sum(product.high, z);
  Value rest = on.roundedToOdd(on.sum(sum.low, product.low));
  Value once = on.add(sum.high, rest);
  // Infinities, and numbers that halves() makes infinite.
  Value twice = on.add(product.high, z);
  return e.b.create<spirv::SelectOp>(on.isFinite(once), once, twice);
}

} // namespace tdsl::vulkan
