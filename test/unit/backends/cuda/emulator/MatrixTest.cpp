//===- MatrixTest.cpp - Products of fragments in a warp -------------------===//

#include "Kernels.h"

#include "backends/cuda/emulator/host/Narrow.h"

#include <cmath>

using namespace tdsl::cuda;
using namespace tdsl::cuda::test;
using tdsl::cuda::emulator::host::fromBfloat;
using tdsl::cuda::emulator::host::fromHalf;
using tdsl::cuda::emulator::host::toBfloat;
using tdsl::cuda::emulator::host::toHalf;

namespace {

/// Whole numbers from -3 to 3, not symmetric in any way.
float entry(uint32_t i, uint32_t j, uint32_t seed) {
  return static_cast<float>((i * 5 + j * 3 + i * j + seed) % 7) - 3;
}

/// What c[16, 8] must be for a[16, k] * b[k, 8], plus 1.
std::vector<float> product(uint32_t depth) {
  std::vector<float> c;
  for (uint32_t i = 0; i < 16; ++i)
    for (uint32_t j = 0; j < 8; ++j) {
      float sum = 1;
      for (uint32_t k = 0; k < depth; ++k)
        sum += entry(i, k, 0) * entry(k, j, 4);
      c.push_back(sum);
    }
  return c;
}

using Narrow = uint16_t (*)(double);

template <typename T, typename Convert>
std::vector<T> matrix(uint32_t rows, uint32_t columns, uint32_t seed,
                      Convert convert) {
  std::vector<T> values;
  for (uint32_t i = 0; i < rows; ++i)
    for (uint32_t j = 0; j < columns; ++j)
      values.push_back(convert(entry(i, j, seed)));
  return values;
}

/// The names of a lane's place: `%row` = lane / 4, `%pair` = lane % 4 * 2.
const char *Lane = R"(
    %t = call i32 @llvm.nvvm.read.ptx.sreg.tid.x()
    %row = lshr i32 %t, 2
    %inRow = and i32 %t, 3
    %pair = mul i32 %inRow, 2
)";

/// Writes the words of %d to c[16, 8] as the manual lays them out.
const char *StoreFloats = R"(
    %c0 = mul i32 %row, 8
    %c1 = add i32 %c0, %pair
    %d0 = extractvalue {float, float, float, float} %d, 0
    %d1 = extractvalue {float, float, float, float} %d, 1
    %d2 = extractvalue {float, float, float, float} %d, 2
    %d3 = extractvalue {float, float, float, float} %d, 3
    %p0 = getelementptr float, ptr addrspace(1) %c, i32 %c1
    %p1 = getelementptr float, ptr addrspace(1) %p0, i32 1
    %p2 = getelementptr float, ptr addrspace(1) %p0, i32 64
    %p3 = getelementptr float, ptr addrspace(1) %p0, i32 65
    store float %d0, ptr addrspace(1) %p0, align 4
    store float %d1, ptr addrspace(1) %p1, align 4
    store float %d2, ptr addrspace(1) %p2, align 4
    store float %d3, ptr addrspace(1) %p3, align 4
    ret void
  }
)";

