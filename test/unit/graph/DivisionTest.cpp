//===- DivisionTest.cpp - The rules of division, by brute force -----------===//

#include "compiler/graph/Division.h"

#include "compiler/graph/GraphDialect.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/Matchers.h"
#include "mlir/IR/OwningOpRef.h"

#include <gtest/gtest.h>

using namespace mlir;

namespace {

using Divide = Value (*)(OpBuilder &, Location, Value, Value, bool);

/// Folds what was built, operation by operation, to its value.
llvm::APInt valueOf(Block &block, Value result) {
  for (Operation &op : llvm::make_early_inc_range(block)) {
    SmallVector<Attribute> operands(op.getNumOperands());
    for (auto [i, operand] : llvm::enumerate(op.getOperands()))
      matchPattern(operand, m_Constant(&operands[i]));
    SmallVector<OpFoldResult> folded;
    if (op.hasTrait<OpTrait::ConstantLike>() ||
        failed(op.fold(operands, folded)) || folded.empty())
      continue;
    Value value = dyn_cast<Value>(folded[0]);
    if (auto attribute = dyn_cast<Attribute>(folded[0])) {
      OpBuilder builder(&op);
      value = builder.create<arith::ConstantOp>(op.getLoc(),
                                                cast<TypedAttr>(attribute));
    }
    if (value == op.getResult(0))
      continue;
    if (result == op.getResult(0))
      result = value;
    op.getResult(0).replaceAllUsesWith(value);
  }
  llvm::APInt number;
  EXPECT_TRUE(matchPattern(result, m_ConstantInt(&number)));
  return number;
}

struct DivisionTest : testing::Test {
  MLIRContext context;
  void SetUp() override {
    context.loadDialect<tdsl::graph::GraphDialect, arith::ArithDialect>();
  }

  /// The operands come from a select, so that no case for constants is taken
  /// unless it is asked for.
  int64_t run(Divide divide, int64_t left, int64_t right, bool isUnsigned,
              bool isConstant) {
    Location loc = UnknownLoc::get(&context);
    OwningOpRef<ModuleOp> module = ModuleOp::create(loc);
    Block &block = *module->getBody();
    OpBuilder builder = OpBuilder::atBlockEnd(&block);
    auto hidden = [&](int64_t number) -> Value {
      Value yes = builder.create<arith::ConstantIntOp>(loc, 1, 1);
      Value value = builder.create<arith::ConstantIntOp>(loc, number, 8);
      return builder.create<arith::SelectOp>(loc, yes, value, value);
    };
    Value a = hidden(left);
    Value b = isConstant ? builder.create<arith::ConstantIntOp>(loc, right, 8)
                         : hidden(right);
    llvm::APInt result = valueOf(block, divide(builder, loc, a, b, isUnsigned));
    return isUnsigned ? result.getZExtValue() : result.getSExtValue();
  }
};

int64_t floorDiv(int64_t a, int64_t b) {
  if (b == 0)
    return 0;
  int64_t q = a / b;
  return a % b != 0 && (a % b < 0) != (b < 0) ? q - 1 : q;
}

TEST_F(DivisionTest, SignedRoundsDown) {
  for (int64_t a : {-128, -127, -9, -8, -1, 0, 1, 7, 8, 100, 127})
    for (int64_t b : {-128, -7, -2, -1, 0, 1, 2, 3, 8, 127})
      for (bool isConstant : {false, true}) {
        int64_t q = static_cast<int8_t>(floorDiv(a, b)); // -128 / -1 wraps
        int64_t r = b == 0 ? 0 : a - floorDiv(a, b) * b;
        EXPECT_EQ(run(tdsl::graph::floorDiv, a, b, false, isConstant), q)
            << a << " / " << b;
        EXPECT_EQ(run(tdsl::graph::floorMod, a, b, false, isConstant), r)
            << a << " % " << b;
      }
}

TEST_F(DivisionTest, UnsignedByZeroIsZero) {
  for (int64_t a : {0, 1, 8, 127, 128, 255})
    for (int64_t b : {0, 1, 2, 3, 128, 255})
      for (bool isConstant : {false, true}) {
        EXPECT_EQ(run(tdsl::graph::floorDiv, a, b, true, isConstant),
                  b == 0 ? 0 : a / b);
        EXPECT_EQ(run(tdsl::graph::floorMod, a, b, true, isConstant),
                  b == 0 ? 0 : a % b);
      }
}

} // namespace
