//===- Host.h - What kernels call instead of the machine ------------------===//
//
// Each function of Intrinsics.def with TDSL_NVVM_CALL takes the number of the
// site that calls it, then, if the intrinsic gives a struct, where to write its
// words, then the intrinsic's arguments; vectors and narrow floats come as
// integers of the same bits.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_CUDA_EMULATOR_HOST_HOST_H
#define TDSL_CUDA_EMULATOR_HOST_HOST_H

#include <cstdint>

namespace tdsl::cuda::host {

// Barriers.cpp

void blockBarrier(uint32_t site);
void blockBarrierOf(uint32_t site, uint32_t barrier);
void warpBarrier(uint32_t site, uint32_t mask);

} // namespace tdsl::cuda::host

#endif // TDSL_CUDA_EMULATOR_HOST_HOST_H
