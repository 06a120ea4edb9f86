//===- Gemm.h - A matrix product tiled in registers, as text --------------===//

#ifndef TDSL_TEST_UNIT_CUDA_EMULATOR_GEMM_H
#define TDSL_TEST_UNIT_CUDA_EMULATOR_GEMM_H

#include "Kernels.h"

#include "llvm/Support/FormatVariadic.h"

namespace tdsl::cuda::test {

/// Writes the kernel `gemm`: c[n, n] = a[k, n]^T * b[k, n] with blocks of 16x16
/// threads that compute 4x4 elements each, by tiles of 64x64 and 16 deep.
class GemmText {
public:
  std::string write() {
    text = Begin;
    for (int i = 0; i < 16; ++i)
      add("  %s{0} = phi float [ 0.0, %entry ], [ %u{0}, %next ]", i);
    for (int part = 0; part < 4; ++part)
      copyPart(part);
    text += Middle;
    for (int i = 0; i < 16; ++i)
      add("  %w{0} = phi float [ %s{0}, %tiles ], [ %u{0}, %inner ]", i);
    text += "  %line = mul i64 %q, 64\n  %line0 = add i64 %line, %ty4\n"
            "  %line1 = add i64 %line, %tx4\n";
    for (int i = 0; i < 4; ++i) {
      loadOperand("x", "tileA", "%line0", i);
      loadOperand("y", "tileB", "%line1", i);
    }
    for (int i = 0; i < 16; ++i)
      add("  %u{0} = call float @llvm.fma.f32(float %x{1}, float %y{2}, float "
          "%w{0})",
          i, i / 4, i % 4);
    text += End;
    for (int i = 0; i < 16; ++i)
      storeResult(i);
    return text + "  ret void\n}\n"
                  "declare float @llvm.fma.f32(float, float, float)\n";
  }

private:
  template <typename... Ts> void add(const char *format, Ts... values) {
    text += llvm::formatv(format, values...).str() + "\n";
  }

  /// Copies one of the four elements of each tile that a thread copies.
  void copyPart(int part) {
    add("  %e{0} = add i64 %lin, {1}", part, part * 256);
    add("  %er{0} = lshr i64 %e{0}, 6", part);
    add("  %ec{0} = and i64 %e{0}, 63", part);
    add("  %gk{0} = add i64 %k0, %er{0}", part);
    add("  %gr{0} = mul i64 %gk{0}, %n", part);
    for (auto [name, tile, origin] : {std::tuple("a", "tileA", "%row0"),
                                      std::tuple("b", "tileB", "%col0")}) {
      add("  %{1}o{0} = add i64 %gr{0}, {2}", part, name, origin);
      add("  %{1}i{0} = add i64 %{1}o{0}, %ec{0}", part, name);
      add("  %{1}p{0} = getelementptr float, ptr addrspace(1) %{1}, i64 "
          "%{1}i{0}",
          part, name);
      add("  %{1}v{0} = load float, ptr addrspace(1) %{1}p{0}, align 4", part,
          name);
      add("  %{1}t{0} = getelementptr float, ptr addrspace(3) @{2}, i64 %e{0}",
          part, name, tile);
      add("  store float %{1}v{0}, ptr addrspace(3) %{1}t{0}, align 4", part,
          name);
    }
  }

  void loadOperand(const char *name, const char *tile, const char *line,
                   int i) {
    add("  %{0}i{1} = add i64 {2}, {1}", name, i, line);
    add("  %{0}p{1} = getelementptr float, ptr addrspace(3) @{2}, i64 %{0}i{1}",
        name, i, tile);
    add("  %{0}{1} = load float, ptr addrspace(3) %{0}p{1}, align 4", name, i);
  }

  void storeResult(int i) {
    add("  %cr{0} = add i64 %crow, {1}", i, i / 4);
    add("  %cm{0} = mul i64 %cr{0}, %n", i);
    add("  %cc{0} = add i64 %ccol, {1}", i, i % 4);
    add("  %ci{0} = add i64 %cm{0}, %cc{0}", i);
    add("  %cp{0} = getelementptr float, ptr addrspace(1) %c, i64 %ci{0}", i);
    add("  store float %u{0}, ptr addrspace(1) %cp{0}, align 4", i);
  }

  static constexpr const char *Begin = R"(
@tileA = internal addrspace(3) global [1024 x float] undef, align 128
@tileB = internal addrspace(3) global [1024 x float] undef, align 128
define ptx_kernel void @gemm(ptr addrspace(1) %a, ptr addrspace(1) %b,
                             ptr addrspace(1) %c, i32 %ki, i32 %ni) {
entry:
  %k = zext i32 %ki to i64
  %n = zext i32 %ni to i64
  %txi = call i32 @llvm.nvvm.read.ptx.sreg.tid.x()
  %tyi = call i32 @llvm.nvvm.read.ptx.sreg.tid.y()
  %bxi = call i32 @llvm.nvvm.read.ptx.sreg.ctaid.x()
  %byi = call i32 @llvm.nvvm.read.ptx.sreg.ctaid.y()
  %tx = zext i32 %txi to i64
  %ty = zext i32 %tyi to i64
  %bx = zext i32 %bxi to i64
  %by = zext i32 %byi to i64
  %row0 = mul i64 %by, 64
  %col0 = mul i64 %bx, 64
  %tx4 = mul i64 %tx, 4
  %ty4 = mul i64 %ty, 4
  %lin0 = mul i64 %ty, 16
  %lin = add i64 %lin0, %tx
  br label %tiles
tiles:
  %k0 = phi i64 [ 0, %entry ], [ %k1, %next ]
)";

  static constexpr const char *Middle = R"(
  call void @llvm.nvvm.barrier0()
  br label %inner
inner:
  %q = phi i64 [ 0, %tiles ], [ %q1, %inner ]
)";

  static constexpr const char *End = R"(
  %q1 = add i64 %q, 1
  %qc = icmp ult i64 %q1, 16
  br i1 %qc, label %inner, label %next
next:
  call void @llvm.nvvm.barrier0()
  %k1 = add i64 %k0, 16
  %kc = icmp ult i64 %k1, %k
  br i1 %kc, label %tiles, label %done
done:
  %crow = add i64 %row0, %ty4
  %ccol = add i64 %col0, %tx4
)";

  std::string text;
};

} // namespace tdsl::cuda::test

#endif // TDSL_TEST_UNIT_CUDA_EMULATOR_GEMM_H
