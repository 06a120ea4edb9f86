//===- Pipeline.h - From tensor IR to an LLVM module ----------------------===//

#ifndef TDSL_BACKENDS_CPU_PIPELINE_H
#define TDSL_BACKENDS_CPU_PIPELINE_H

#include "compiler/target/Backend.h"

#include "llvm/IR/LLVMContext.h"
#include "llvm/IR/Module.h"
#include "llvm/Target/TargetMachine.h"

#include <memory>

namespace tdsl::cpu {

/// The kernel of a unit (`<name>.kernel`, internal) and its descriptor
/// (`tdsl_function <name>`, visible).
std::unique_ptr<llvm::Module> lowerUnit(const target::Unit &unit,
                                        llvm::LLVMContext &context,
                                        llvm::TargetMachine &machine);

} // namespace tdsl::cpu

#endif // TDSL_BACKENDS_CPU_PIPELINE_H
