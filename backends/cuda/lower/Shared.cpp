//===- Shared.cpp - Memory of a block -------------------------------------===//
//
// A kernel's shared buffers are arrays of the module, all alive at once. What
// is more than a module may declare lies in memory that the launch asks for:
// one array without a length, which all kernels see at the same address.
//
//===----------------------------------------------------------------------===//

#include "backends/cuda/lower/Lower.h"

#include "mlir/IR/Matchers.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;

namespace tdsl::cuda {
namespace {

/// What ptxas lets a kernel declare, of all arrays together.
constexpr int64_t MostStaticBytes = 48 << 10;
/// The widest access of a thread, and of a copy that does not wait.
constexpr int64_t Alignment = 16;

constexpr llvm::StringLiteral DynamicName = "tdsl_shared";

int64_t elementsOf(tir::AllocateOp allocate) {
  IntegerAttr extent;
  matchPattern(allocate.getExtents()[0], m_Constant(&extent));
  return std::max<int64_t>(extent.getInt(), 1);
}

tir::BufferType typeOf(tir::AllocateOp allocate) {
  return cast<tir::BufferType>(allocate.getBody().getArgument(0).getType());
}

int64_t bytesOf(tir::AllocateOp allocate) {
  return elementsOf(allocate) *
         lower::elementBytes(typeOf(allocate).getElementType());
}

class Arrays {
public:
  explicit Arrays(ModuleOp module) : module(module) {}

  void lower(LLVM::LLVMFuncOp func, Kernel &kernel) {
    SmallVector<tir::AllocateOp> found;
    int64_t bytes = 0;
    func.walk<WalkOrder::PreOrder>([&](tir::AllocateOp allocate) {
      if (typeOf(allocate).getScope() != tir::Scope::Shared)
        return;
      found.push_back(allocate);
      bytes = llvm::alignTo(bytes, Alignment) + bytesOf(allocate);
    });
    bool isStatic = bytes <= MostStaticBytes;
    (isStatic ? kernel.staticBytes : kernel.dynamicBytes) = bytes;
    int64_t offset = 0;
    for (auto [number, allocate] : llvm::enumerate(found)) {
      std::string name = kernel.entry + "_shared" + std::to_string(number);
      OpBuilder builder(allocate);
      place(allocate, isStatic ? ownArray(builder, allocate, name)
                               : part(builder, allocate.getLoc(), offset));
      offset = llvm::alignTo(offset + bytesOf(allocate), Alignment);
      allocate.erase();
    }
  }

private:
  ModuleOp module;

  /// An array of plain numbers, as LLVM has them in memory.
  Value ownArray(OpBuilder &builder, tir::AllocateOp allocate,
                 llvm::StringRef name) {
    Type element = lower::memoryType(typeOf(allocate).getElementType());
    if (element.isIndex())
      element = builder.getI64Type();
    if (element.isBF16())
      element = builder.getI16Type();
    LLVM::GlobalOp array =
        global(LLVM::LLVMArrayType::get(element, elementsOf(allocate)),
               LLVM::Linkage::Internal, name, Alignment);
    return builder.create<LLVM::AddressOfOp>(allocate.getLoc(), array);
  }

  Value part(OpBuilder &builder, Location loc, int64_t offset) {
    auto array = module.lookupSymbol<LLVM::GlobalOp>(DynamicName);
    Type i8 = builder.getI8Type();
    if (!array)
      array = global(LLVM::LLVMArrayType::get(i8, 0), LLVM::Linkage::External,
                     DynamicName, 128);
    Value begin = builder.create<LLVM::AddressOfOp>(loc, array);
    return builder.create<LLVM::GEPOp>(
        loc, begin.getType(), i8, begin,
        ArrayRef<LLVM::GEPArg>{static_cast<int32_t>(offset)});
  }

  LLVM::GlobalOp global(Type type, LLVM::Linkage linkage, llvm::StringRef name,
                        int64_t alignment) {
    OpBuilder builder = OpBuilder::atBlockBegin(module.getBody());
    return builder.create<LLVM::GlobalOp>(module.getLoc(), type,
                                          /*isConstant=*/false, linkage, name,
                                          Attribute(), alignment,
                                          Spaces.shared);
  }

  /// The body of an allocation where it stands, with this as its buffer.
  void place(tir::AllocateOp allocate, Value memory) {
    OpBuilder builder(allocate);
    Value buffer = allocate.getBody().getArgument(0);
    buffer.replaceAllUsesWith(lower::castTo(builder, memory, buffer.getType()));
    allocate->getBlock()->getOperations().splice(
        Block::iterator(allocate), allocate.getBody().front().getOperations());
  }
};

} // namespace

void lowerShared(ModuleOp module, std::vector<Kernel> &kernels) {
  Arrays arrays(module);
  for (Kernel &kernel : kernels)
    arrays.lower(module.lookupSymbol<LLVM::LLVMFuncOp>(kernel.entry), kernel);
}

} // namespace tdsl::cuda
