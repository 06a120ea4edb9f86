//===- Abi.cpp - What a kernel takes from Vulkan --------------------------===//
//
// As runtime/include/tdsl/device.h says: buffer i is the storage buffer of set
// 0, binding i, and the sizes are push constants, or one more storage buffer
// where they are many.
//
//===----------------------------------------------------------------------===//

#include "backends/vulkan/lower/Emitter.h"

#include "tdsl/device.h"

using namespace mlir;

namespace tdsl::vulkan {
namespace {

/// struct { element[] }, decorated for what the kernel does with it.
Type blockOf(Type element, ArrayRef<spirv::Decoration> decorations) {
  Type array =
      spirv::RuntimeArrayType::get(memoryType(element), bytesOf(element));
  SmallVector<spirv::StructType::MemberDecorationInfo> members;
  for (spirv::Decoration decoration : decorations)
    members.emplace_back(0, 0, decoration, 0);
  return spirv::PointerType::get(spirv::StructType::get({array}, {0}, members),
                                 spirv::StorageClass::StorageBuffer);
}

void declareBuffers(Emitter &e, bool hasBarrier) {
  tir::KernelOp kernel = e.getKernel();
  for (auto [binding, uses] : llvm::enumerate(kernel.getUses())) {
    Value buffer = kernel.getBody().getArgument(binding);
    Type element = cast<tir::BufferType>(buffer.getType()).getElementType();
    bool isRead = uses & TDSL_BUFFER_READ, isWritten = uses & TDSL_BUFFER_WRITE;
    SmallVector<spirv::Decoration> decorations;
    // What one thread writes and another reads behind a barrier must not stay
    // in a cache of its own.
    if (isRead && isWritten && hasBarrier)
      decorations.push_back(spirv::Decoration::Coherent);
    if (!isWritten)
      decorations.push_back(spirv::Decoration::NonWritable);
    std::string name = "buffer." + std::to_string(binding);
    Value base = e.bound(blockOf(element, decorations), name, binding);
    e.define(buffer, {base, element, /*isBound=*/true});
  }
}

void declareSizes(Emitter &e) {
  tir::KernelOp kernel = e.getKernel();
  unsigned buffers = kernel.getBuffers().size();
  unsigned sizes = kernel.getSizes().size();
  if (sizes == 0)
    return;
  Type i32 = e.b.getI32Type();
  bool isPushed = sizes <= TDSL_PUSHED_SIZES;
  Value base;
  if (isPushed) {
    SmallVector<Type> members(sizes, i32);
    SmallVector<uint32_t> offsets;
    for (unsigned place = 0; place != sizes; ++place)
      offsets.push_back(place * sizeof(int32_t));
    base = e.global(
        spirv::PointerType::get(spirv::StructType::get(members, offsets),
                                spirv::StorageClass::PushConstant),
        "size.list");
  } else {
    base = e.bound(blockOf(i32, {spirv::Decoration::NonWritable}), "size.list",
                   buffers);
  }
  for (unsigned place = 0; place != sizes; ++place) {
    Value size = kernel.getBody().getArgument(buffers + place);
    if (size.use_empty())
      continue;
    Place member{base, i32, /*isBound=*/!isPushed};
    e.define(size, e.load(e.pointerTo(member, e.word(place))));
  }
}

} // namespace

void declareArguments(Emitter &e) {
  bool hasBarrier =
      e.getKernel()
          ->walk([](tir::BarrierOp) { return WalkResult::interrupt(); })
          .wasInterrupted();
  declareBuffers(e, hasBarrier);
  declareSizes(e);
}

/// Runs `make` in the module, before the function.
template <typename Make> static auto inModule(Emitter &e, Make make) {
  OpBuilder::InsertionGuard guard(e.b);
  e.b.setInsertionPoint(e.getFunction());
  return make();
}

/// Names have a dot, which names of kernels have not.
Value Emitter::global(Type type, llvm::StringRef name) {
  return b.create<spirv::AddressOfOp>(inModule(
      *this, [&] { return b.create<spirv::GlobalVariableOp>(type, name); }));
}

Value Emitter::bound(Type type, llvm::StringRef name, unsigned binding) {
  return b.create<spirv::AddressOfOp>(inModule(*this, [&] {
    return b.create<spirv::GlobalVariableOp>(type, name, /*descriptorSet=*/0u,
                                             binding);
  }));
}

Value Emitter::builtin(spirv::BuiltIn which) {
  std::string name = "in." + spirv::stringifyBuiltIn(which).str();
  auto known = module->lookupSymbol<spirv::GlobalVariableOp>(name);
  if (!known) {
    known = inModule(*this, [&] {
      Type type = VectorType::get({3}, b.getI32Type());
      return b.create<spirv::GlobalVariableOp>(
          spirv::PointerType::get(type, spirv::StorageClass::Input), name,
          which);
    });
    builtins.push_back(FlatSymbolRefAttr::get(known));
  }
  return load(b.create<spirv::AddressOfOp>(known));
}

} // namespace tdsl::vulkan
