//===- Arguments.h - Tensors for a call -----------------------------------===//
//
// From what the command line gives (some inputs, some sizes) to a complete
// call: types of the type parameters, every size, inputs, outputs.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_DRIVER_ARGUMENTS_H
#define TDSL_DRIVER_ARGUMENTS_H

#include "compiler/diag/Diagnostic.h"
#include "compiler/sema/Program.h"
#include "compiler/target/Tensor.h"

#include "llvm/ADT/StringMap.h"

namespace tdsl::driver {

struct Arguments {
  sema::TypeArguments types;
  llvm::StringMap<int64_t> sizes;          // every size of the function
  std::vector<target::HostTensor> inputs;  // in the order of params
  std::vector<target::HostTensor> outputs; // in the order of results

  std::vector<target::HostTensor *> inputPointers();
  std::vector<target::HostTensor *> outputPointers();
};

/// What is given for one parameter: a path, `random:SEED` or a number; or a
/// tensor, which is taken from where it is.
struct GivenInput {
  std::string name;
  std::string source;
  target::HostTensor *tensor = nullptr;
};

/// `types` are what the command line says of type parameters; the others are
/// taken from the inputs that are read. A parameter that nothing is given for
/// is an error, unless `defaultSource` ("random:1") stands in. Nothing where
/// the sink got an error.
std::optional<Arguments> makeArguments(
    const sema::Function &function, const llvm::StringMap<sema::Scalar> &types,
    const llvm::StringMap<int64_t> &sizes, llvm::ArrayRef<GivenInput> inputs,
    llvm::StringRef defaultSource, diag::Sink &sink);

/// The type of a tensor's elements for a scalar of the language.
target::ElementType elementType(sema::Scalar scalar);

} // namespace tdsl::driver

#endif // TDSL_DRIVER_ARGUMENTS_H
