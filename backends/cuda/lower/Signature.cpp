//===- Signature.cpp - Kernels as the driver launches them ----------------===//
//
// Pointers to global memory, then sizes as 64-bit integers.
//
//===----------------------------------------------------------------------===//

#include "backends/cuda/lower/Lower.h"

#include "compiler/support/Check.h"
#include "llvm/ADT/StringSet.h"

using namespace mlir;

namespace tdsl::cuda {

static constexpr llvm::StringLiteral ReportPlace = "tdsl.report";

/// cuMemAlloc aligns to more than that; it is what the widest access needs.
static constexpr int64_t BufferAlignment = 16;

/// What a kernel may say in `uses`.
static constexpr int64_t Read = 1, Written = 2;

Value reportAt(Operation *op) {
  auto func = op->getParentOfType<LLVM::LLVMFuncOp>();
  auto place = func->getAttrOfType<IntegerAttr>(ReportPlace);
  TDSL_CHECK(place, "a kernel that reports takes no report");
  return func.getArgument(place.getInt());
}

/// A name that PTX allows for an entry, and no other kernel has.
static std::string entryOf(llvm::StringRef name, llvm::StringSet<> &taken) {
  std::string entry;
  for (char sign : name)
    entry += llvm::isAlnum(sign) ? sign : '_';
  if (entry.empty() || llvm::isDigit(entry[0]))
    entry.insert(0, "k_");
  std::string wanted = entry;
  for (unsigned number = 1; !taken.insert(entry).second; ++number)
    entry = wanted + "_" + std::to_string(number);
  return entry;
}

/// Buffers of different numbers do not overlap. But LLVM takes it that nobody
/// else writes memory without an alias, not even at a barrier, so what threads
/// of a block exchange through a buffer must not be promised.
static void promise(LLVM::LLVMFuncOp func, tir::KernelOp kernel) {
  auto set = [&](unsigned place, llvm::StringRef name, Attribute value) {
    func.setArgAttr(place, name, value);
  };
  Builder builder(func.getContext());
  Attribute yes = builder.getUnitAttr();
  bool exchanges = false;
  kernel->walk([&](tir::BarrierOp) { exchanges = true; });
  llvm::ArrayRef<int64_t> buffers = kernel.getBuffers();
  for (unsigned place = 0; place != buffers.size(); ++place) {
    int64_t uses = kernel.getUses()[place];
    bool isReport = kernel.getReport() && place + 1 == buffers.size();
    set(place, LLVM::LLVMDialect::getAlignAttrName(),
        builder.getI64IntegerAttr(BufferAlignment));
    set(place, LLVM::LLVMDialect::getNoUndefAttrName(), yes);
    if (isReport || llvm::count(buffers, buffers[place]) != 1)
      continue;
    if (uses != (Read | Written) || !exchanges)
      set(place, LLVM::LLVMDialect::getNoAliasAttrName(), yes);
    if (uses == Read)
      set(place, LLVM::LLVMDialect::getReadonlyAttrName(), yes);
    if (uses == Written)
      set(place, LLVM::LLVMDialect::getWriteOnlyAttrName(), yes);
  }
}

static void lowerSignature(tir::KernelOp kernel, llvm::StringRef entry) {
  OpBuilder builder(kernel);
  Location loc = kernel.getLoc();
  Block &body = kernel.getBody().front();
  SmallVector<Type> types;
  for (Value argument : body.getArguments()) {
    auto buffer = dyn_cast<tir::BufferType>(argument.getType());
    types.push_back(buffer ? Type(lower::pointerTo(buffer, Spaces))
                           : builder.getI64Type());
  }
  auto made = builder.create<LLVM::LLVMFuncOp>(
      loc, entry,
      LLVM::LLVMFunctionType::get(LLVM::LLVMVoidType::get(builder.getContext()),
                                  types));
  promise(made, kernel);
  if (kernel.getReport())
    made->setAttr(ReportPlace,
                  builder.getI64IntegerAttr(kernel.getBuffers().size() - 1));
  Block *block = made.addEntryBlock(builder);
  builder.setInsertionPointToStart(block);
  for (auto [old, argument] :
       llvm::zip(body.getArguments(), block->getArguments()))
    old.replaceAllUsesWith(lower::castTo(builder, argument, old.getType()));
  block->getOperations().splice(block->end(), body.getOperations());
  builder.setInsertionPointToEnd(block);
  builder.create<LLVM::ReturnOp>(loc, ValueRange());
  kernel.erase();
}

std::vector<Kernel> lowerSignatures(ModuleOp module) {
  std::vector<Kernel> kernels;
  llvm::StringSet<> taken;
  for (auto kernel :
       llvm::make_early_inc_range(module.getBody()->getOps<tir::KernelOp>())) {
    Kernel made;
    made.entry = entryOf(kernel.getSymName(), taken);
    llvm::copy(kernel.getThreads(), made.threads.begin());
    lowerSignature(kernel, made.entry);
    kernels.push_back(std::move(made));
  }
  return kernels;
}

} // namespace tdsl::cuda