/// Copies a[16, 16] and b[16, 8] to shared memory, loads them by ldmatrix and
/// multiplies. The rows of matrix w are pointed to by the lanes 8 w to 8 w + 7.
const char *ThroughShared = R"(
    br label %fill
  fill:
    %n = phi i32 [ %t, %0 ], [ %n1, %filled ]
    %fa = getelementptr i32, ptr addrspace(1) %a, i32 %n
    %va = load i32, ptr addrspace(1) %fa, align 4
    %sa = getelementptr i32, ptr addrspace(3) @tileA, i32 %n
    store i32 %va, ptr addrspace(3) %sa, align 4
    %half = lshr i32 %n, 1
    %fb = getelementptr i32, ptr addrspace(1) %b, i32 %half
    %vb = load i32, ptr addrspace(1) %fb, align 4
    %sb = getelementptr i32, ptr addrspace(3) @tileB, i32 %half
    %even = and i32 %n, 1
    %isEven = icmp eq i32 %even, 0
    br i1 %isEven, label %fillB, label %filled
  fillB:
    store i32 %vb, ptr addrspace(3) %sb, align 4
    br label %filled
  filled:
    %n1 = add i32 %n, 32
    %more = icmp ult i32 %n1, 128
    br i1 %more, label %fill, label %multiply
  multiply:
    call void @llvm.nvvm.barrier0()
    %ar = and i32 %t, 15
    %ac = lshr i32 %t, 4
    %ar16 = mul i32 %ar, 16
    %ac8 = mul i32 %ac, 8
    %ai = add i32 %ar16, %ac8
    %ap = getelementptr half, ptr addrspace(3) @tileA, i32 %ai
    %fragA = call {i32, i32, i32, i32}
      @llvm.nvvm.ldmatrix.sync.aligned.m8n8.x4.b16.p3(ptr addrspace(3) %ap)
    %br8 = mul i32 %ar, 8
    %bp = getelementptr half, ptr addrspace(3) @tileB, i32 %br8
    %fragB = call {i32, i32}
      @llvm.nvvm.ldmatrix.sync.aligned.m8n8.x2.trans.b16.p3(
        ptr addrspace(3) %bp)
    %a0i = extractvalue {i32, i32, i32, i32} %fragA, 0
    %a1i = extractvalue {i32, i32, i32, i32} %fragA, 1
    %a2i = extractvalue {i32, i32, i32, i32} %fragA, 2
    %a3i = extractvalue {i32, i32, i32, i32} %fragA, 3
    %b0i = extractvalue {i32, i32} %fragB, 0
    %b1i = extractvalue {i32, i32} %fragB, 1
    %a0 = bitcast i32 %a0i to <2 x half>
    %a1 = bitcast i32 %a1i to <2 x half>
    %a2 = bitcast i32 %a2i to <2 x half>
    %a3 = bitcast i32 %a3i to <2 x half>
    %b0 = bitcast i32 %b0i to <2 x half>
    %b1 = bitcast i32 %b1i to <2 x half>
)";

const char *Signature =
    "define ptx_kernel void @k(ptr addrspace(1) %a, ptr addrspace(1) %b, ptr "
    "addrspace(1) %c) {";

std::string tilesAndLoads() {
  return std::string(R"(
    @tileA = internal addrspace(3) global [256 x half] undef, align 128
    @tileB = internal addrspace(3) global [128 x half] undef, align 128
    declare {i32, i32, i32, i32}
      @llvm.nvvm.ldmatrix.sync.aligned.m8n8.x4.b16.p3(ptr addrspace(3))
    declare {i32, i32}
      @llvm.nvvm.ldmatrix.sync.aligned.m8n8.x2.trans.b16.p3(ptr addrspace(3))
    declare {float, float, float, float}
      @llvm.nvvm.mma.m16n8k16.row.col.f32.f32(<2 x half>, <2 x half>,
        <2 x half>, <2 x half>, <2 x half>, <2 x half>, float, float, float,
        float)
    declare {<2 x half>, <2 x half>}
      @llvm.nvvm.mma.m16n8k16.row.col.f16.f16(<2 x half>, <2 x half>,
        <2 x half>, <2 x half>, <2 x half>, <2 x half>, <2 x half>, <2 x half>)
  )") + Signature +
         Lane + ThroughShared;
}

TEST(Matrix, HalvesThroughSharedMemoryToFloats) {
  Emulated emulated(tilesAndLoads() + R"(
    %d = call {float, float, float, float}
      @llvm.nvvm.mma.m16n8k16.row.col.f32.f32(<2 x half> %a0, <2 x half> %a1,
        <2 x half> %a2, <2 x half> %a3, <2 x half> %b0, <2 x half> %b1,
        float 1.0, float 1.0, float 1.0, float 1.0)
  )" + StoreFloats);
  auto a = matrix<uint16_t>(16, 16, 0, &toHalf);
  auto b = matrix<uint16_t>(16, 8, 4, &toHalf);
  for (EmulatorOptions options : {Ascending, Descending, Checked}) {
    std::vector<float> c(128);
    EXPECT_EQ(
        Call("k").block(32).array(a).array(b).array(c).run(emulated, options),
        "");
    EXPECT_EQ(c, product(16));
  }
}

