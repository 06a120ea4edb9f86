//===- Instrument.cpp - A call before each access of memory ---------------===//

#include "backends/cuda/emulator/HostModule.h"

#include "llvm/Analysis/ValueTracking.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/IntrinsicInst.h"

#include <numeric>

using namespace llvm;

namespace tdsl::cuda::emulator {
namespace {

/// What an instruction does to memory that others may see.
struct Touched {
  Value *address;
  AccessKind kind;
  /// The bytes, and those of one element.
  Value *bytes;
  uint32_t elementBytes;
  Align alignment;
  StringRef what;
};

/// Memory that only the thread sees, or that nobody writes.
bool isPrivate(const Value *address) {
  const Value *object = getUnderlyingObject(address, /*MaxLookup=*/0);
  if (isa<AllocaInst>(object))
    return true;
  if (auto *parameter = dyn_cast<Argument>(object))
    return parameter->hasByValAttr();
  auto *global = dyn_cast<GlobalVariable>(object);
  return global && global->getAddressSpace() != 3;
}

class Instrumenter {
public:
  explicit Instrumenter(HostModule &host)
      : host(host), layout(host.module->getDataLayout()),
        builder(*host.context) {
    check = host.module->getOrInsertFunction(
        CheckSymbol, builder.getVoidTy(), builder.getInt32Ty(),
        builder.getPtrTy(), builder.getInt64Ty());
  }

  void visit(Instruction &instruction) {
    builder.SetInsertPoint(&instruction);
    for (const Touched &touched : touchedBy(instruction))
      if (!isPrivate(touched.address))
        insert(instruction, touched);
  }

  uint64_t granule() const { return divisor; }

private:
  std::vector<Touched> touchedBy(Instruction &instruction);
  Touched typed(Value *address, Type *type, AccessKind kind, Align alignment,
                StringRef what);
  void insert(Instruction &instruction, const Touched &touched);

  HostModule &host;
  const DataLayout &layout;
  IRBuilder<> builder;
  FunctionCallee check;
  /// No host function accesses less than this at once.
  uint64_t divisor = 4;
};

Touched Instrumenter::typed(Value *address, Type *type, AccessKind kind,
                            Align alignment, StringRef what) {
  return {address,
          kind,
          builder.getInt64(layout.getTypeStoreSize(type).getFixedValue()),
          static_cast<uint32_t>(
              layout.getTypeStoreSize(type->getScalarType()).getFixedValue()),
          alignment,
          what};
}

std::vector<Touched> Instrumenter::touchedBy(Instruction &instruction) {
  if (auto *load = dyn_cast<LoadInst>(&instruction))
    return {typed(load->getPointerOperand(), load->getType(),
                  load->isAtomic() ? AccessKind::Atomic : AccessKind::Read,
                  load->getAlign(), "load")};
  if (auto *store = dyn_cast<StoreInst>(&instruction))
    return {typed(store->getPointerOperand(),
                  store->getValueOperand()->getType(),
                  store->isAtomic() ? AccessKind::Atomic : AccessKind::Write,
                  store->getAlign(), "store")};
  if (auto *update = dyn_cast<AtomicRMWInst>(&instruction))
    return {typed(update->getPointerOperand(), update->getType(),
                  AccessKind::Atomic, update->getAlign(), "atomicrmw")};
  if (auto *swap = dyn_cast<AtomicCmpXchgInst>(&instruction))
    return {typed(swap->getPointerOperand(),
                  swap->getNewValOperand()->getType(), AccessKind::Atomic,
                  swap->getAlign(), "cmpxchg")};
  std::vector<Touched> touched;
  auto *memory = dyn_cast<MemIntrinsic>(&instruction);
  if (!memory)
    return touched;
  Value *bytes =
      builder.CreateZExtOrTrunc(memory->getLength(), builder.getInt64Ty());
  if (auto *transfer = dyn_cast<MemTransferInst>(memory))
    touched.push_back({transfer->getRawSource(), AccessKind::Read, bytes, 1,
                       Align(1), "memcpy"});
  touched.push_back(
      {memory->getRawDest(), AccessKind::Write, bytes, 1, Align(1), "memset"});
  return touched;
}

void Instrumenter::insert(Instruction &instruction, const Touched &touched) {
  auto number = static_cast<uint32_t>(host.sites.size());
  Site &site = host.sites.emplace_back();
  site.what = touched.what;
  site.place = placeOf(instruction);
  site.kind = touched.kind;
  site.elementBytes = touched.elementBytes;
  site.alignment = static_cast<uint32_t>(touched.alignment.value());
  describeAddress(host, touched.address, site);
  uint64_t bytes = 1;
  if (auto *constant = dyn_cast<ConstantInt>(touched.bytes))
    bytes = constant->getZExtValue();
  divisor = std::gcd(divisor, std::gcd(bytes, uint64_t(site.alignment)));
  Value *address = touched.address;
  if (address->getType()->getPointerAddressSpace() != 0)
    address = builder.CreateAddrSpaceCast(address, builder.getPtrTy());
  builder.CreateCall(check, {builder.getInt32(number), address, touched.bytes});
}

} // namespace

void instrumentAccesses(HostModule &host) {
  Instrumenter instrumenter(host);
  for (Function &function : *host.module) {
    std::vector<Instruction *> before;
    for (Instruction &instruction : instructions(function))
      before.push_back(&instruction);
    for (Instruction *instruction : before)
      instrumenter.visit(*instruction);
  }
  host.granule = static_cast<uint32_t>(instrumenter.granule());
}

void describeAddress(const HostModule &host, const Value *address, Site &site) {
  const Value *object = getUnderlyingObject(address, /*MaxLookup=*/0);
  if (auto *parameter = dyn_cast<Argument>(object)) {
    if (host.find(parameter->getParent()->getName()))
      site.parameter = static_cast<int32_t>(parameter->getArgNo());
    return;
  }
  for (size_t index = 0; index < host.arrays.size(); ++index)
    if (object->getName() == sharedName(index))
      site.sharedArray = static_cast<int32_t>(index);
}

} // namespace tdsl::cuda::emulator
