//===- Memory.cpp - Loads and stores of flat buffers ----------------------===//
//
// Adjacent elements are a vector load at the alignment of one element. A
// guarded scalar access is redirected to a block of zeros (or a place that
// nobody reads), so that it needs no branch; a guarded vector access is masked.
//
//===----------------------------------------------------------------------===//

#include "compiler/lower/TirToLlvm/Patterns.h"
#include "compiler/lower/TirToLlvm/TirToLlvm.h"

#include "compiler/support/Check.h"

#include "mlir/Conversion/LLVMCommon/Pattern.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"

using namespace mlir;

namespace tdsl::lower {
namespace {

/// What a load or store touches, as LLVM sees it.
struct Memory {
  Type value;   // in registers
  Type stored;  // in memory
  Type element; // what the index counts
  unsigned alignment = 1;
};

Memory memoryOf(Type value, tir::BufferType buffer,
                const LLVMTypeConverter &types) {
  Memory memory;
  memory.value = types.convertType(value);
  memory.stored = memoryType(memory.value);
  memory.element = memoryType(types.convertType(buffer.getElementType()));
  Type scalar = getElementTypeOrSelf(memory.element);
  memory.alignment = scalar.getIntOrFloatBitWidth() / 8;
  return memory;
}

class Access {
public:
  Access(ConversionPatternRewriter &rewriter, Location loc, Value buffer,
         Value index, const Memory &memory)
      : rewriter(rewriter), loc(loc), memory(memory),
        pointer(cast<LLVM::LLVMPointerType>(buffer.getType())) {
    Type type = pointer;
    auto lanes = dyn_cast<VectorType>(index.getType());
    if (lanes)
      type = LLVM::getVectorType(pointer, lanes.getNumElements());
    address = rewriter.create<LLVM::GEPOp>(loc, type, memory.element, buffer,
                                           ArrayRef<LLVM::GEPArg>{index});
    address.getDefiningOp<LLVM::GEPOp>().setInbounds(!lanes);
    scattered = lanes != nullptr;
  }

  Value load(Value guard) {
    Value loaded;
    if (scattered || (guard && isa<VectorType>(memory.value)))
      loaded = loadMasked(guard);
    else
      loaded = rewriter.create<LLVM::LoadOp>(
          loc, memory.stored, guard ? redirect(guard, "tdsl.zeros") : address,
          memory.alignment);
    if (memory.stored == memory.value)
      return loaded;
    return rewriter.create<LLVM::TruncOp>(loc, memory.value, loaded);
  }

  void store(Value value, Value guard) {
    if (memory.stored != memory.value)
      value = rewriter.create<LLVM::ZExtOp>(loc, memory.stored, value);
    if (scattered) {
      rewriter.create<LLVM::masked_scatter>(loc, value, address, mask(guard),
                                            memory.alignment);
    } else if (guard && isa<VectorType>(memory.value)) {
      rewriter.create<LLVM::MaskedStoreOp>(loc, value, address, mask(guard),
                                           memory.alignment);
    } else {
      rewriter.create<LLVM::StoreOp>(
          loc, value, guard ? redirect(guard, "tdsl.nowhere") : address,
          memory.alignment);
    }
  }

private:
  ConversionPatternRewriter &rewriter;
  Location loc;
  const Memory &memory;
  LLVM::LLVMPointerType pointer;
  Value address;
  bool scattered = false;

  Value loadMasked(Value guard) {
    Value zero = rewriter.create<LLVM::ZeroOp>(loc, memory.stored);
    if (scattered)
      return rewriter.create<LLVM::masked_gather>(loc, memory.stored, address,
                                                  mask(guard), ValueRange{zero},
                                                  memory.alignment);
    return rewriter.create<LLVM::MaskedLoadOp>(loc, memory.stored, address,
                                               mask(guard), ValueRange{zero},
                                               memory.alignment);
  }