TEST(Matrix, LoadOfRowsIsChecked) {
  std::string text = tilesAndLoads() + "ret void\n}";
  auto a = matrix<uint16_t>(16, 16, 0, &toHalf);
  auto b = matrix<uint16_t>(16, 8, 4, &toHalf);
  std::vector<float> c(128);
  auto check = [&](const std::string &what, const std::string &by) {
    std::string mutant = text;
    replace(mutant, what, by);
    Emulated emulated(mutant);
    return Call("k").block(32).array(a).array(b).array(c).run(emulated,
                                                              Checked);
  };
  const char *begin = "kernel `k` block (0, 0, 0): ";
  EXPECT_EQ(check("call void @llvm.nvvm.barrier0()", ""),
            std::string(begin) +
                "thread (0, 0, 0) reads byte 4 of shared array `tileA`, which "
                "no thread of the block has written");
  EXPECT_EQ(check("%ac8 = mul i32 %ac, 8", "%ac8 = mul i32 %ac, 16"),
            std::string(begin) +
                "out of bounds: thread (31, 0, 0) reads byte 512 of shared "
                "array `tileA`, which has 512 bytes");
  EXPECT_EQ(check("%ac8 = mul i32 %ac, 8", "%ac8 = mul i32 %ac, 4"),
            std::string(begin) +
                "thread (16, 0, 0) calls "
                "`llvm.nvvm.ldmatrix.sync.aligned.m8n8.x4.b16.p3` with an "
                "address that 16 does not divide");
}

TEST(Matrix, HalvesToHalves) {
  Emulated emulated(tilesAndLoads() + R"(
    %one = insertelement <2 x half> <half 1.0, half 1.0>, half 1.0, i32 0
    %d = call {<2 x half>, <2 x half>}
      @llvm.nvvm.mma.m16n8k16.row.col.f16.f16(<2 x half> %a0, <2 x half> %a1,
        <2 x half> %a2, <2 x half> %a3, <2 x half> %b0, <2 x half> %b1,
        <2 x half> %one, <2 x half> %one)
    %d0 = extractvalue {<2 x half>, <2 x half>} %d, 0
    %d1 = extractvalue {<2 x half>, <2 x half>} %d, 1
    %c0 = mul i32 %row, 8
    %c1 = add i32 %c0, %pair
    %p0 = getelementptr half, ptr addrspace(1) %c, i32 %c1
    %p1 = getelementptr half, ptr addrspace(1) %p0, i32 64
    store <2 x half> %d0, ptr addrspace(1) %p0, align 4
    store <2 x half> %d1, ptr addrspace(1) %p1, align 4
    ret void
  })");
  auto a = matrix<uint16_t>(16, 16, 0, &toHalf);
  auto b = matrix<uint16_t>(16, 8, 4, &toHalf);
  std::vector<uint16_t> c(128);
  EXPECT_EQ(Call("k").block(32).array(a).array(b).array(c).run(emulated), "");
  std::vector<float> given;
  for (uint16_t bits : c)
    given.push_back(fromHalf(bits));
  EXPECT_EQ(given, product(16));
}

/// The address of a 32-bit word of a[16, k] at %row + `down` and column
/// `across`, and its value as %name.
std::string loadWord(const std::string &name, const std::string &matrix,
                     int down, const std::string &column, int words) {
  std::string r = "%" + name + "r", m = "%" + name + "m", i = "%" + name + "i",
              p = "%" + name + "p";
  return r + " = add i32 %row, " + std::to_string(down) + "\n" + m +
         " = mul i32 " + r + ", " + std::to_string(words) + "\n" + i +
         " = add i32 " + m + ", " + column + "\n" + p +
         " = getelementptr i32, ptr addrspace(1) %" + matrix + ", i32 " + i +
         "\n%" + name + " = load i32, ptr addrspace(1) " + p + ", align 4\n";
}

/// A kernel that loads its fragments from a[16, k] and from b transposed,
/// [8, k], word by word: each word is `row` of lane / 4, the words of its lane.
std::string wordByWord(const std::string &intrinsic, int words) {
  std::string type = "{float, float, float, float}";
  std::string operands = "(i32, i32, i32, i32, i32, i32, float, float, float, "
                         "float)";
  std::string far = std::to_string(words / 2);
  return "declare " + type + " @llvm.nvvm.mma." + intrinsic + operands +
         Signature + Lane + "%far = add i32 %inRow, " + far + "\n" +
         loadWord("a0", "a", 0, "%inRow", words) +
         loadWord("a1", "a", 8, "%inRow", words) +
         loadWord("a2", "a", 0, "%far", words) +
         loadWord("a3", "a", 8, "%far", words) +
         loadWord("b0", "b", 0, "%inRow", words) +
         loadWord("b1", "b", 0, "%far", words) + "%d = call " + type +
         " @llvm.nvvm.mma." + intrinsic +
         "(i32 %a0, i32 %a1, i32 %a2, i32 %a3, i32 %b0, i32 %b1, float 1.0, "
         "float 1.0, float 1.0, float 1.0)" +
         StoreFloats;
}

