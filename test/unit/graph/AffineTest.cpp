//===- AffineTest.cpp - Index values as forms, and back -------------------===//

#include "compiler/graph/Graph.h"
#include "compiler/graph/Materialize.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Parser/Parser.h"

#include <gtest/gtest.h>

using namespace tdsl;

namespace {

constexpr const char *Text = R"(
graph.func @f(%x: !graph.tensor<f32, ["0..N"]> {graph.name = "x"},
              %p: !graph.tensor<si32, ["0..N"]> {graph.name = "p"})
    -> (!graph.tensor<f32, ["0..N"]> {graph.name = "y"})
    attributes {sizes = ["N"], facts = ["N - 3"], consts = []} {
  %y = graph.stage "y" ["i" as "i.1" in "0..N"] : f32 {
  ^bb0(%i: index):
    %zero = arith.constant 0 : index
    %n = graph.size "N"
    %r = graph.reduce sum ("k") from (%zero) to (%i) : f32 {
    ^bb0(%k: index):
      %c = arith.cmpi slt, %k, %n : index
      %q = graph.read %p[%k] : !graph.tensor<si32, ["0..N"]>
      %at = arith.index_cast %q : i32 to index
      %v = graph.read %x[%at] if %c : !graph.tensor<f32, ["0..N"]>
      graph.yield %v : f32
    }
    graph.yield %r : f32
  }
  graph.return %y : !graph.tensor<f32, ["0..N"]>
}
)";

struct AffineTest : testing::Test {
  mlir::MLIRContext context;
  mlir::OwningOpRef<mlir::ModuleOp> module;
  graph::FuncOp func;
  graph::StageOp stage;

  void SetUp() override {
    context.loadDialect<graph::GraphDialect, mlir::arith::ArithDialect>();
    module = mlir::parseSourceString<mlir::ModuleOp>(Text, &context);
    ASSERT_TRUE(module);
    func = graph::theFunction(*module);
    stage = graph::findStage(func, "y");
  }

  /// Makes a form's value in the stage and reads the form of it again.
  std::string andBack(llvm::StringRef form) {
    mlir::OpBuilder builder(stage.getYield());
    auto valueOf = [&](llvm::StringRef symbol) {
      return symbol == "i.1" ? mlir::Value(stage.getIndex(0)) : mlir::Value();
    };
    mlir::Value value = graph::materialize(builder, stage.getLoc(),
                                           *sets::Expr::parse(form), valueOf);
    auto back = graph::affine(value);
    return back ? back->str() : "data";
  }
};

TEST_F(AffineTest, FormsComeBack) {
  for (llvm::StringRef form :
       {"0", "-3", "N", "i.1", "2*i.1 + N - 1", "N*i.1", "-i.1",
        "(i.1 + 1) floordiv 4", "i.1 mod 3", "min(N, i.1 + 2)",
        "max(0, min(N - 1, i.1 - 1))"})
    EXPECT_EQ(andBack(form), sets::Expr::parse(form)->str());
}

TEST_F(AffineTest, DataHaveNoForm) {
  std::vector<graph::ReadOp> reads = graph::reads(stage);
  ASSERT_EQ(reads.size(), 2u);
  EXPECT_EQ(graph::affineIndices(reads[0])->front().str(), "k");
  EXPECT_FALSE(graph::affineIndices(reads[1]));
}

TEST_F(AffineTest, KnowsTheIndicesAround) {
  auto variables = graph::variablesAt(graph::reads(stage)[0]);
  ASSERT_TRUE(variables);
  ASSERT_EQ(variables->size(), 2u);
  EXPECT_EQ((*variables)[0].name, "i.1");
  EXPECT_EQ((*variables)[1].name, "k");
  EXPECT_EQ((*variables)[1].range.upper.str(), "i.1");
}

TEST_F(AffineTest, KnowsWhatAConditionSays) {
  auto forms = graph::conditions(graph::reads(stage)[1].getGuard());
  ASSERT_EQ(forms.size(), 1u);
  EXPECT_EQ(forms[0], *sets::Expr::parse("N - k - 1"));
}

TEST_F(AffineTest, KnowsTheFacts) {
  EXPECT_TRUE(
      graph::facts(func).provesNonNegative(*sets::Expr::parse("N - 2")));
  EXPECT_FALSE(
      graph::facts(func).provesNonNegative(*sets::Expr::parse("N - 4")));
}

} // namespace
