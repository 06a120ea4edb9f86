//===- DataFile.h - Tensors from files and into files ---------------------===//

#ifndef TDSL_DRIVER_DATA_DATAFILE_H
#define TDSL_DRIVER_DATA_DATAFILE_H

#include "compiler/diag/Diagnostic.h"
#include "compiler/target/Tensor.h"

namespace tdsl::driver {

/// Reads a `.npy` or `.png` file, by the end of its name.
std::optional<target::HostTensor> readTensor(llvm::StringRef path,
                                             diag::Sink &sink);

/// Writes one; the file is there whole or not at all.
bool writeTensor(llvm::StringRef path, const target::HostTensor &tensor,
                 diag::Sink &sink);

} // namespace tdsl::driver

#endif // TDSL_DRIVER_DATA_DATAFILE_H
