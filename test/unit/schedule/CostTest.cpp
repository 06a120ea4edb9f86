//===- CostTest.cpp - Work of a function ----------------------------------===//

#include "compiler/schedule/Cost.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Parser/Parser.h"
#include "gtest/gtest.h"

using namespace tdsl;

static const char Dot[] = R"(
graph.func @dot(%a: !graph.tensor<f32, ["0..N"]> {graph.name = "a"})
    -> (!graph.tensor<f32, []> {graph.name = "c"})
    attributes {sizes = ["N"], facts = ["N"], consts = []} {
  %c = graph.stage "c" [] : f32 {
    %n = graph.size "N"
    %zero = arith.constant 0 : index
    %r = graph.reduce sum ("k") from (%zero) to (%n) contract : f32 {
    ^bb0(%k: index):
      %v = graph.read %a[%k] : !graph.tensor<f32, ["0..N"]>
      %p = arith.mulf %v, %v : f32
      graph.yield %p : f32
    }
    graph.yield %r : f32
  }
  graph.return %c : !graph.tensor<f32, []>
}
)";

TEST(Cost, CountsAMultiplyAndAnAddAPoint) {
  mlir::MLIRContext context(mlir::MLIRContext::Threading::DISABLED);
  context.loadDialect<mlir::arith::ArithDialect, graph::GraphDialect>();
  auto module = mlir::parseSourceString<mlir::ModuleOp>(Dot, &context);
  ASSERT_TRUE(module);
  schedule::Work work = schedule::work(
      graph::theFunction(*module),
      [](llvm::StringRef) -> std::optional<int64_t> { return 100; });
  EXPECT_EQ(work.flops, 200);
  EXPECT_EQ(work.bytes, 404);
}
