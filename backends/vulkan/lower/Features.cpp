//===- Features.cpp - What a device need not have -------------------------===//

#include "backends/vulkan/lower/Emitter.h"

#include "compiler/diag/Catalog.h"

#include "mlir/Dialect/Arith/IR/Arith.h"

using namespace mlir;

namespace tdsl::vulkan {

bool hasFeature(const target::GpuLimits &limits, Feature feature) {
  switch (feature) {
  case Feature::F16:
    return limits.f16;
  case Feature::F64:
    return limits.f64;
  case Feature::I8:
    return limits.i8;
  case Feature::I16:
    return limits.i16;
  case Feature::I64:
    return limits.i64;
  case Feature::Store8:
    return limits.store8;
  case Feature::Store16:
    return limits.store16;
  }
  llvm_unreachable("every feature is above");
}

llvm::StringRef nameOf(Feature feature) {
  switch (feature) {
  case Feature::F16:
    return "arithmetic on f16";
  case Feature::F64:
    return "arithmetic on f64";
  case Feature::I8:
    return "arithmetic on 8-bit integers";
  case Feature::I16:
    return "arithmetic on 16-bit integers";
  case Feature::I64:
    return "arithmetic on 64-bit integers";
  case Feature::Store8:
    return "buffers of 8-bit elements";
  case Feature::Store16:
    return "buffers of 16-bit elements";
  }
  llvm_unreachable("every feature is above");
}

static spirv::Capability capabilityOf(Feature feature) {
  switch (feature) {
  case Feature::F16:
    return spirv::Capability::Float16;
  case Feature::F64:
    return spirv::Capability::Float64;
  case Feature::I8:
    return spirv::Capability::Int8;
  case Feature::I16:
    return spirv::Capability::Int16;
  case Feature::I64:
    return spirv::Capability::Int64;
  case Feature::Store8:
    return spirv::Capability::StorageBuffer8BitAccess;
  case Feature::Store16:
    return spirv::Capability::StorageBuffer16BitAccess;
  }
  llvm_unreachable("every feature is above");
}

/// Version 1.3, which Vulkan 1.1 takes; what came later is an extension.
spirv::VerCapExtAttr requirements(FeatureSet used, bool isStrict,
                                  MLIRContext *context) {
  SmallVector<spirv::Capability> capabilities{spirv::Capability::Shader};
  for (unsigned place = 0; place != NUM_FEATURES; ++place)
    if (used[place])
      capabilities.push_back(capabilityOf(static_cast<Feature>(place)));
  SmallVector<spirv::Extension> extensions;
  if (used[static_cast<unsigned>(Feature::Store8)])
    extensions.push_back(spirv::Extension::SPV_KHR_8bit_storage);
  if (isStrict) {
    extensions.push_back(spirv::Extension::SPV_KHR_float_controls);
    capabilities.push_back(spirv::Capability::SignedZeroInfNanPreserve);
    capabilities.push_back(spirv::Capability::RoundingModeRTE);
  }
  return spirv::VerCapExtAttr::get(spirv::Version::V_1_3, capabilities,
                                   extensions, context);
}

void Emitter::require(Feature feature) {
  unsigned place = static_cast<unsigned>(feature);
  if (used[place])
    return;
  used.set(place);
  if (has(feature))
    return;
  lacksSomething = true;
  sink.emit(diag::DeviceLacksFeature, Span(), kernel.getSymName().str(),
            nameOf(feature).str());
}

void Emitter::requireArithmetic(Type type) {
  if (type.isF16())
    require(Feature::F16);
  else if (type.isF64())
    require(Feature::F64);
  else if (type.isInteger(8))
    require(Feature::I8);
  else if (type.isInteger(16))
    require(Feature::I16);
  else if (type.isInteger(64))
    require(Feature::I64);
}

/// Loads, stores and conversions take what a buffer holds; all else is
/// arithmetic. 64 bits are arithmetic everywhere.
void Emitter::requireFor(Operation &op) {
  bool onlyMoves =
      isa<tir::LoadOp, tir::StoreOp, arith::ExtFOp, arith::TruncFOp,
          arith::ExtUIOp, arith::ExtSIOp, arith::TruncIOp, arith::IndexCastOp,
          arith::IndexCastUIOp>(op);
  auto requireType = [&](Type type) {
    if (!onlyMoves ||
        (type.isIntOrFloat() && type.getIntOrFloatBitWidth() > 32))
      requireArithmetic(type);
  };
  llvm::for_each(op.getOperandTypes(), requireType);
  llvm::for_each(op.getResultTypes(), requireType);
}

} // namespace tdsl::vulkan
