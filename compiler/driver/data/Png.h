//===- Png.h - Pictures ---------------------------------------------------===//
//
// A gray picture is [H, W], one with colour or transparency [H, W, C] with 2
// (gray, alpha), 3 or 4 channels; of u8, or of u16 where it has 16 bits.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_DRIVER_DATA_PNG_H
#define TDSL_DRIVER_DATA_PNG_H

#include "compiler/diag/Diagnostic.h"
#include "compiler/target/Tensor.h"

namespace tdsl::driver {

/// `name` is the path, for messages.
std::optional<target::HostTensor>
decodePng(llvm::StringRef bytes, llvm::StringRef name, diag::Sink &sink);

/// Nothing, with a diagnostic, where the tensor is no picture.
std::optional<std::string> encodePng(const target::HostTensor &tensor,
                                     diag::Sink &sink);

} // namespace tdsl::driver

#endif // TDSL_DRIVER_DATA_PNG_H
