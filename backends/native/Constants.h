//===- Constants.h - C data structures as constants of a module -----------===//

#ifndef TDSL_BACKENDS_NATIVE_CONSTANTS_H
#define TDSL_BACKENDS_NATIVE_CONSTANTS_H

#include "compiler/target/Signature.h"

#include "llvm/IR/Constants.h"
#include "llvm/IR/Module.h"

namespace tdsl::native {

/// Makes the constant data that the runtime reads. A struct is laid out by LLVM
/// as C does it, from the widths of its fields.
class Constants {
public:
  explicit Constants(llvm::Module &module);

  llvm::Constant *u32(uint64_t value) const;
  llvm::Constant *u64(uint64_t value) const;
  llvm::Constant *real(double value) const;
  llvm::Constant *structOf(llvm::ArrayRef<llvm::Constant *> fields) const;
  /// The address of a NUL-terminated text.
  llvm::Constant *text(llvm::StringRef words) const;
  /// The address of an array; null where it is empty.
  llvm::Constant *array(llvm::ArrayRef<llvm::Constant *> rows) const;
  /// The address of a constant of its own.
  llvm::GlobalVariable *global(llvm::Constant *value) const;

  /// A tdsl_program: where its words lie among those of the function.
  llvm::Constant *program(const target::Words &words);
  llvm::ArrayRef<uint64_t> programWords() const { return code; }

  llvm::Module &getModule() const { return module; }
  llvm::LLVMContext &getContext() const { return module.getContext(); }

private:
  llvm::Module &module;
  std::vector<uint64_t> code;
};

} // namespace tdsl::native

#endif // TDSL_BACKENDS_NATIVE_CONSTANTS_H
