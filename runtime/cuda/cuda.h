/*===- cuda.h - The state of the CUDA driver ------------------------------===*/

#ifndef TDSL_RUNTIME_CUDA_CUDA_H
#define TDSL_RUNTIME_CUDA_CUDA_H

#include "runtime/cuda/types.h"
#include "runtime/device/kept.h"
#include "runtime/device/words.h"

#include <stdbool.h>

typedef struct rt_cuda_functions {
#define TDSL_CUDA_FUNCTION(NAME, SYMBOL, PARAMETERS) CUresult(*NAME) PARAMETERS;
#include "runtime/cuda/functions.def"
} rt_cuda_functions;

/* Everything runs in the default stream of the primary context, which the host
 * program shares, so that its own work and ours follow each other. */
typedef struct rt_cuda {
  rt_cuda_functions call;
  CUdevice device;
  CUcontext context;
  CUevent first; /* before the first launch since somebody waited */
  CUevent last;
  bool timing;
  char name[128];
  int version; /* of the driver: 12040 is 12.4 */
  uint64_t memory;
  tdsl_device_limits limits;
  rt_kept kept;
  int64_t nanoseconds; /* that kernels took, since it was asked */
} rt_cuda;

/* Functions that fail return nonzero and say why. */

/* open.c */
bool rt_cuda_failed(const rt_cuda *cuda, CUresult result, const char *function,
                    tdsl_words *why);
#define RT_CUDA_FAILED(NAME, ...)                                              \
  rt_cuda_failed(cuda, cuda->call.NAME(__VA_ARGS__), "cu" #NAME, why)
int rt_cuda_open(rt_cuda *cuda, tdsl_words *why);
void rt_cuda_close(rt_cuda *cuda);

/* The context is current on this thread from `enter` to `leave`, which gives
 * back the host program's and returns `failed`, or that it failed itself. */
int rt_cuda_enter(rt_cuda *cuda, tdsl_words *why);
int rt_cuda_leave(rt_cuda *cuda, int failed, tdsl_words *why);

/* memory.c */
int rt_cuda_allocate(void *user, uint64_t bytes, tdsl_memory *memory,
                     tdsl_words *why);
void rt_cuda_release(void *user, tdsl_memory memory);
int rt_cuda_upload(void *user, tdsl_memory memory, const void *host,
                   uint64_t bytes, tdsl_words *why);
int rt_cuda_download(void *user, tdsl_memory memory, void *host, uint64_t bytes,
                     tdsl_words *why);
int rt_cuda_clear(void *user, tdsl_memory memory, tdsl_words *why);

/* module.c */
typedef struct rt_cuda_kernel {
  const tdsl_plan_kernel *plan;
  CUfunction function;
} rt_cuda_kernel;
enum { RT_CUDA_PARAMETERS = 512 }; /* 4 KiB, what every device takes */
void *rt_cuda_load(void *user, const tdsl_plan *plan, tdsl_words *why);
void rt_cuda_unload(void *user, void *module);
const rt_cuda_kernel *rt_cuda_kernel_of(const void *module, uint32_t number);

/* launch.c */
int rt_cuda_launch(void *user, void *module, uint32_t kernel,
                   const uint32_t grid[3], const tdsl_memory *buffers,
                   const int64_t *sizes, tdsl_words *why);
int rt_cuda_finish(void *user, tdsl_words *why);
int64_t rt_cuda_elapsed(void *user);

#endif /* TDSL_RUNTIME_CUDA_CUDA_H */
