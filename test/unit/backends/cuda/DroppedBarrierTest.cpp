//===- DroppedBarrierTest.cpp - No barrier can be missing unseen ----------===//
//
// Each barrier of a compiled function is left out once. The emulator must show
// it: by a wrong result with the threads in one order or in the other, or by a
// report when it looks at every access. A grid of one block is asked for, so
// that the block takes all iterations in turn: then what stands at the end of
// an iteration matters, too.
//
//===----------------------------------------------------------------------===//

#include "compiler/driver/Arguments.h"
#include "compiler/driver/Compilation.h"
#include "compiler/sema/Check.h"
#include "compiler/target/Tir.h"
#include "compiler/tir/Tir.h"

#include "gtest/gtest.h"

namespace tdsl::cuda {
target::Backend &backend();
}

using namespace tdsl;

namespace {

const char *Matmul = R"(
fn matmul<M, N, K>(a: f32[M, K], b: f32[K, N]) -> (c: f32[M, N]) {
  c[i, j] = sum[k] a[i, k] * b[k, j]
}

schedule matmul on gpu {
  let (by, bx, i, j) = c.tile(i, j, 8, 8)
  let (ty, tx, i, j) = c.tile(i, j, 2, 2)
  let (slice, k) = c.split(k, 4)
  c.reorder(by, bx, ty, tx, slice, k, i, j)
  c.bind(by: block.y, bx: block.x, ty: thread.y, tx: thread.x)
  let rows = a.cache_read(c, slice, space: shared)
  rows.bind(i: thread.y, k: thread.x)
  let columns = b.cache_read(c, slice, space: shared)
  columns.bind(k: thread.y, j: thread.x)
})";

const char *Blur = R"(
fn blur<H, W>(image: u8[H, W]) -> (out: u8[H, W]) {
  let s = clamp_edges(image)
  let across[y, x] = (u16(s[y, x - 1]) + u16(s[y, x]) + u16(s[y, x + 1])) / 3
  out[y, x] = u8((across[y - 1, x] + across[y, x] + across[y + 1, x]) / 3)
}

schedule blur on gpu {
  let (by, bx, ty, tx) = out.tile(y, x, 4, 8)
  out.bind(by: block.y, bx: block.x, ty: thread.y, tx: thread.x)
  across.compute_at(out, bx).store_in(shared)
  across.bind(y: thread.y, x: thread.x)
})";

const char *Rows = R"(
fn rows<M, N>(x: f32[M, N]) -> (y: f32[M]) {
  y[i] = sum[j] x[i, j]
})";

/// Two launches whose threads share a maximum and a sum for each row.
const char *Softmax = R"(
fn softmax<M, N>(x: f32[M, N]) -> (y: f32[M, N]) {
  let peak[i] = max[j] x[i, j]
  let e[i, j] = exp(x[i, j] - peak[i])
  let total[i] = sum[j] e[i, j]
  y[i, j] = e[i, j] / total[i]
})";

using Sizes = llvm::StringMap<int64_t>;

class Program {
public:
  Program(const char *text, const Sizes &sizes, int64_t blocks) {
    checked.file = &checked.sources.add("test.tdsl", text);
    checked.program =
        sema::check(checked.sources, *checked.file, {}, checked.sink);
    const sema::Function &function = *checked.program->functions.front();
    driver::InstanceOptions options;
    options.target = cuda::backend().target();
    for (int64_t &most : options.target.gpu.gridByAxis)
      most = blocks;
    compilation =
        std::make_unique<driver::Compilation>(checked, function, options);
    EXPECT_TRUE(compilation->run());
    arguments = driver::makeArguments(function, {}, sizes, {}, "random:1",
                                      checked.sink);
    EXPECT_TRUE(arguments.has_value());
    for (const diag::Diagnostic *diagnostic : checked.sink.all())
      ADD_FAILURE() << diagnostic->message;
  }

  size_t numBarriers() const { return barriersOf(original()).size(); }

