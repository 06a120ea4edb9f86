//===- SharedLayout.cpp - Where the shared arrays of a module lie ---------===//
//
// The host's compiler knows them as symbols from outside, so it supposes that
// others may write to them wherever a thread waits.
//
//===----------------------------------------------------------------------===//

#include "backends/cuda/emulator/HostModule.h"

#include "llvm/IR/Constants.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/MathExtras.h"

using namespace llvm;

namespace tdsl::cuda::emulator {
namespace {

constexpr unsigned SharedSpace = 3;

uint64_t alignmentOf(const GlobalVariable &array, const DataLayout &layout) {
  return std::max(array.getAlign().valueOrOne(),
                  layout.getABITypeAlign(array.getValueType()))
      .value();
}

} // namespace

bool layoutShared(HostModule &host, std::string &whyNot) {
  const DataLayout &layout = host.module->getDataLayout();
  std::vector<GlobalVariable *> arrays;
  // Those whose size the launch gives share the memory after all others.
  uint64_t lastAlignment = 1;
  for (GlobalVariable &global : host.module->globals()) {
    if (global.getAddressSpace() != SharedSpace)
      continue;
    uint64_t bytes = layout.getTypeAllocSize(global.getValueType());
    uint64_t alignment = alignmentOf(global, layout);
    uint64_t offset = alignTo(host.staticShared, alignment);
    host.arrays.push_back({global.getName().str(), offset, bytes});
    arrays.push_back(&global);
    if (bytes)
      host.staticShared = offset + bytes;
    else
      lastAlignment = std::max(lastAlignment, alignment);
  }
  host.staticShared = alignTo(host.staticShared, lastAlignment);
  for (auto [index, global] : enumerate(arrays)) {
    if (host.arrays[index].bytes == 0)
      host.arrays[index].offset = host.staticShared;
    global->setLinkage(GlobalValue::ExternalLinkage);
    global->setInitializer(nullptr);
    global->setDSOLocal(false);
    global->setName(sharedName(index));
  }
  if (host.staticShared <= MostStaticShared)
    return true;
  whyNot = formatv("the shared arrays take {0} bytes, of which a module may "
                   "declare {1}",
                   host.staticShared, MostStaticShared);
  return false;
}

} // namespace tdsl::cuda::emulator
