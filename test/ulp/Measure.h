//===- Measure.h - The largest error of a compiled function ---------------===//
//
// A program of one function goes through the whole compiler to the cpu
// backend; what it computes is compared with Exact.h.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_TEST_ULP_MEASURE_H
#define TDSL_TEST_ULP_MEASURE_H

#include "compiler/sema/BuiltinNames.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace tdsl::ulp {

enum class Float : uint8_t { F16, BF16, F32, F64 };
llvm::StringRef spelling(Float type);

/// A line of UlpBounds.def.
struct Bound {
  sema::Builtin function;
  double f32, f64;

  llvm::StringRef name() const { return sema::info(function).name; }
  unsigned arity() const { return sema::info(function).arity; }
  /// Of a type: the narrow ones have one bound for all functions.
  double of(Float type) const;
};
const std::vector<Bound> &bounds();

/// Arguments by their bits, one after the other.
struct Samples {
  uint64_t count;
  std::function<uint64_t(uint64_t)> bits;
};
/// Every value of a type of at most 32 bits.
Samples everyValue(Float type);
/// Some millions, spread over all bit patterns, and all around the points where
/// methods change or results end.
Samples slice(Float type);

struct Worst {
  double ulp = 0; // infinite where a special value is wrong
  double x = 0, y = 0, got = 0;
};

/// `features` are those of LLVM that the host has beyond or, "-fma", has not.
/// Nothing where the program does not compile.
std::optional<Worst> measure(const Bound &bound, Float type,
                             const Samples &samples,
                             const std::string &features = "");

/// The distance of `got` from the exact result in units of the last place of
/// a type with so many binary digits and such exponents.
struct Format {
  int digits, lowest, highest; // 2^lowest is the smallest normal number
};
Format formatOf(Float type);
double errorOf(double got, long double exact, Format format);

} // namespace tdsl::ulp

#endif // TDSL_TEST_ULP_MEASURE_H
