//===- Npy.h - NumPy's array files ----------------------------------------===//
//
// Version 1 to 3, little-endian, rows or columns first. A bf16, which NumPy
// does not have, is stored as the extension `ml_dtypes` does: two bytes, `<V2`.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_DRIVER_DATA_NPY_H
#define TDSL_DRIVER_DATA_NPY_H

#include "compiler/diag/Diagnostic.h"
#include "compiler/target/Tensor.h"

namespace tdsl::driver {

/// `name` is the path, for messages.
std::optional<target::HostTensor>
decodeNpy(llvm::StringRef bytes, llvm::StringRef name, diag::Sink &sink);
std::string encodeNpy(const target::HostTensor &tensor);

} // namespace tdsl::driver

#endif // TDSL_DRIVER_DATA_NPY_H
