//===- Patterns.h - The parts of lowerToLlvm ------------------------------===//

#ifndef TDSL_LOWER_TIRTOLLVM_PATTERNS_H
#define TDSL_LOWER_TIRTOLLVM_PATTERNS_H

#include "mlir/Conversion/LLVMCommon/TypeConverter.h"
#include "mlir/IR/PatternMatch.h"

namespace tdsl::lower {

/// Operations on f16 and bf16; the type and the constants of bf16.
void addNarrowFloatPatterns(mlir::RewritePatternSet &patterns);
void addBFloat16AsBits(mlir::LLVMTypeConverter &types,
                       mlir::RewritePatternSet &patterns);
/// Forms of max and min that LLVM does not find.
void addMinMaxPatterns(mlir::RewritePatternSet &patterns);
/// Loads and stores of flat buffers.
void addMemoryPatterns(mlir::LLVMTypeConverter &types,
                       mlir::RewritePatternSet &patterns);

} // namespace tdsl::lower

#endif // TDSL_LOWER_TIRTOLLVM_PATTERNS_H
