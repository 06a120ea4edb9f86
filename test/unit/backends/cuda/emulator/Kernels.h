//===- Kernels.h - Kernels for the emulator, as text ----------------------===//

#ifndef TDSL_TEST_UNIT_CUDA_EMULATOR_KERNELS_H
#define TDSL_TEST_UNIT_CUDA_EMULATOR_KERNELS_H

#include "backends/cuda/emulator/Emulator.h"

#include "llvm/AsmParser/Parser.h"
#include "llvm/IR/LLVMContext.h"
#include "llvm/IR/Module.h"
#include "llvm/Support/SourceMgr.h"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

namespace tdsl::cuda::test {

/// A module of kernels: `define ptx_kernel` marks them.
inline std::string moduleOf(const std::string &functions) {
  return R"(
    target triple = "nvptx64-nvidia-cuda"
    target datalayout = "e-i64:64-i128:128-v16:16-v32:32-n16:32:64"
    declare i32 @llvm.nvvm.read.ptx.sreg.tid.x()
    declare i32 @llvm.nvvm.read.ptx.sreg.tid.y()
    declare i32 @llvm.nvvm.read.ptx.sreg.ctaid.x()
    declare i32 @llvm.nvvm.read.ptx.sreg.ctaid.y()
    declare i32 @llvm.nvvm.read.ptx.sreg.ntid.x()
    declare i32 @llvm.nvvm.read.ptx.sreg.laneid()
    declare void @llvm.nvvm.barrier0()
    declare void @llvm.nvvm.bar.warp.sync(i32)
  )" + functions;
}

/// An emulator for the text of some functions, or why there is none.
struct Emulated {
  std::unique_ptr<Emulator> emulator;
  std::string whyNot;

  explicit Emulated(const std::string &functions) {
    llvm::LLVMContext context;
    llvm::SMDiagnostic problem;
    auto module =
        llvm::parseAssemblyString(moduleOf(functions), problem, context);
    if (!module) {
      ADD_FAILURE() << problem.getLineNo() << ": " << problem.getMessage().str()
                    << ": " << problem.getLineContents().str();
      return;
    }
    emulator = Emulator::create(*module, whyNot);
  }
};

/// Gathers the arguments of one launch; arrays are given with their extents.
class Call {
public:
  explicit Call(llvm::StringRef kernel) { launch.kernel = kernel; }

  Call &grid(uint32_t x, uint32_t y = 1) {
    launch.grid = {x, y, 1};
    return *this;
  }
  Call &block(uint32_t x, uint32_t y = 1) {
    launch.block = {x, y, 1};
    return *this;
  }
  Call &dynamicShared(uint32_t bytes) {
    launch.dynamicShared = bytes;
    return *this;
  }
  template <typename T> Call &array(std::vector<T> &values) {
    return word(reinterpret_cast<uint64_t>(values.data()),
                values.size() * sizeof(T));
  }
  Call &number(uint32_t value) { return word(value, 0); }

  /// What the emulator reports, or "" when it finds nothing.
  std::string run(Emulated &emulated, EmulatorOptions options = {}) {
    EXPECT_TRUE(emulated.emulator) << emulated.whyNot;
    if (!emulated.emulator)
      return "no emulator";
    std::vector<const void *> addresses;
    for (const uint64_t &value : values)
      addresses.push_back(&value);
    launch.arguments = addresses;
    launch.extents = extents;
    std::string report;
    bool fine = emulated.emulator->launch(launch, options, report);
    EXPECT_EQ(fine, report.empty());
    return report;
  }

private:
  Call &word(uint64_t value, uint64_t extent) {
    values.push_back(value);
    extents.push_back(extent);
    return *this;
  }

  Launch launch;
  std::vector<uint64_t> values;
  std::vector<uint64_t> extents;
};

constexpr EmulatorOptions Ascending = {};
constexpr EmulatorOptions Descending = {/*descending=*/true, /*check=*/false};
constexpr EmulatorOptions Checked = {/*descending=*/false, /*check=*/true};

/// The small whole numbers that make sums exact.
inline std::vector<float> ramp(size_t count, int period) {
  std::vector<float> values(count);
  for (size_t index = 0; index < count; ++index)
    values[index] = static_cast<float>(
        static_cast<int>(index * 7 + index / 5) % period - period / 2);
  return values;
}

inline void replace(std::string &text, const std::string &what,
                    const std::string &by) {
  size_t found = text.find(what);
  ASSERT_NE(found, std::string::npos) << "no `" << what << "` to replace";
  text.replace(found, what.size(), by);
}

} // namespace tdsl::cuda::test

#endif // TDSL_TEST_UNIT_CUDA_EMULATOR_KERNELS_H
