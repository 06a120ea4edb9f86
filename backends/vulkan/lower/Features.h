//===- Features.h - What a device need not have ---------------------------===//

#ifndef TDSL_BACKENDS_VULKAN_LOWER_FEATURES_H
#define TDSL_BACKENDS_VULKAN_LOWER_FEATURES_H

#include "compiler/target/Target.h"

#include "mlir/Dialect/SPIRV/IR/SPIRVAttributes.h"
#include "llvm/ADT/StringRef.h"

#include <bitset>

namespace tdsl::vulkan {

enum class Feature : uint8_t { F16, F64, I8, I16, I64, Store8, Store16 };
constexpr unsigned NUM_FEATURES = 7;
using FeatureSet = std::bitset<NUM_FEATURES>;

bool hasFeature(const target::GpuLimits &limits, Feature feature);
/// In a message, after "needs".
llvm::StringRef nameOf(Feature feature);
/// Version, capabilities and extensions of a module that uses these, and that
/// says how floats are rounded (`isStrict`).
mlir::spirv::VerCapExtAttr requirements(FeatureSet used, bool isStrict,
                                        mlir::MLIRContext *context);

} // namespace tdsl::vulkan

#endif // TDSL_BACKENDS_VULKAN_LOWER_FEATURES_H
