//===- RuntimeCalls.cpp - Heap, leaves, clock and checks ------------------===//
//
// What a kernel asks of the runtime becomes calls of its functions.
//
//===----------------------------------------------------------------------===//

#include "backends/cpu/lower/Lower.h"

#include "compiler/tir/Access.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"

using namespace mlir;

namespace tdsl::cpu {

/// The bytes of a heap buffer; negative where they are too many.
static Value bytesOf(ModuleOp module, tir::AllocateOp allocate) {
  OpBuilder builder(allocate);
  Location loc = allocate.getLoc();
  Type pointer = LLVM::LLVMPointerType::get(module.getContext());
  Type i64 = builder.getI64Type();
  auto constant = [&](OpBuilder &at, Type type, int64_t value) -> Value {
    return at.create<LLVM::ConstantOp>(loc, type, value);
  };
  auto func = allocate->getParentOfType<LLVM::LLVMFuncOp>();
  OpBuilder entry = OpBuilder::atBlockBegin(&func.getBody().front());
  int64_t rank = allocate.getExtents().size();
  Value extents = entry.create<LLVM::AllocaOp>(
      loc, pointer, i64, constant(entry, i64, std::max<int64_t>(rank, 1)), 8);
  for (auto [dim, extent] : llvm::enumerate(allocate.getExtents())) {
    Value address = builder.create<LLVM::GEPOp>(
        loc, pointer, i64, extents,
        ArrayRef<LLVM::GEPArg>{static_cast<int32_t>(dim)});
    builder.create<LLVM::StoreOp>(loc, lower::castTo(builder, extent, i64),
                                  address);
  }
  auto buffer =
      cast<tir::BufferType>(allocate.getBody().getArgument(0).getType());
  auto multiply = runtimeFunction(module, "tdsl_rt_bytes", i64,
                                  {pointer, builder.getI32Type(), i64});
  return builder
      .create<LLVM::CallOp>(
          loc, multiply,
          ValueRange{extents, constant(builder, builder.getI32Type(), rank),
                     constant(builder, i64,
                              lower::elementBytes(buffer.getElementType()))})
      .getResult();
}

static void lowerHeap(ModuleOp module, tir::AllocateOp allocate) {
  OpBuilder builder(allocate);
  Location loc = allocate.getLoc();
  Type pointer = LLVM::LLVMPointerType::get(module.getContext());
  Type i64 = builder.getI64Type();
  Type nothing = LLVM::LLVMVoidType::get(module.getContext());
  Value buffer = allocate.getBody().getArgument(0);
  Value bytes = bytesOf(module, allocate);
  Value alignment = builder.create<LLVM::ConstantOp>(loc, i64, 64);
  auto take =
      runtimeFunction(module, "tdsl_rt_alloc", pointer, {pointer, i64, i64});
  Value context = contextAt(allocate);
  Value memory = builder
                     .create<LLVM::CallOp>(
                         loc, take, ValueRange{context, bytes, alignment})
                     .getResult();
  Value null = builder.create<LLVM::ZeroOp>(loc, pointer);
  Value got =
      builder.create<LLVM::ICmpOp>(loc, LLVM::ICmpPredicate::ne, memory, null);
  auto branch = builder.create<scf::IfOp>(loc, got, false);
  builder.setInsertionPointToStart(branch.thenBlock());
  buffer.replaceAllUsesWith(lower::castTo(builder, memory, buffer.getType()));
  Operation *end = branch.thenBlock()->getTerminator();
  branch.thenBlock()->getOperations().splice(
      Block::iterator(end), allocate.getBody().front().getOperations());
  builder.setInsertionPoint(end);
  auto give =
      runtimeFunction(module, "tdsl_rt_free", nothing, {pointer, pointer});
  builder.create<LLVM::CallOp>(loc, give, ValueRange{context, memory});
  allocate.erase();
}

static void lowerLeaf(ModuleOp module, tir::LeafOp leaf) {
  OpBuilder builder(leaf);
  Location loc = leaf.getLoc();
  Type pointer = LLVM::LLVMPointerType::get(module.getContext());
  Type i64 = builder.getI64Type();
  auto counters = runtimeFunction(module, "tdsl_rt_leaves", pointer, {pointer});
  Value first =
      builder.create<LLVM::CallOp>(loc, counters, ValueRange{contextAt(leaf)})
          .getResult();
  Value address = builder.create<LLVM::GEPOp>(
      loc, pointer, i64, first,
      ArrayRef<LLVM::GEPArg>{static_cast<int32_t>(leaf.getLeaf())});
  Value one = builder.create<LLVM::ConstantOp>(loc, i64, 1);
  builder.create<LLVM::AtomicRMWOp>(loc, LLVM::AtomicBinOp::add, address, one,
                                    LLVM::AtomicOrdering::monotonic);
  leaf.erase();
}

static void lowerClock(ModuleOp module, tir::ClockOp clock) {
  OpBuilder builder(clock);
  Location loc = clock.getLoc();
  Type pointer = LLVM::LLVMPointerType::get(module.getContext());
  Type i64 = builder.getI64Type();
  Type nothing = LLVM::LLVMVoidType::get(module.getContext());
  auto note = runtimeFunction(module, "tdsl_rt_clock", nothing, {pointer, i64});
  Value place =
      builder.create<LLVM::ConstantOp>(loc, i64, clock.getPlaceAttr());
  builder.create<LLVM::CallOp>(loc, note, ValueRange{contextAt(clock), place});
  clock.erase();
}

namespace {
/// Constants for the sites of a module.
class Sites {
public:
  explicit Sites(ModuleOp module)
      : module(module),
        pointer(LLVM::LLVMPointerType::get(module.getContext())) {}

