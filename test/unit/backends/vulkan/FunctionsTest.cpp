//===- FunctionsTest.cpp - Elementary functions keep their bounds ---------===//
//
// As they are expanded for every target, on the device: compiler/target/
// UlpBounds.def has what the language promises.
//
//===----------------------------------------------------------------------===//

#include "test/unit/backends/vulkan/Kernel.h"

#include <cmath>

using namespace tdsl::test;

namespace {

/// In units of the last place of the exact result.
double ulps(float got, double exact) {
  if (std::isnan(exact) || std::isnan(got))
    return std::isnan(exact) == std::isnan(got) ? 0 : 1e9;
  float rounded = float(exact);
  if (std::isinf(rounded))
    return got == rounded ? 0 : 1e9;
  if (std::fabs(exact) < 0x1p-125) // near what a device may flush
    return std::fabs(got - exact) / 0x1p-125;
  int exponent;
  std::frexp(exact, &exponent);
  return std::fabs(double(got) - exact) / std::ldexp(1.0, exponent - 24);
}

struct Function {
  const char *name;
  double (*exact)(double);
  double bound;
  double from, to;
};

TEST_F(VulkanKernels, FunctionsKeepTheirBounds) {
#define TDSL_ULP_BOUND(Name, single, ...)                                      \
  constexpr double Name = single;                                              \
  (void)Name;
#include "compiler/target/UlpBounds.def"
#undef TDSL_ULP_BOUND
  const Function functions[] = {{"exp", std::exp, Exp, -87, 88},
                                {"exp2", std::exp2, Exp2, -125, 127},
                                {"expm1", std::expm1, Expm1, -20, 80},
                                {"log", std::log, Log, 1e-30, 1e5},
                                {"log2", std::log2, Log2, 1e-30, 100},
                                {"log1p", std::log1p, Log1p, -0.99, 100},
                                {"sin", std::sin, Sin, -100, 100},
                                {"cos", std::cos, Cos, -1e6, 1e6},
                                {"tanh", std::tanh, Tanh, -10, 10},
                                {"erf", std::erf, Erf, -5, 5}};
  for (const Function &function : functions) {
    std::vector<float> x;
    for (int i = 0; i != 50000; ++i)
      x.push_back(
          float(function.from + (function.to - function.from) * i / 49999));
    for (float special : {0.0f, -0.0f, 1e-20f, 0.5f, 1.0f, INFINITY, NAN})
      x.push_back(special);
    std::string body = "%r = math." + std::string(function.name) + " %a : f32";
    std::vector<float> got = forEach<float>(body, x, x, /*expand=*/true);
    double worst = 0;
    float where = 0;
    for (size_t i = 0; i != x.size(); ++i) {
      double error = ulps(got[i], function.exact(double(x[i])));
      if (error > worst) {
        worst = error;
        where = x[i];
      }
    }
    EXPECT_LE(worst, function.bound) << function.name << " at " << where;
    RecordProperty(function.name, std::to_string(worst));
  }
}

} // namespace
