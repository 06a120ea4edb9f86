//===- Inline.cpp - Putting the body of a stage where it is read ----------===//

#include "compiler/graph/Inline.h"

#include "compiler/graph/Graph.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/IR/IRMapping.h"
#include "llvm/ADT/StringSet.h"

using namespace mlir;

namespace tdsl::graph {

static llvm::StringSet<> symbolsOf(FuncOp func) {
  llvm::StringSet<> symbols;
  auto addAll = [&](ArrayAttr names) {
    for (StringRef name : names.getAsValueRange<StringAttr>())
      symbols.insert(name);
  };
  addAll(func.getSizes());
  func.getBody().walk([&](Operation *op) {
    if (auto stage = dyn_cast<StageOp>(op))
      addAll(stage.getSymbols());
    if (auto reduce = dyn_cast<ReduceOp>(op))
      addAll(reduce.getSymbols());
  });
  return symbols;
}

static std::string fresh(llvm::StringSet<> &symbols, StringRef name) {
  std::string symbol = name.str();
  for (unsigned next = 1; !symbols.insert(symbol).second; ++next)
    symbol = (name + "." + llvm::Twine(next)).str();
  return symbol;
}

std::string freshSymbol(FuncOp func, StringRef name) {
  llvm::StringSet<> symbols = symbolsOf(func);
  return fresh(symbols, name);
}

/// Reductions in a copy get symbols of their own.
static void renameSymbols(ArrayRef<Operation *> copies, FuncOp func) {
  llvm::StringSet<> symbols = symbolsOf(func);
  Builder builder(func.getContext());
  for (Operation *copy : copies)
    copy->walk([&](ReduceOp reduce) {
      SmallVector<Attribute> renamed;
      for (unsigned i = 0; i < reduce.getNumIndices(); ++i)
        renamed.push_back(
            builder.getStringAttr(fresh(symbols, reduce.getIndexName(i))));
      reduce.setSymbolsAttr(builder.getArrayAttr(renamed));
    });
}

/// What the copy does only where the guard holds, it does only there.
static void addGuard(ArrayRef<Operation *> copies, Value guard) {
  auto narrowed = [&](Operation *op, Value own) -> Value {
    if (!own)
      return guard;
    OpBuilder builder(op);
    return builder.create<arith::AndIOp>(op->getLoc(), guard, own);
  };
  for (Operation *copy : copies)
    copy->walk([&](Operation *op) {
      if (auto read = dyn_cast<ReadOp>(op))
        read.getGuardMutable().assign(narrowed(op, read.getGuard()));
      if (auto table = dyn_cast<TableOp>(op))
        table.getGuardMutable().assign(narrowed(op, table.getGuard()));
      if (auto check = dyn_cast<CheckOp>(op)) {
        OpBuilder builder(op);
        Value yes = builder.create<arith::ConstantIntOp>(op->getLoc(), 1, 1);
        Value unneeded =
            builder.create<arith::XOrIOp>(op->getLoc(), guard, yes);
        check.getConditionMutable().assign(builder.create<arith::OrIOp>(
            op->getLoc(), check.getCondition(), unneeded));
      }
    });
}

void inlineRead(ReadOp read) {
  StageOp producer = stageOf(read.getTensor());
  auto func = producer->getParentOfType<FuncOp>();
  IRMapping mapping;
  Block &body = producer.getBody().front();
  mapping.map(body.getArguments(), read.getIndices());
  OpBuilder builder(read);
  SmallVector<Operation *> copies;
  for (Operation &op : body.without_terminator())
    copies.push_back(builder.clone(op, mapping));
  renameSymbols(copies, func);
  if (read.getGuard())
    addGuard(copies, read.getGuard());
  read.getResult().replaceAllUsesWith(
      mapping.lookupOrDefault(producer.getYield().getValue()));
  read.erase();
}

void inlineReads(StageOp stage) {
  for (ReadOp read : readsOf(stage.getResult()))
    inlineRead(read);
}

} // namespace tdsl::graph
