//===- Extract.cpp - One kernel of a module by itself ---------------------===//

#include "backends/cuda/Emit.h"

#include "llvm/Transforms/Utils/Cloning.h"

using namespace llvm;

namespace tdsl::cuda {

std::unique_ptr<Module> extractKernel(const Module &module, StringRef entry) {
  std::unique_ptr<Module> copy = CloneModule(module);
  for (Function &function : make_early_inc_range(*copy))
    if (!function.isDeclaration() && function.getName() != entry)
      function.eraseFromParent();
  for (GlobalVariable &array : make_early_inc_range(copy->globals()))
    if (array.use_empty())
      array.eraseFromParent();
  // What was said of the others is said of nothing now.
  NamedMDNode *notes = copy->getOrInsertNamedMetadata("nvvm.annotations");
  std::vector<MDNode *> kept;
  for (MDNode *note : notes->operands())
    if (note->getOperand(0))
      kept.push_back(note);
  notes->clearOperands();
  for (MDNode *note : kept)
    notes->addOperand(note);
  return copy;
}

} // namespace tdsl::cuda
