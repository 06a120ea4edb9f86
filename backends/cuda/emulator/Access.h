//===- Access.h - Some bytes that a thread is about to access -------------===//

#ifndef TDSL_CUDA_EMULATOR_ACCESS_H
#define TDSL_CUDA_EMULATOR_ACCESS_H

#include "backends/cuda/emulator/Site.h"

namespace tdsl::cuda::emulator {

struct Access {
  uint32_t site;
  AccessKind kind;
  const void *address;
  uint64_t bytes;
  uint32_t thread;
};

} // namespace tdsl::cuda::emulator

#endif // TDSL_CUDA_EMULATOR_ACCESS_H
