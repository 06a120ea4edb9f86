//===- FloatsTest.cpp - Floats of kernels, bit by bit ---------------------===//

#include "Program.h"

#include <cmath>

using namespace tdsl::cuda::test;

namespace {

/// z[t] = operation(x[t], y[t]); T is the type of x and y, R that of z.
template <typename X, typename Z>
std::vector<Z> pairwise(const std::string &type, const std::string &result,
                        const std::string &operation, const std::vector<X> &x,
                        const std::vector<X> &y) {
  std::string text = R"(
tir.kernel @k threads [8, 1, 1] buffers [0, 1, 2] uses [1, 1, 2] sizes [0] {
^bb0(%x: !tir.buffer<$T, 1, argument>, %y: !tir.buffer<$T, 1, argument>,
     %z: !tir.buffer<$R, 1, argument>, %n: index):
  %c8 = arith.constant 8 : index
  %block = tir.block_id x
  %thread = tir.thread_id x
  %first = arith.muli %block, %c8 : index
  %i = arith.addi %first, %thread : index
  %inside = arith.cmpi slt, %i, %n : index
  scf.if %inside {
    %a = tir.load %x[%i] : !tir.buffer<$T, 1, argument>, index -> $T
    %b = tir.load %y[%i] : !tir.buffer<$T, 1, argument>, index -> $T
    )" + operation + R"(
    tir.store %r, %z[%i] : $R, !tir.buffer<$R, 1, argument>, index
  }
})";
  Program program(replaceAll(replaceAll(text, "$T", type), "$R", result));
  std::vector<Bytes> after =
      program.run("k", (x.size() + 7) / 8,
                  {bytesOf(x), bytesOf(y), bytesOf(std::vector<Z>(x.size()))},
                  {static_cast<int64_t>(x.size())});
  return valuesOf<Z>(after[2]);
}

/// A format by its bits.
struct Format {
  const char *name;
  uint64_t sign, infinity, nan, one, two;
};
const Format formats[] = {
    {"f16", 0x8000, 0x7c00, 0x7e00, 0x3c00, 0x4000},
    {"bf16", 0x8000, 0x7f80, 0x7fc0, 0x3f80, 0x4000},
    {"f32", 0x80000000, 0x7f800000, 0x7fc00000, 0x3f800000, 0x40000000},
    {"f64", 0x8000000000000000, 0x7ff0000000000000, 0x7ff8000000000000,
     0x3ff0000000000000, 0x4000000000000000}};

/// Checks max and min of all pairs of special values: NaN wins over all, +0 is
/// larger than -0.
template <typename Bits> void checkExtremes(const Format &format) {
  // In ascending order, with the NaN last.
  std::vector<uint64_t> values = {format.sign | format.infinity,
                                  format.sign | format.one,
                                  format.sign,
                                  0,
                                  format.one,
                                  format.two,
                                  format.infinity,
                                  format.nan};
  std::vector<Bits> x, y, largest, smallest;
  for (size_t i = 0; i < values.size(); ++i)
    for (size_t j = 0; j < values.size(); ++j) {
      x.push_back(Bits(values[i]));
      y.push_back(Bits(values[j]));
      bool isNan = std::max(i, j) + 1 == values.size();
      largest.push_back(Bits(values[std::max(i, j)]));
      smallest.push_back(isNan ? Bits(format.nan)
                               : Bits(values[std::min(i, j)]));
    }
  auto got = [&](const char *operation) {
    return pairwise<Bits, Bits>(format.name, format.name, operation, x, y);
  };
  EXPECT_EQ(got("%r = arith.maximumf %a, %b : $T"), largest) << format.name;
  EXPECT_EQ(got("%r = arith.minimumf %a, %b : $T"), smallest) << format.name;
}

TEST(Floats, HaveExtremesWithNanAndSignedZero) {
  checkExtremes<uint16_t>(formats[0]);
  checkExtremes<uint16_t>(formats[1]);
  checkExtremes<uint32_t>(formats[2]);
  checkExtremes<uint64_t>(formats[3]);
}

