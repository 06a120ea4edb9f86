//===- Tir.h - The tensor IR dialect --------------------------------------===//

#ifndef TDSL_TIR_TIR_H
#define TDSL_TIR_TIR_H

#include "mlir/Bytecode/BytecodeOpInterface.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/BuiltinTypes.h"
#include "mlir/IR/Dialect.h"
#include "mlir/IR/OpDefinition.h"
#include "mlir/IR/OpImplementation.h"
#include "mlir/IR/SymbolTable.h"
#include "mlir/Interfaces/ControlFlowInterfaces.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"

#include "compiler/tir/TirOpsDialect.h.inc"
#include "compiler/tir/TirOpsEnums.h.inc"

#define GET_ATTRDEF_CLASSES
#include "compiler/tir/TirOpsAttrs.h.inc"
#define GET_TYPEDEF_CLASSES
#include "compiler/tir/TirOpsTypes.h.inc"
#define GET_OP_CLASSES
#include "compiler/tir/TirOps.h.inc"

namespace tdsl::tir {

/// The extents of a buffer: operands of its tir.view or tir.allocate.
mlir::ValueRange extents(mlir::Value buffer);

} // namespace tdsl::tir

#endif // TDSL_TIR_TIR_H
