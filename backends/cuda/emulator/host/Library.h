//===- Library.h - What compiled kernels call of the C library ------------===//

#ifndef TDSL_CUDA_EMULATOR_HOST_LIBRARY_H
#define TDSL_CUDA_EMULATOR_HOST_LIBRARY_H

#include <string>
#include <utility>
#include <vector>

namespace tdsl::cuda::emulator::host {

/// The functions that LLVM calls for what the processor has no instruction
/// for. dslc is static, so nothing is found by name at run time.
std::vector<std::pair<std::string, void *>> librarySymbols();

} // namespace tdsl::cuda::emulator::host

#endif // TDSL_CUDA_EMULATOR_HOST_LIBRARY_H