/// The form max(x, 0) is made of a comparison.
TEST(Floats, HavePositivePart) {
  std::vector<uint32_t> x = {0x80000000, 0, 0x7fc00000, 0xff800000, 0x3f800000};
  EXPECT_EQ((pairwise<uint32_t, uint32_t>("f32", "f32",
                                          "%zero = arith.constant 0.0 : f32\n"
                                          "%r = arith.maximumf %a, %zero : f32",
                                          x, x)),
            (std::vector<uint32_t>{0, 0, 0x7fc00000, 0, 0x3f800000}));
}

/// Sums of f16 and f32 are rounded once and to even; nothing is fused.
TEST(Floats, RoundEachOperation) {
  EXPECT_EQ((pairwise<uint16_t, uint16_t>(
                "f16", "f16", "%r = arith.addf %a, %b : f16",
                {0x6800, 0x6801, 0x0001}, {0x3c00, 0x3c00, 0x0001})),
            (std::vector<uint16_t>{0x6800, 0x6802, 0x0002}));
  float a = 0x1.000002p0f;
  EXPECT_EQ((pairwise<float, float>("f32", "f32",
                                    "%p = arith.mulf %a, %a : f32\n"
                                    "%r = arith.subf %p, %b : f32",
                                    {a}, {1.0f})),
            (std::vector<float>{0x1p-22f}));
  EXPECT_EQ((pairwise<float, float>("f32", "f32",
                                    "%m = arith.negf %b : f32\n"
                                    "%r = math.fma %a, %a, %m : f32",
                                    {a}, {1.0f})),
            (std::vector<float>{std::fma(a, a, -1.0f)}));
}

/// To even, overflow to infinity, NaN stays one.
TEST(Floats, NarrowToBrainFloat) {
  EXPECT_EQ((pairwise<uint32_t, uint16_t>(
                "f32", "bf16", "%r = arith.truncf %a : f32 to bf16",
                {0x3f808000, 0x3f818000, 0x3f808001, 0x7f7fffff, 0x80000000},
                {0, 0, 0, 0, 0})),
            (std::vector<uint16_t>{0x3f80, 0x3f82, 0x3f81, 0x7f80, 0x8000}));
  EXPECT_EQ((pairwise<uint16_t, uint32_t>("bf16", "f32",
                                          "%r = arith.extf %a : bf16 to f32",
                                          {0x3f81, 0xff80}, {0, 0})),
            (std::vector<uint32_t>{0x3f810000, 0xff800000}));
}

/// As the front end writes a cast: the ends are chosen, NaN is zero.
TEST(Floats, SaturateToIntegers) {
  const char *cast = R"(
    %low = arith.constant -128.0 : f32
    %beyond = arith.constant 128.0 : f32
    %zero = arith.constant 0.0 : f32
    %lowest = arith.constant -128 : i8
    %highest = arith.constant 127 : i8
    %isLow = arith.cmpf olt, %a, %low : f32
    %isHigh = arith.cmpf oge, %a, %beyond : f32
    %isNan = arith.cmpf uno, %a, %a : f32
    %ends = arith.ori %isLow, %isHigh : i1
    %outside = arith.ori %ends, %isNan : i1
    %safe = arith.select %outside, %zero, %a : f32
    %wide = arith.fptosi %safe : f32 to i32
    %narrow = arith.trunci %wide : i32 to i8
    %upper = arith.select %isHigh, %highest, %narrow : i8
    %r = arith.select %isLow, %lowest, %upper : i8)";
  std::vector<float> x = {-1e30f, -128.5f, -128.0f,  -1.9f, 1.9f,
                          127.9f, 128.0f,  INFINITY, NAN};
  EXPECT_EQ((pairwise<float, int8_t>("f32", "i8", cast, x, x)),
            (std::vector<int8_t>{-128, -128, -128, -1, 1, 127, 127, 127, 0}));
}

TEST(Floats, CompareWithNan) {
  std::vector<float> x = {1, 2, NAN, NAN}, y = {2, 1, 1, NAN};
  auto got = [&](const char *predicate) {
    return pairwise<float, uint8_t>(
        "f32", "i1",
        std::string("%r = arith.cmpf ") + predicate + ", %a, %b : f32", x, y);
  };
  EXPECT_EQ(got("olt"), (std::vector<uint8_t>{1, 0, 0, 0}));
  EXPECT_EQ(got("une"), (std::vector<uint8_t>{1, 1, 1, 1}));
  EXPECT_EQ(got("uno"), (std::vector<uint8_t>{0, 0, 1, 1}));
}

} // namespace
