//===- Matmul.h - A matrix product through shared tiles, as text ----------===//

#ifndef TDSL_TEST_UNIT_CUDA_EMULATOR_MATMUL_H
#define TDSL_TEST_UNIT_CUDA_EMULATOR_MATMUL_H

#include "Kernels.h"

namespace tdsl::cuda::test {

/// c[M, N] = a[M, K] * b[K, N], all of them multiples of 16: a block of 16x16
/// threads computes a tile. Its two barriers are `; first` and `; second`.
inline std::string matmulText() {
  return R"(
    @tileA = internal addrspace(3) global [256 x float] undef, align 16
    @tileB = internal addrspace(3) global [256 x float] undef, align 16

    define ptx_kernel void @matmul(ptr addrspace(1) %a, ptr addrspace(1) %b,
                                   ptr addrspace(1) %c, i32 %k, i32 %n) {
    entry:
      %tx = call i32 @llvm.nvvm.read.ptx.sreg.tid.x()
      %ty = call i32 @llvm.nvvm.read.ptx.sreg.tid.y()
      %bx = call i32 @llvm.nvvm.read.ptx.sreg.ctaid.x()
      %by = call i32 @llvm.nvvm.read.ptx.sreg.ctaid.y()
      %row0 = mul i32 %by, 16
      %row = add i32 %row0, %ty
      %column0 = mul i32 %bx, 16
      %column = add i32 %column0, %tx
      %tileRow = mul i32 %ty, 16
      %mine = add i32 %tileRow, %tx
      %storeA = getelementptr float, ptr addrspace(3) @tileA, i32 %mine
      %storeB = getelementptr float, ptr addrspace(3) @tileB, i32 %mine
      br label %tiles

    tiles:
      %k0 = phi i32 [ 0, %entry ], [ %k1, %next ]
      %sum0 = phi float [ 0.0, %entry ], [ %sum2, %next ]
      %rowA = mul i32 %row, %k
      %columnA = add i32 %k0, %tx
      %indexA = add i32 %rowA, %columnA
      %addressA = getelementptr float, ptr addrspace(1) %a, i32 %indexA
      %valueA = load float, ptr addrspace(1) %addressA, align 4
      store float %valueA, ptr addrspace(3) %storeA, align 4
      %kB = add i32 %k0, %ty
      %rowB = mul i32 %kB, %n
      %indexB = add i32 %rowB, %column
      %addressB = getelementptr float, ptr addrspace(1) %b, i32 %indexB
      %valueB = load float, ptr addrspace(1) %addressB, align 4
      store float %valueB, ptr addrspace(3) %storeB, align 4
      call void @llvm.nvvm.barrier0() ; first
      br label %inner

    inner:
      %kk = phi i32 [ 0, %tiles ], [ %kk1, %inner ]
      %sum1 = phi float [ %sum0, %tiles ], [ %sum2, %inner ]
      %atA = add i32 %tileRow, %kk
      %loadA = getelementptr float, ptr addrspace(3) @tileA, i32 %atA
      %x = load float, ptr addrspace(3) %loadA, align 4
      %kRow = mul i32 %kk, 16
      %atB = add i32 %kRow, %tx
      %loadB = getelementptr float, ptr addrspace(3) @tileB, i32 %atB
      %y = load float, ptr addrspace(3) %loadB, align 4
      %product = fmul float %x, %y
      %sum2 = fadd float %sum1, %product
      %kk1 = add i32 %kk, 1
      %more = icmp ult i32 %kk1, 16
      br i1 %more, label %inner, label %next

    next:
      call void @llvm.nvvm.barrier0() ; second
      %k1 = add i32 %k0, 16
      %moreTiles = icmp ult i32 %k1, %k
      br i1 %moreTiles, label %tiles, label %done

    done:
      %rowC = mul i32 %row, %n
      %indexC = add i32 %rowC, %column
      %addressC = getelementptr float, ptr addrspace(1) %c, i32 %indexC
      store float %sum2, ptr addrspace(1) %addressC, align 4
      ret void
    }
  )";
}

/// The product of two fixed matrices, and how to run a kernel on them.
struct MatmulCase {
  static constexpr uint32_t M = 32, N = 48, K = 64;
  std::vector<float> a = ramp(M * K, 9);
  std::vector<float> b = ramp(K * N, 11);
  std::vector<float> c = std::vector<float>(M * N, -1);

  std::string run(Emulated &emulated, EmulatorOptions options) {
    return Call("matmul")
        .grid(N / 16, M / 16)
        .block(16, 16)
        .array(a)
        .array(b)
        .array(c)
        .number(K)
        .number(N)
        .run(emulated, options);
  }

  bool isRight() const {
    for (uint32_t i = 0; i < M; ++i)
      for (uint32_t j = 0; j < N; ++j) {
        float sum = 0;
        for (uint32_t k = 0; k < K; ++k)
          sum += a[i * K + k] * b[k * N + j];
        if (c[i * N + j] != sum)
          return false;
      }
    return true;
  }
};

} // namespace tdsl::cuda::test

#endif // TDSL_TEST_UNIT_CUDA_EMULATOR_MATMUL_H
