//===- MlirPch.h - The precompiled header of the MLIR half ----------------===//
//
// The headers that most files of the MLIR half include. It changes nothing:
// each file still includes what it uses. Our own dialects stay out of it, so
// that editing one does not recompile everything.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_CMAKE_MLIRPCH_H
#define TDSL_CMAKE_MLIRPCH_H

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlowOps.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/DialectImplementation.h"
#include "mlir/IR/IRMapping.h"
#include "mlir/IR/OpImplementation.h"
#include "mlir/IR/PatternMatch.h"
#include "mlir/Pass/Pass.h"
#include "mlir/Transforms/DialectConversion.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"

#endif // TDSL_CMAKE_MLIRPCH_H