  /// One bit a lane; all of them where there is no guard.
  Value mask(Value guard) {
    auto lanes = cast<VectorType>(memory.value);
    auto type = VectorType::get(lanes.getShape(), rewriter.getI1Type());
    if (!guard)
      return rewriter.create<LLVM::ConstantOp>(
          loc, DenseElementsAttr::get(type, true));
    if (isa<VectorType>(guard.getType()))
      return guard;
    return rewriter.create<vector::SplatOp>(loc, guard, type);
  }

  /// The address where the guard holds, else a few bytes of our own.
  Value redirect(Value guard, llvm::StringRef name) {
    TDSL_CHECK(pointer.getAddressSpace() == 0,
               "a guard of another address space has no branch");
    auto module = address.getDefiningOp()->getParentOfType<ModuleOp>();
    auto global = module.lookupSymbol<LLVM::GlobalOp>(name);
    if (!global) {
      OpBuilder::InsertionGuard insertion(rewriter);
      rewriter.setInsertionPointToStart(module.getBody());
      auto type = LLVM::LLVMArrayType::get(rewriter.getI8Type(), 64);
      bool constant = name == "tdsl.zeros";
      global = rewriter.create<LLVM::GlobalOp>(
          loc, type, constant, LLVM::Linkage::Internal, name,
          rewriter.getZeroAttr(
              RankedTensorType::get({64}, rewriter.getI8Type())),
          64, 0, false, /*threadLocal=*/false);
    }
    Value elsewhere = rewriter.create<LLVM::AddressOfOp>(loc, global);
    return rewriter.create<LLVM::SelectOp>(loc, guard, address, elsewhere);
  }
};

struct LowerLoad : ConvertOpToLLVMPattern<tir::LoadOp> {
  using ConvertOpToLLVMPattern::ConvertOpToLLVMPattern;

  LogicalResult
  matchAndRewrite(tir::LoadOp load, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Memory memory = memoryOf(load.getValue().getType(),
                             load.getBuffer().getType(), *getTypeConverter());
    Access access(rewriter, load.getLoc(), adaptor.getBuffer(),
                  adaptor.getIndices()[0], memory);
    rewriter.replaceOp(load, access.load(adaptor.getGuard()));
    return success();
  }
};

struct LowerStore : ConvertOpToLLVMPattern<tir::StoreOp> {
  using ConvertOpToLLVMPattern::ConvertOpToLLVMPattern;

  LogicalResult
  matchAndRewrite(tir::StoreOp store, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Memory memory = memoryOf(store.getValue().getType(),
                             store.getBuffer().getType(), *getTypeConverter());
    Access access(rewriter, store.getLoc(), adaptor.getBuffer(),
                  adaptor.getIndices()[0], memory);
    access.store(adaptor.getValue(), adaptor.getGuard());
    rewriter.eraseOp(store);
    return success();
  }
};

struct LowerIota : ConvertOpToLLVMPattern<tir::IotaOp> {
  using ConvertOpToLLVMPattern::ConvertOpToLLVMPattern;

  LogicalResult
  matchAndRewrite(tir::IotaOp iota, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    auto type = cast<VectorType>(
        getTypeConverter()->convertType(iota.getLanes().getType()));
    SmallVector<int64_t> steps;
    for (int64_t lane = 0; lane != type.getNumElements(); ++lane)
      steps.push_back(lane);
    Value ramp = rewriter.create<LLVM::ConstantOp>(
        iota.getLoc(), DenseElementsAttr::get(type, ArrayRef(steps)));
    Value base = rewriter.create<vector::SplatOp>(iota.getLoc(),
                                                  adaptor.getBase(), type);
    rewriter.replaceOpWithNewOp<LLVM::AddOp>(iota, base, ramp);
    return success();
  }
};

} // namespace

void addMemoryPatterns(LLVMTypeConverter &types, RewritePatternSet &patterns) {
  patterns.add<LowerLoad, LowerStore, LowerIota>(types);
}

} // namespace tdsl::lower
