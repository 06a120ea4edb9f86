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

namespace tdsl::cuda {
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
  for (GlobalVariable &global : host.module->globals())
    if (global.getAddressSpace() == SharedSpace)
      arrays.push_back(&global);
  // Those whose size the launch gives share the memory after all others.
  auto bytes = [&](const GlobalVariable *array) {
    return layout.getTypeAllocSize(array->getValueType()).getFixedValue();
  };
  std::stable_partition(arrays.begin(), arrays.end(),
                        [&](GlobalVariable *array) { return bytes(array); });
  for (auto [index, array] : enumerate(arrays)) {
    uint64_t offset = alignTo(host.staticShared, alignmentOf(*array, layout));
    host.arrays.push_back({array->getName().str(), offset, bytes(array)});
    if (bytes(array) != 0)
      host.staticShared = offset + bytes(array);
    array->setLinkage(GlobalValue::ExternalLinkage);
    array->setInitializer(nullptr);
    array->setDSOLocal(false);
    array->setName(sharedName(index));
  }
  if (host.staticShared <= MostStaticShared)
    return true;
  whyNot = formatv("the shared arrays take {0} bytes, of which a module may "
                   "declare {1}",
                   host.staticShared, MostStaticShared);
  return false;
}

} // namespace tdsl::cuda
