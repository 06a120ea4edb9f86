//===- Native.h - Code for the host that backends share -------------------===//
//
// A function is an LLVM module for the host with a kernel that the runtime
// calls and a descriptor. What the kernel does is a backend's own: the CPU's
// computes, a GPU's runs a plan.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_BACKENDS_NATIVE_NATIVE_H
#define TDSL_BACKENDS_NATIVE_NATIVE_H

#include "compiler/target/Backend.h"

#include "llvm/IR/LLVMContext.h"
#include "llvm/IR/Module.h"
#include "llvm/Target/TargetMachine.h"

#include <functional>
#include <memory>

namespace tdsl::native {

class Constants;

/// How much LLVM is asked to do. Our code is vector code already, so that a
/// few cheap passes give the speed of all of them at a tenth of the time.
enum class Effort : uint8_t { Slim, Full };

/// LLVM's code generator for a target; null with the reason in `whyNot`.
std::unique_ptr<llvm::TargetMachine> makeMachine(const target::Target &target,
                                                 bool positionIndependent,
                                                 std::string &whyNot);

/// The triple, the layout and what functions say of the machine.
void setTarget(llvm::Module &module, llvm::TargetMachine &machine);

/// Adds the constant data by which the runtime checks calls: a tdsl_function
/// with the name of the signature. Its code has all programs that `constants`
/// has made until then.
void addDescriptor(const target::Signature &signature, int64_t numLeaves,
                   llvm::Function &kernel, Constants &constants);

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

/// The module of a unit, with its descriptor; null where a diagnostic was
/// given.
using Lower = std::function<std::unique_ptr<llvm::Module>(
    const target::Unit &, llvm::LLVMContext &, llvm::TargetMachine &)>;

/// A function that can be called in this process.
std::unique_ptr<target::Executable> load(const target::Unit &unit,
                                         const Lower &lower, diag::Sink &sink);

/// Whether emit() makes it.
bool makes(target::Product product);

/// The bytes of a product of some units together.
std::optional<std::string> emit(llvm::ArrayRef<target::Unit> units,
                                target::Product product, llvm::StringRef name,
                                const Lower &lower, diag::Sink &sink);

} // namespace tdsl::native

#endif // TDSL_BACKENDS_NATIVE_NATIVE_H
