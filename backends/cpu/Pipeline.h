//===- Pipeline.h - From tensor IR to an LLVM module ----------------------===//

#ifndef TDSL_BACKENDS_CPU_PIPELINE_H
#define TDSL_BACKENDS_CPU_PIPELINE_H

#include "compiler/target/Backend.h"

#include "llvm/IR/LLVMContext.h"
#include "llvm/IR/Module.h"
#include "llvm/Target/TargetMachine.h"

#include <memory>

namespace tdsl::cpu {

/// How much LLVM is asked to do. Our code is vector code already, so that a
/// few cheap passes give the speed of all of them at a tenth of the time.
enum class Effort : uint8_t { Slim, Full };

/// LLVM's code generator for a target; null with the reason in `whyNot`.
std::unique_ptr<llvm::TargetMachine> makeMachine(const target::Target &target,
                                                 bool positionIndependent,
                                                 std::string &whyNot);

/// The kernel of a unit (`<name>.kernel`, internal) and its descriptor
/// (`tdsl_function <name>`, visible).
std::unique_ptr<llvm::Module> lowerUnit(const target::Unit &unit,
                                        llvm::LLVMContext &context,
                                        llvm::TargetMachine &machine);

/// Adds the constant data by which the runtime checks calls.
void addDescriptor(const target::Signature &signature, int64_t numLeaves,
                   llvm::Function &kernel);

void optimize(llvm::Module &module, llvm::TargetMachine &machine,
              Effort effort);

/// Machine code or assembly.
std::string generate(llvm::Module &module, llvm::TargetMachine &machine,
                     bool assembly);

/// A shared library of one object, by lld; the reason where that fails.
std::optional<std::string>
linkShared(llvm::StringRef object, llvm::StringRef name, std::string &whyNot);
/// A static library of one object.
std::optional<std::string> archive(llvm::StringRef object, std::string &whyNot);

/// A function that can be called in this process.
std::unique_ptr<target::Executable> load(const target::Unit &unit,
                                         diag::Sink &sink);

} // namespace tdsl::cpu

#endif // TDSL_BACKENDS_CPU_PIPELINE_H
