//===- Emitter.cpp - A kernel, operation by operation ---------------------===//

#include "backends/vulkan/lower/Emitter.h"

#include "compiler/diag/Catalog.h"

using namespace mlir;

namespace tdsl::vulkan {

Emitter::Emitter(tir::KernelOp kernel, const target::Target &target,
                 diag::Sink &sink)
    : b(kernel.getLoc(), kernel.getContext()), kernel(kernel), target(target),
      sink(sink) {}

OwningOpRef<spirv::ModuleOp> Emitter::run() {
  module = OwningOpRef(b.create<spirv::ModuleOp>(
      spirv::AddressingModel::Logical, spirv::MemoryModel::GLSL450));
  b.setInsertionPointToStart(module->getBody());
  function =
      b.create<spirv::FuncOp>(kernel.getSymName(), b.getFunctionType({}, {}));
  b.setInsertionPointToStart(function.addEntryBlock());
  declareArguments(*this);
  if (failed(emit(kernel.getBody().front())))
    return {};
  b.create<spirv::ReturnOp>();
  checkLimits();
  if (lacksSomething)
    return {};
  finish();
  return std::move(module);
}

void Emitter::checkLimits() {
  auto check = [&](int64_t needed, llvm::StringRef what, int64_t most) {
    if (needed <= most)
      return;
    lacksSomething = true;
    sink.emit(diag::DeviceLimitExceeded, Span(), kernel.getSymName().str(),
              needed, what.str(), most);
  };
  ArrayRef<int64_t> threads = kernel.getThreads();
  check(sharedBytes, "bytes of shared memory", target.gpu.sharedBytes);
  check(threads[0] * threads[1] * threads[2], "threads", target.gpu.threads);
  const char *const along[] = {"threads along x", "threads along y",
                               "threads along z"};
  for (unsigned axis = 0; axis != 3; ++axis)
    check(threads[axis], along[axis], target.gpu.threadsByAxis[axis]);
}

LogicalResult Emitter::emit(Block &block) {
  for (Operation &op : block) {
    b.setLoc(op.getLoc());
    requireFor(op);
    if (failed(emit(op)))
      return failure();
  }
  return success();
}

LogicalResult Emitter::emit(Operation &op) {
  if (std::optional<LogicalResult> done = emitControl(*this, op))
    return *done;
  const Family families[] = {emitMemory,  emitReport, emitCast, emitTruth,
                             emitInteger, emitReal,   emitMath};
  size_t errors = sink.emittedErrors();
  for (Family family : families)
    if (family(*this, op))
      return success(sink.emittedErrors() == errors);
  sink.emit(diag::CannotGenerate, Span(),
            "`" + op.getName().getStringRef().str() + "` has no SPIR-V");
  return failure();
}

/// The parts of a module that come behind its functions.
void Emitter::finish() {
  b.setLoc(kernel.getLoc());
  b.setInsertionPointToEnd(module->getBody());
  b.create<spirv::EntryPointOp>(spirv::ExecutionModel::GLCompute, function,
                                builtins);
  SmallVector<int32_t> threads(kernel.getThreads());
  b.create<spirv::ExecutionModeOp>(function, spirv::ExecutionMode::LocalSize,
                                   threads);
  (*module)->setAttr(module->getVCETripleAttrName(),
                     requirements(used, limits().strictFloats, b.getContext()));
  if (!limits().strictFloats)
    return;
  auto has = [&](Feature feature) {
    return used[static_cast<unsigned>(feature)];
  };
  declareRounding(32);
  if (has(Feature::F16) || has(Feature::Store16))
    declareRounding(16);
  if (has(Feature::F64))
    declareRounding(64);
}

/// Otherwise a driver may round as it likes, and believe that no number is NaN
/// and that no zero has a sign.
void Emitter::declareRounding(int32_t width) {
  for (spirv::ExecutionMode mode :
       {spirv::ExecutionMode::SignedZeroInfNanPreserve,
        spirv::ExecutionMode::RoundingModeRTE})
    b.create<spirv::ExecutionModeOp>(function, mode, ArrayRef(width));
}

Value Emitter::variable(Type type) {
  OpBuilder::InsertionGuard guard(b);
  b.setInsertionPointToStart(&function.getBody().front());
  return b.create<spirv::VariableOp>(
      spirv::PointerType::get(type, spirv::StorageClass::Function),
      spirv::StorageClass::Function, Value());
}

Value Emitter::load(Value pointer) { return b.create<spirv::LoadOp>(pointer); }

void Emitter::store(Value value, Value pointer) {
  b.create<spirv::StoreOp>(pointer, value);
}

const Place &Emitter::placeOf(Value buffer) const {
  return places.find(buffer)->second;
}

Value Emitter::pointerTo(const Place &place, Value index) {
  SmallVector<Value> path;
  if (place.isBound)
    path.push_back(word(0));
  path.push_back(index);
  return b.create<spirv::AccessChainOp>(place.base, path);
}

Value exact(Operation *op) {
  op->setAttr("no_contraction", UnitAttr::get(op->getContext()));
  return op->getResult(0);
}

} // namespace tdsl::vulkan
