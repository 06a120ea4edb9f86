//===- Emitter.h - What the families of lower/ work on --------------------===//
//
// One kernel on its way into a spirv.module. Each family of operations is a
// file with a function that takes an operation, if it is one of its own. A
// value of the tensor IR is one value here:
//
//   index    32 bits                bf16   its bits, in the low half of 32
//   i1       a SPIR-V bool          others as they are
//
// In memory a bool takes a byte and a bf16 takes 16 bits.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_BACKENDS_VULKAN_LOWER_EMITTER_H
#define TDSL_BACKENDS_VULKAN_LOWER_EMITTER_H

#include "backends/vulkan/lower/Features.h"
#include "compiler/diag/Diagnostic.h"
#include "compiler/tir/Tir.h"

#include "mlir/Dialect/SPIRV/IR/SPIRVOps.h"
#include "mlir/IR/IRMapping.h"
#include "mlir/IR/ImplicitLocOpBuilder.h"
#include "llvm/ADT/MapVector.h"

namespace tdsl::vulkan {

/// Where the elements of a buffer lie.
struct Place {
  mlir::Value base;     // a pointer to an array, or to a struct around it
  mlir::Type element;   // of the tensor IR
  bool isBound = false; // a storage buffer: the array is in a struct
};

class Emitter {
public:
  Emitter(tir::KernelOp kernel, const target::Target &target, diag::Sink &sink);

  /// Null with a diagnostic where the target lacks something.
  mlir::OwningOpRef<mlir::spirv::ModuleOp> run();
  int64_t getSharedBytes() const { return sharedBytes; }

  /// Where the next operation goes.
  mlir::ImplicitLocOpBuilder b;

  tir::KernelOp getKernel() { return kernel; }
  mlir::spirv::FuncOp getFunction() { return function; }

  //===--------------------------------------------------------------------===//
  // Values
  //===--------------------------------------------------------------------===//

  mlir::Value valueOf(mlir::Value old) const { return values.lookup(old); }
  void define(mlir::Value old, mlir::Value made) { values.map(old, made); }
  mlir::Value constant(mlir::Type type, int64_t value);
  mlir::Value real(mlir::Type type, double value);
  mlir::Value truth(bool value);
  mlir::Value zero(mlir::Type type);
  mlir::Value word(int64_t value) { return constant(b.getI32Type(), value); }
  /// A variable of the function, without a value yet.
  mlir::Value variable(mlir::Type type);
  mlir::Value load(mlir::Value pointer);
  void store(mlir::Value value, mlir::Value pointer);

  //===--------------------------------------------------------------------===//
  // Memory
  //===--------------------------------------------------------------------===//

  const Place &placeOf(mlir::Value buffer) const;
  void define(mlir::Value buffer, Place place) { places[buffer] = place; }
  mlir::Value pointerTo(const Place &place, mlir::Value index);
  /// A variable of the module, as the function sees it.
  mlir::Value global(mlir::Type type, llvm::StringRef name);
  mlir::Value bound(mlir::Type type, llvm::StringRef name, unsigned binding);
  mlir::Value builtin(mlir::spirv::BuiltIn which);
  void addSharedBytes(int64_t bytes) { sharedBytes += bytes; }

  //===--------------------------------------------------------------------===//
  // What the device must have
  //===--------------------------------------------------------------------===//

  const target::GpuLimits &limits() const { return target.gpu; }
  bool has(Feature feature) const { return hasFeature(target.gpu, feature); }
  void require(Feature feature);
  /// What values of such a type need, other than to be loaded, stored and
  /// converted.
  void requireArithmetic(mlir::Type type);

  //===--------------------------------------------------------------------===//
  // Control flow
  //===--------------------------------------------------------------------===//

  mlir::LogicalResult emit(mlir::Block &block);
  mlir::LogicalResult
  emitIf(mlir::Value condition,
         llvm::function_ref<mlir::LogicalResult()> emitThen,
         llvm::function_ref<mlir::LogicalResult()> emitElse = {});
  diag::Sink &getSink() { return sink; }

private:
  tir::KernelOp kernel;
  const target::Target &target;
  diag::Sink &sink;
  mlir::OwningOpRef<mlir::spirv::ModuleOp> module;
  mlir::spirv::FuncOp function;
  mlir::IRMapping values;
  llvm::MapVector<mlir::Value, Place> places;
  llvm::SmallVector<mlir::Attribute> builtins; // the entry point lists them
  FeatureSet used;
  int64_t sharedBytes = 0;
  bool lacksSomething = false;

  void checkLimits();
  mlir::LogicalResult emit(mlir::Operation &op);
  void requireFor(mlir::Operation &op);
  void finish();
  void declareRounding(int32_t width);
};

/// A family takes an operation that is one of its own, and says whether it was.
using Family = bool (*)(Emitter &emitter, mlir::Operation &op);
bool emitInteger(Emitter &emitter, mlir::Operation &op);
bool emitTruth(Emitter &emitter, mlir::Operation &op);
bool emitReal(Emitter &emitter, mlir::Operation &op);
bool emitMath(Emitter &emitter, mlir::Operation &op);
bool emitCast(Emitter &emitter, mlir::Operation &op);
bool emitMemory(Emitter &emitter, mlir::Operation &op);
bool emitReport(Emitter &emitter, mlir::Operation &op);
/// Reports that the device left a loop before its end.
void emitLoopEnded(Emitter &emitter, mlir::Value isEarly);

/// Operations with bodies; nothing where it is none of them.
std::optional<mlir::LogicalResult> emitControl(Emitter &emitter,
                                               mlir::Operation &op);

/// Buffers, sizes: what the kernel takes.
void declareArguments(Emitter &emitter);

/// Types.cpp: of a value, and of an element in memory.
mlir::Type registerType(mlir::Type type);
mlir::Type memoryType(mlir::Type type);
int64_t bytesOf(mlir::Type element);

/// Narrow.cpp: between the bits of a bf16 and f32, rounding to nearest.
mlir::Value widenBrain(Emitter &emitter, mlir::Value bits);
mlir::Value narrowToBrain(Emitter &emitter, mlir::Value real);

/// x * y + z with one rounding.
mlir::Value fused(Emitter &emitter, mlir::Value x, mlir::Value y,
                  mlir::Value z);

/// Keeps a driver from making one operation of two.
mlir::Value exact(mlir::Operation *op);

} // namespace tdsl::vulkan

#endif // TDSL_BACKENDS_VULKAN_LOWER_EMITTER_H