  /// How the emulator shows that this barrier is missing; empty where it does
  /// not.
  std::string without(std::optional<size_t> number) {
    mlir::OwningOpRef<mlir::ModuleOp> module(original().clone());
    if (number)
      barriersOf(*module)[*number].erase();
    target::Tir tir{*module};
    target::Unit unit = compilation->unit();
    unit.tir = &tir;
    auto executable = cuda::backend().prepare(unit, checked.sink);
    if (!executable)
      return "it does not compile";
    target::RunOptions options;
    options.emulation = target::Emulation::Always;
    std::string shown;
    if (isWrong(*executable, options))
      shown += "ascending ";
    options.descending = true;
    if (isWrong(*executable, options))
      shown += "descending ";
    options.checkAccesses = true;
    if (run(*executable, options))
      shown += "checked";
    return shown;
  }

private:
  mlir::ModuleOp original() const { return compilation->unit().tir->module; }

  static std::vector<tir::BarrierOp> barriersOf(mlir::ModuleOp module) {
    std::vector<tir::BarrierOp> found;
    module.walk([&](tir::BarrierOp barrier) { found.push_back(barrier); });
    return found;
  }

  std::optional<target::RunError> run(target::Executable &executable,
                                      const target::RunOptions &options) {
    return executable.run(arguments->inputPointers(),
                          arguments->outputPointers(), arguments->sizes,
                          options);
  }

  /// The first run says what is right.
  bool isWrong(target::Executable &executable,
               const target::RunOptions &options) {
    if (auto error = run(executable, options)) {
      ADD_FAILURE() << error->message;
      return true;
    }
    const target::HostTensor &result = arguments->outputs.front();
    std::string bytes(static_cast<const char *>(result.data()), result.bytes());
    if (right.empty())
      right = bytes;
    return bytes != right;
  }

  driver::Checked checked;
  std::unique_ptr<driver::Compilation> compilation;
  std::optional<driver::Arguments> arguments;
  std::string right;
};

/// The number of barriers whose absence the emulator does not show.
size_t countIdle(Program &program) {
  EXPECT_EQ(program.without(std::nullopt), "");
  size_t idle = 0;
  for (size_t number = 0; number != program.numBarriers(); ++number) {
    std::string shown = program.without(number);
    idle += shown.empty();
    testing::Test::RecordProperty("without barrier " + std::to_string(number),
                                  shown.empty() ? "right" : shown);
  }
  return idle;
}

TEST(DroppedBarrier, OfATiledMatmulIsSeen) {
  Program program(Matmul, {{"M", 19}, {"N", 18}, {"K", 11}}, 1);
  EXPECT_EQ(program.numBarriers(), 2u);
  EXPECT_EQ(countIdle(program), 0u);
}

TEST(DroppedBarrier, OfABlurIsSeen) {
  Program program(Blur, {{"H", 10}, {"W", 19}}, 1);
  EXPECT_EQ(program.numBarriers(), 2u);
  EXPECT_EQ(countIdle(program), 0u);
}

/// Eight halve 256 sums; one is for the sums of the row before.
TEST(DroppedBarrier, OfASharedSumIsSeen) {
  Program program(Rows, {{"M", 3}, {"N", 300}}, 1);
  EXPECT_EQ(program.numBarriers(), 9u);
  EXPECT_EQ(countIdle(program), 0u);
}

/// Where others read the sum, they wait behind it, so that there is none for
/// the sums of the row before: two for those who read, two at the end of a row.
TEST(DroppedBarrier, OfASoftmaxIsSeen) {
  Program program(Softmax, {{"M", 3}, {"N", 300}}, 1);
  EXPECT_EQ(program.numBarriers(), 20u);
  EXPECT_EQ(countIdle(program), 0u);
}

/// A block that takes one tile meets no other: the barrier behind it is the
/// only one that may go.
TEST(DroppedBarrier, BehindASingleTileIsIdle) {
  Program program(Blur, {{"H", 10}, {"W", 19}}, 65535);
  EXPECT_EQ(program.without(std::nullopt), "");
  ASSERT_EQ(program.numBarriers(), 2u);
  EXPECT_NE(program.without(0), "");
  EXPECT_EQ(program.without(1), "");
}

} // namespace
