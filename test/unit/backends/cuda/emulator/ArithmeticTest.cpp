//===- ArithmeticTest.cpp - NVVM's arithmetic on the host -----------------===//

#include "Kernels.h"

#include "backends/cuda/emulator/Intrinsics.h"

#include <cmath>
#include <limits>

using namespace tdsl::cuda;
using namespace tdsl::cuda::test;
using tdsl::cuda::emulator::findIntrinsic;
using tdsl::cuda::emulator::KnownIntrinsic;

namespace {

/// What an intrinsic gives for operands of one type.
template <typename T>
T given(const std::string &name, const std::string &type,
        std::vector<T> operands) {
  std::string types, loads, values;
  for (size_t index = 0; index < operands.size(); ++index) {
    std::string number = std::to_string(index);
    std::string separator = index ? ", " : "";
    types += separator + type;
    values += separator + type + " %x" + number;
    loads += "%p" + number + " = getelementptr " + type +
             ", ptr addrspace(1) %in, i32 " + number + "\n%x" + number +
             " = load " + type + ", ptr addrspace(1) %p" + number + "\n";
  }
  Emulated emulated("declare " + type + " @llvm.nvvm." + name + "(" + types +
                    ")\ndefine ptx_kernel void @k(ptr addrspace(1) %in, ptr "
                    "addrspace(1) %out) {\n" +
                    loads + "%y = call " + type + " @llvm.nvvm." + name + "(" +
                    values + ")\nstore " + type +
                    " %y, ptr addrspace(1) %out\nret void\n}");
  std::vector<T> out(1);
  EXPECT_EQ(Call("k").array(operands).array(out).run(emulated), "");
  return out[0];
}

float one(const std::string &name, float x) {
  return given<float>(name, "float", {x});
}

TEST(Arithmetic, Floats) {
  EXPECT_EQ(one("fabs.f", -1.5f), 1.5f);
  EXPECT_EQ(one("floor.f", -1.5f), -2.0f);
  EXPECT_EQ(one("ceil.f", -1.5f), -1.0f);
  EXPECT_EQ(one("trunc.f", -1.5f), -1.0f);
  EXPECT_EQ(one("round.f", 2.5f), 2.0f);
  EXPECT_EQ(one("sqrt.rn.f", 2.0f), std::sqrt(2.0f));
  EXPECT_EQ(one("sqrt.approx.f", 9.0f), 3.0f);
  EXPECT_EQ(one("rcp.rn.f", 3.0f), 1.0f / 3.0f);
  EXPECT_EQ(one("rsqrt.approx.f", 4.0f), 0.5f);
  EXPECT_EQ(one("ex2.approx.f", 3.0f), 8.0f);
  EXPECT_EQ(one("lg2.approx.f", 8.0f), 3.0f);
  EXPECT_NEAR(one("sin.approx.f", 1.0f), std::sin(1.0f), 1e-6f);
  EXPECT_NEAR(one("cos.approx.f", 1.0f), std::cos(1.0f), 1e-6f);
  EXPECT_EQ(one("saturate.f", 1.5f), 1.0f);
  EXPECT_EQ(one("saturate.f", -1.5f), 0.0f);
  EXPECT_EQ(one("saturate.f", NAN), 0.0f);
  EXPECT_EQ(one("saturate.f", 0.25f), 0.25f);
}

TEST(Arithmetic, SeveralOperands) {
  auto floats = [](const char *name, std::vector<float> operands) {
    return given<float>(name, "float", std::move(operands));
  };
  EXPECT_EQ(floats("fma.rn.f", {0x1.000002p0f, 0x1.000002p0f, -1.0f}),
            std::fma(0x1.000002p0f, 0x1.000002p0f, -1.0f));
  EXPECT_EQ(floats("fmax.f", {NAN, 1.0f}), 1.0f);
  EXPECT_EQ(floats("fmin.f", {NAN, 1.0f}), 1.0f);
  EXPECT_EQ(floats("fmax.f", {2.0f, 1.0f}), 2.0f);
  EXPECT_TRUE(std::isnan(floats("fmax.nan.f", {NAN, 1.0f})));
  EXPECT_EQ(floats("add.rn.f", {2.0f, 1.0f}), 3.0f);
  EXPECT_EQ(floats("mul.rn.f", {2.0f, 3.0f}), 6.0f);
  EXPECT_EQ(floats("div.approx.f", {1.0f, 4.0f}), 0.25f);
  EXPECT_EQ(given<double>("fma.rn.d", "double", {2, 3, 4}), 10.0);
}

TEST(Arithmetic, HighProducts) {
  EXPECT_EQ(given<int32_t>("mulhi.i", "i32", {-2, 3}), -1);
  EXPECT_EQ(given<uint32_t>("mulhi.ui", "i32", {0x80000000u, 6}), 3u);
  EXPECT_EQ(given<int64_t>("mulhi.ll", "i64", {-2, 3}), -1);
  EXPECT_EQ(given<uint64_t>("mulhi.ull", "i64", {uint64_t(1) << 63, 6}), 3u);
}

TEST(Arithmetic, RoundsPairs) {
  Emulated emulated(R"(
    declare <2 x half> @llvm.nvvm.ff2f16x2.rn(float, float)
    declare <2 x bfloat> @llvm.nvvm.ff2bf16x2.rn(float, float)
    define ptx_kernel void @k(ptr addrspace(1) %out, float %x, float %y) {
      %h = call <2 x half> @llvm.nvvm.ff2f16x2.rn(float %x, float %y)
      store <2 x half> %h, ptr addrspace(1) %out
      %b = call <2 x bfloat> @llvm.nvvm.ff2bf16x2.rn(float %x, float %y)
      %p = getelementptr <2 x bfloat>, ptr addrspace(1) %out, i32 1
      store <2 x bfloat> %b, ptr addrspace(1) %p
      ret void
    })");
  std::vector<uint32_t> out(2);
  // 1.0 and 2.0, of which the second is the lower.
  EXPECT_EQ(
      Call("k").array(out).number(0x3f800000).number(0x40000000).run(emulated),
      "");
  EXPECT_EQ(out[0], 0x3c004000u);
  EXPECT_EQ(out[1], 0x3f804000u);
}

TEST(Intrinsics, AreFoundByTheirNames) {
  const char *names[] = {
#define TDSL_NVVM_CALL(Name, Function) Name,
#define TDSL_NVVM_FORMULA(Name, Formula) Name,
#define TDSL_NVVM_MATH(Name, Intrinsic) Name,
#define TDSL_NVVM_NOTHING(Name) Name,
#define TDSL_NVVM_REGISTER(Name, Register) Name,
#include "backends/cuda/emulator/Intrinsics.def"
  };
  std::string before;
  for (const char *name : names) {
    EXPECT_LT(before, name);
    before = name;
    const KnownIntrinsic *known = findIntrinsic(name);
    ASSERT_TRUE(known) << name;
    EXPECT_EQ(known->name, name);
    // LLVM knows it too: a name that it does not know can be in no module.
    EXPECT_NE(llvm::Function::lookupIntrinsicID(name),
              llvm::Intrinsic::not_intrinsic)
        << name;
  }
  EXPECT_FALSE(findIntrinsic("llvm.nvvm.read.ptx.sreg.clock"));
  EXPECT_FALSE(findIntrinsic("llvm.fma.f32"));
}

} // namespace