  /// The address of a tdsl_access_site.
  Value address(OpBuilder &builder, Location loc, tir::SiteAttr site) {
    LLVM::GlobalOp &global = globals[site];
    if (!global)
      global = make(site);
    return builder.create<LLVM::AddressOfOp>(loc, global);
  }

private:
  ModuleOp module;
  Type pointer;
  llvm::DenseMap<Attribute, LLVM::GlobalOp> globals;
  llvm::StringMap<LLVM::GlobalOp> strings;

  LLVM::GlobalOp text(llvm::StringRef words) {
    LLVM::GlobalOp &global = strings[words];
    if (global)
      return global;
    OpBuilder builder = OpBuilder::atBlockBegin(module.getBody());
    std::string bytes = words.str() + '\0';
    auto type = LLVM::LLVMArrayType::get(builder.getI8Type(), bytes.size());
    global = builder.create<LLVM::GlobalOp>(
        module.getLoc(), type, true, LLVM::Linkage::Private,
        "tdsl.text" + std::to_string(strings.size()),
        builder.getStringAttr(bytes));
    return global;
  }

  LLVM::GlobalOp make(tir::SiteAttr site) {
    LLVM::GlobalOp words[] = {text(site.getStage()), text(site.getTensor()),
                              text(site.getFile())};
    unsigned numbers[] = {site.getLine(), site.getColumn(), site.getDim(),
                          site.getKind()};
    OpBuilder builder = OpBuilder::atBlockEnd(module.getBody());
    Location loc = module.getLoc();
    Type i32 = builder.getI32Type();
    Type type = LLVM::LLVMStructType::getLiteral(
        module.getContext(), {pointer, pointer, pointer, i32, i32, i32, i32});
    auto global = builder.create<LLVM::GlobalOp>(
        loc, type, true, LLVM::Linkage::Private,
        "tdsl.site" + std::to_string(globals.size()), Attribute());
    builder.createBlock(&global.getInitializerRegion());
    Value value = builder.create<LLVM::UndefOp>(loc, type);
    int64_t field = 0;
    for (LLVM::GlobalOp string : words)
      value = builder.create<LLVM::InsertValueOp>(
          loc, value, builder.create<LLVM::AddressOfOp>(loc, string), field++);
    for (unsigned number : numbers)
      value = builder.create<LLVM::InsertValueOp>(
          loc, value, builder.create<LLVM::ConstantOp>(loc, i32, number),
          field++);
    builder.create<LLVM::ReturnOp>(loc, value);
    return global;
  }
};
} // namespace

/// The first lane that failed is the one that is reported.
static void lowerCheck(ModuleOp module, Sites &sites, tir::CheckOp check) {
  OpBuilder builder(check);
  Location loc = check.getLoc();
  Type pointer = LLVM::LLVMPointerType::get(module.getContext());
  Type i32 = builder.getI32Type(), i64 = builder.getI64Type();
  Value failed = check.getFailed();
  auto lanes = dyn_cast<VectorType>(failed.getType());
  Value any =
      lanes ? tir::foldLanes(builder, loc, tir::Combine::Any, failed) : failed;
  auto branch = builder.create<scf::IfOp>(loc, any, false);
  builder.setInsertionPointToStart(branch.thenBlock());
  Value index = check.getIndex(), extent = check.getExtent();
  if (lanes) {
    Value number = builder.create<arith::ConstantIndexOp>(loc, 0);
    Value bound = number;
    for (int64_t lane = lanes.getNumElements(); lane-- > 0;) {
      auto at = [&](Value vector) -> Value {
        return builder.create<vector::ExtractOp>(loc, vector, lane);
      };
      Value here = at(failed);
      number = builder.create<arith::SelectOp>(loc, here, at(index), number);
      bound = builder.create<arith::SelectOp>(loc, here, at(extent), bound);
    }
    index = number;
    extent = bound;
  }
  auto report = runtimeFunction(module, "tdsl_rt_report", i32,
                                {pointer, pointer, i64, i64});
  builder.create<LLVM::CallOp>(
      loc, report,
      ValueRange{contextAt(check), sites.address(builder, loc, check.getSite()),
                 lower::castTo(builder, index, i64),
                 lower::castTo(builder, extent, i64)});
  check.erase();
}

static bool isHeap(tir::AllocateOp allocate) {
  Type type = allocate.getBody().getArgument(0).getType();
  return cast<tir::BufferType>(type).getScope() == tir::Scope::Heap;
}

void lowerRuntimeCalls(ModuleOp module) {
  Sites sites(module);
  SmallVector<Operation *> found;
  module.walk([&](Operation *op) { // innermost first
    if (isa<tir::AllocateOp, tir::LeafOp, tir::ClockOp, tir::CheckOp>(op))
      found.push_back(op);
  });
  for (Operation *op : found) {
    if (auto leaf = dyn_cast<tir::LeafOp>(op))
      lowerLeaf(module, leaf);
    else if (auto clock = dyn_cast<tir::ClockOp>(op))
      lowerClock(module, clock);
    else if (auto check = dyn_cast<tir::CheckOp>(op))
      lowerCheck(module, sites, check);
    else if (auto allocate = dyn_cast<tir::AllocateOp>(op);
             allocate && isHeap(allocate))
      lowerHeap(module, allocate);
  }
}

} // namespace tdsl::cpu