template <typename T>
std::vector<T> transposed(const std::vector<T> &of, size_t columns) {
  std::vector<T> result;
  for (size_t j = 0; j < columns; ++j)
    for (size_t i = 0; i < of.size() / columns; ++i)
      result.push_back(of[i * columns + j]);
  return result;
}

TEST(Matrix, Bfloats) {
  Emulated emulated(wordByWord("m16n8k16.row.col.bf16", 8));
  auto a = matrix<uint16_t>(16, 16, 0, &toBfloat);
  auto b = transposed(matrix<uint16_t>(16, 8, 4, &toBfloat), 8);
  std::vector<float> c(128);
  EXPECT_EQ(Call("k").block(32).array(a).array(b).array(c).run(emulated), "");
  EXPECT_EQ(c, product(16));
}

TEST(Matrix, TensorFloats) {
  Emulated emulated(wordByWord("m16n8k8.row.col.tf32", 8));
  auto same = [](float value) { return value + 0x1p-12f; };
  auto a = matrix<float>(16, 8, 0, same);
  auto b = transposed(matrix<float>(8, 8, 4, same), 8);
  std::vector<float> c(128);
  EXPECT_EQ(Call("k").block(32).array(a).array(b).array(c).run(emulated), "");
  // Ten bits of fraction are looked at; those of 2^-12 are lost except where
  // the number is small.
  std::vector<float> wanted = product(8);
  for (size_t i = 0; i < 128; ++i)
    EXPECT_NEAR(c[i], wanted[i], 0.05) << i;
}

TEST(Matrix, Bytes) {
  for (std::string type : {"s8", "u8"}) {
    std::string name = "m16n8k32.row.col." + type;
    std::string text = wordByWord(name, 8);
    // The same kernel, with sums that are whole numbers.
    for (size_t at = 0; (at = text.find("float", at)) != std::string::npos;)
      text.replace(at, 5, "i32");
    for (size_t at = 0; (at = text.find("i32 1.0", at)) != std::string::npos;)
      text.replace(at, 7, "i32 1");
    Emulated emulated(text);
    auto byte = [&](float value) {
      return static_cast<uint8_t>(static_cast<int>(value) +
                                  (type == "u8" ? 200 : 0));
    };
    auto a = matrix<uint8_t>(16, 32, 0, byte);
    auto b = transposed(matrix<uint8_t>(32, 8, 4, byte), 8);
    std::vector<int32_t> c(128), wanted;
    EXPECT_EQ(Call("k").block(32).array(a).array(b).array(c).run(emulated), "");
    for (size_t i = 0; i < 16; ++i)
      for (size_t j = 0; j < 8; ++j) {
        int32_t sum = 1;
        for (size_t k = 0; k < 32; ++k) {
          uint8_t x = a[i * 32 + k], y = b[j * 32 + k];
          sum += type == "u8" ? x * y : int8_t(x) * int8_t(y);
        }
        wanted.push_back(sum);
      }
    EXPECT_EQ(c, wanted);
  }
}

TEST(Matrix, WantsAWholeWarp) {
  Emulated emulated(wordByWord("m16n8k8.row.col.tf32", 8));
  std::vector<float> a(128), b(64), c(128);
  EXPECT_EQ(Call("k").block(31).array(a).array(b).array(c).run(emulated),
            "kernel `k` block (0, 0, 0): thread (0, 0, 0) calls "
            "`llvm.nvvm.mma.m16n8k8.row.col.tf32` in a warp of less than 32 "
            "threads");
}

TEST(Narrow, RoundsToNearestEven) {
  EXPECT_EQ(toHalf(1.0), 0x3c00);
  EXPECT_EQ(toHalf(-2.0), 0xc000);
  EXPECT_EQ(toHalf(65504.0), 0x7bff);
  EXPECT_EQ(toHalf(65520.0), 0x7c00);
  EXPECT_EQ(toHalf(2049.0), toHalf(2048.0));
  EXPECT_EQ(toHalf(2051.0), toHalf(2052.0));
  EXPECT_EQ(toHalf(0x1p-24), 1);
  EXPECT_EQ(toBfloat(1.0), 0x3f80);
  EXPECT_EQ(toBfloat(257.0), toBfloat(256.0));
  for (uint32_t bits = 0; bits < 0x7c00; ++bits)
    ASSERT_EQ(toHalf(fromHalf(static_cast<uint16_t>(bits))), bits);
  EXPECT_TRUE(std::isnan(fromHalf(0xffff)));
  EXPECT_EQ(fromHalf(0xfc00), -INFINITY);
}

} // namespace
