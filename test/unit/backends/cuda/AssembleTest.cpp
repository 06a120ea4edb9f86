//===- AssembleTest.cpp - What ptxas says ---------------------------------===//

#include "backends/cuda/Assemble.h"

#include "Program.h"

using namespace tdsl::cuda;

namespace {

TEST(Assemble, ReadsResources) {
  std::vector<Resources> kernels = parseResources(
      "ptxas info    : 0 bytes gmem\n"
      "ptxas info    : Compiling entry function 'one' for 'sm_80'\n"
      "ptxas info    : Function properties for one\n"
      "    16 bytes stack frame, 12 bytes spill stores, 20 bytes spill loads\n"
      "ptxas info    : Used 255 registers, used 1 barriers, 4096 bytes smem, "
      "376 bytes cmem[0]\n"
      "ptxas info    : Compiling entry function 'two' for 'sm_80'\n"
      "ptxas info    : Function properties for two\n"
      "    0 bytes stack frame, 0 bytes spill stores, 0 bytes spill loads\n"
      "ptxas info    : Used 14 registers, 376 bytes cmem[0]\n");
  ASSERT_EQ(kernels.size(), 2u);
  EXPECT_EQ(kernels[0].entry, "one");
  EXPECT_EQ(kernels[0].registers, 255u);
  EXPECT_EQ(kernels[0].spilledBytes, 32u);
  EXPECT_EQ(kernels[0].sharedBytes, 4096u);
  EXPECT_EQ(kernels[1].entry, "two");
  EXPECT_EQ(kernels[1].registers, 14u);
  EXPECT_EQ(kernels[1].spilledBytes, 0u);
  EXPECT_EQ(kernels[1].sharedBytes, 0u);
}

/// Two products and a sum, of a value that was loaded.
const char *kernel = R"(
tir.kernel @k threads [32, 1, 1] buffers [0, 1] uses [1, 2] sizes [] {
^bb0(%x: !tir.buffer<f32, 1, argument>, %y: !tir.buffer<f32, 1, argument>):
  %t = tir.thread_id x
  %a = tir.load %x[%t] : !tir.buffer<f32, 1, argument>, index -> f32
  %square = arith.mulf %a, %a : f32
  %cube = arith.mulf %square, %a : f32
  %sum = arith.addf %cube, %a : f32
  tir.store %sum, %y[%t] : f32, !tir.buffer<f32, 1, argument>, index
})";

TEST(Assemble, CountsInstructions) {
  if (!findPtxas())
    GTEST_SKIP() << "there is no ptxas";
  test::Program program(kernel);
  std::string whyNot;
  std::optional<Assembled> made = assemble(program.ptx, 80, whyNot);
  ASSERT_TRUE(made) << whyNot;
  ASSERT_EQ(made->kernels.size(), 1u);
  EXPECT_EQ(made->kernels[0].entry, "k");
  EXPECT_GT(made->kernels[0].registers, 0u);
  EXPECT_EQ(made->kernels[0].spilledBytes, 0u);
  std::optional<std::string> table = printSass(*made);
  ASSERT_TRUE(table);
  for (const char *row :
       {"  FMUL         2\n", "  FADD         1\n", "  LDG          1\n",
        "  STG          1\n", "  EXIT         1\n"})
    EXPECT_NE(table->find(row), std::string::npos) << row << *table;
}

TEST(Assemble, SaysWhyNot) {
  if (!findPtxas())
    GTEST_SKIP() << "there is no ptxas";
  std::string whyNot;
  EXPECT_FALSE(assemble("no ptx", 80, whyNot));
  EXPECT_NE(whyNot.find("ptxas failed"), std::string::npos) << whyNot;
}

TEST(Assemble, KnowsWhatIsNoCubin) {
  EXPECT_FALSE(printSass({"no cubin", {}}));
}

} // namespace
