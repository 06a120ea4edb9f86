//===- Report.cpp - How a kernel says what went wrong ---------------------===//
//
// The words of the report are those of runtime/include/tdsl/device.h. Of all
// threads that fail, the first to change word 0 writes the details.
//
//===----------------------------------------------------------------------===//

#include "backends/cuda/lower/Lower.h"

#include "compiler/support/Check.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/IR/ImplicitLocOpBuilder.h"
#include "runtime/include/tdsl/device.h"

using namespace mlir;

namespace tdsl::cuda {
namespace {

class Report {
public:
  explicit Report(Operation *op)
      : builder(op->getLoc(), op), report(reportAt(op)),
        i32(builder.getI32Type()) {}

  void count(tir::LeafOp leaf) {
    builder.create<LLVM::AtomicRMWOp>(
        LLVM::AtomicBinOp::_or, word(TDSL_REPORT_WORDS + leaf.getLeaf()),
        constant(1), LLVM::AtomicOrdering::monotonic);
  }

  void check(tir::CheckOp check) {
    auto number = check->getAttrOfType<IntegerAttr>("number");
    TDSL_CHECK(number, "a check of a kernel has no number");
    auto failed = builder.create<scf::IfOp>(check.getFailed(), false);
    builder.setInsertionPointToStart(failed.thenBlock());
    auto exchange = builder.create<LLVM::AtomicCmpXchgOp>(
        word(0), constant(0), constant(number.getInt() + 1),
        LLVM::AtomicOrdering::monotonic, LLVM::AtomicOrdering::monotonic);
    Value isFirst = builder.create<LLVM::ExtractValueOp>(exchange, 1);
    auto first = builder.create<scf::IfOp>(isFirst, false);
    builder.setInsertionPointToStart(first.thenBlock());
    store(2, check.getIndex());
    store(4, check.getExtent());
  }

private:
  ImplicitLocOpBuilder builder;
  Value report;
  Type i32;

  Value constant(int64_t value) {
    return builder.create<LLVM::ConstantOp>(i32, value);
  }

  Value word(int64_t place) {
    return builder.create<LLVM::GEPOp>(
        report.getType(), i32, report,
        ArrayRef<LLVM::GEPArg>{static_cast<int32_t>(place)});
  }

  /// The low half, then the high one.
  void store(int64_t place, Value index) {
    Type i64 = builder.getI64Type();
    Value all = lower::castTo(builder, index, i64);
    Value high = builder.create<LLVM::LShrOp>(
        all, builder.create<LLVM::ConstantOp>(i64, 32));
    builder.create<LLVM::StoreOp>(builder.create<LLVM::TruncOp>(i32, all),
                                  word(place));
    builder.create<LLVM::StoreOp>(builder.create<LLVM::TruncOp>(i32, high),
                                  word(place + 1));
  }
};

} // namespace

void lowerReport(ModuleOp module) {
  SmallVector<Operation *> found;
  module.walk([&](Operation *op) {
    if (isa<tir::CheckOp, tir::LeafOp>(op))
      found.push_back(op);
  });
  for (Operation *op : found) {
    if (auto leaf = dyn_cast<tir::LeafOp>(op))
      Report(op).count(leaf);
    else
      Report(op).check(cast<tir::CheckOp>(op));
    op->erase();
  }
}

} // namespace tdsl::cuda
