/*===- fake-cuda.c - A library that plays libcuda.so.1 --------------------===*/

#include "test/runtime/fake-cuda.h"
#include "runtime/cuda/types.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
  INVALID_VALUE = 1,
  INVALID_CONTEXT = 201,
  INVALID_PTX = 218,
  NOT_FOUND = 500,
  MAX_BLOCKS = 256
};
#define EXPORT __attribute__((visibility("default")))

static fake_cuda state = {.memory_limit = 1 << 30, .fail_with = 999};

EXPORT fake_cuda *fake_cuda_state(void) { return &state; }

/* What a call answers, unless it finds a mistake itself. */
static CUresult called(const char *format, ...) {
  size_t length = strlen(state.log);
  va_list args;
  va_start(args, format);
  vsnprintf(state.log + length, sizeof state.log - length, format, args);
  va_end(args);
  length = strlen(state.log);
  snprintf(state.log + length, sizeof state.log - length, "\n");
  return ++state.calls == state.fail_at ? state.fail_with : CUDA_SUCCESS;
}

/* Most functions want a context to be current. */
#define NEED_CONTEXT(...)                                                      \
  do {                                                                         \
    CUresult result = called(__VA_ARGS__);                                     \
    if (result || !state.pushed)                                               \
      return result ? result : INVALID_CONTEXT;                                \
  } while (0)

/* Memory: block i begins at (i + 1) << 32. */
static struct {
  char *host;
  size_t bytes;
} blocks[MAX_BLOCKS];

static char *reach(CUdeviceptr address, size_t bytes) {
  uint64_t block = (address >> 32) - 1, offset = address & UINT32_MAX;
  if (block >= MAX_BLOCKS || !blocks[block].host ||
      offset + bytes > blocks[block].bytes)
    return NULL;
  return blocks[block].host + offset;
}

EXPORT CUresult cuMemAlloc_v2(CUdeviceptr *address, size_t bytes) {
  NEED_CONTEXT("cuMemAlloc %zu", bytes);
  size_t used = 0, block = MAX_BLOCKS;
  for (size_t i = MAX_BLOCKS; i-- > 0;) {
    used += blocks[i].bytes;
    if (!blocks[i].host)
      block = i;
  }
  if (block == MAX_BLOCKS || used + bytes > (size_t)state.memory_limit)
    return CUDA_ERROR_OUT_OF_MEMORY;
  blocks[block].host = malloc(bytes);
  memset(blocks[block].host, 0xcd, bytes);
  blocks[block].bytes = bytes;
  state.blocks++;
  *address = (block + 1) << 32;
  return CUDA_SUCCESS;
}

/* What gives something back does so also when it is told to fail: there would
 * be no other way to get rid of it. */
EXPORT CUresult cuMemFree_v2(CUdeviceptr address) {
  CUresult result = called("cuMemFree");
  if (!state.pushed || !reach(address, 0) || address & UINT32_MAX)
    return INVALID_VALUE;
  uint64_t block = (address >> 32) - 1;
  free(blocks[block].host);
  blocks[block].host = NULL;
  blocks[block].bytes = 0;
  state.blocks--;
  return result;
}

EXPORT CUresult cuMemcpyHtoD_v2(CUdeviceptr to, const void *from,
                                size_t bytes) {
  NEED_CONTEXT("cuMemcpyHtoD %zu", bytes);
  char *host = reach(to, bytes);
  if (!host)
    return INVALID_VALUE;
  memcpy(host, from, bytes);
  return CUDA_SUCCESS;
}

EXPORT CUresult cuMemcpyDtoH_v2(void *to, CUdeviceptr from, size_t bytes) {
  NEED_CONTEXT("cuMemcpyDtoH %zu", bytes);
  char *host = reach(from, bytes);
  if (!host)
    return INVALID_VALUE;
  memcpy(to, host, bytes);
  return CUDA_SUCCESS;
}

EXPORT CUresult cuMemsetD8_v2(CUdeviceptr address, unsigned char value,
                              size_t bytes) {
  NEED_CONTEXT("cuMemsetD8 %zu", bytes);
  char *host = reach(address, bytes);
  if (!host)
    return INVALID_VALUE;
  memset(host, value, bytes);
  return CUDA_SUCCESS;
}

/* Modules: a copy of the text. Functions: the place of their entry in it. */
EXPORT CUresult cuModuleLoadDataEx(CUmodule *module, const void *image,
                                   unsigned count, int *options,
                                   void **values) {
  NEED_CONTEXT("cuModuleLoadDataEx %u", count);
  if (strstr(image, "broken")) {
    if (count == 2 && options[0] == CU_JIT_ERROR_LOG_BUFFER &&
        options[1] == CU_JIT_ERROR_LOG_BUFFER_SIZE_BYTES)
      snprintf(values[0], (size_t)(uintptr_t)values[1],
               "ptxas: line 1: broken is no instruction\nmore\n");
    return INVALID_PTX;
  }
  *module = (CUmodule)(void *)strdup(image);
  state.modules++;
  return CUDA_SUCCESS;
}

EXPORT CUresult cuModuleGetFunction(CUfunction *function, CUmodule module,
                                    const char *name) {
  NEED_CONTEXT("cuModuleGetFunction %s", name);
  *function = (CUfunction)(void *)strstr((const char *)module, name);
  return *function ? CUDA_SUCCESS : NOT_FOUND;
}

EXPORT CUresult cuModuleUnload(CUmodule module) {
  NEED_CONTEXT("cuModuleUnload");
  free(module);
  state.modules--;
  return CUDA_SUCCESS;
}

EXPORT CUresult cuFuncSetAttribute(CUfunction function, int attribute,
                                   int value) {
  NEED_CONTEXT("cuFuncSetAttribute %d %d", attribute, value);
  return function ? CUDA_SUCCESS : INVALID_VALUE;
}

static CUresult twice(void **parameters, uint64_t threads) {
  CUdeviceptr from = *(CUdeviceptr *)parameters[0];
  CUdeviceptr to = *(CUdeviceptr *)parameters[1];
  uint64_t n = *(uint64_t *)parameters[2];
  const float *x = (const float *)(void *)reach(from, n * sizeof *x);
  float *y = (float *)(void *)reach(to, n * sizeof *y);
  if (!x || !y)
    return INVALID_VALUE;
  for (uint64_t i = 0; i < threads && i < n; i++)
    y[i] = 2 * x[i];
  return CUDA_SUCCESS;
}

EXPORT CUresult cuLaunchKernel(CUfunction function, unsigned grid_x,
                               unsigned grid_y, unsigned grid_z,
                               unsigned block_x, unsigned block_y,
                               unsigned block_z, unsigned shared,
                               CUstream stream, void **parameters,
                               void **extra) {
  NEED_CONTEXT("cuLaunchKernel %u %u %u of %u %u %u, %u", grid_x, grid_y,
               grid_z, block_x, block_y, block_z, shared);
  if (stream || extra)
    return INVALID_VALUE;
  if (strncmp((const char *)function, "twice", 5) == 0)
    return twice(parameters, (uint64_t)grid_x * block_x);
  return CUDA_SUCCESS;
}

EXPORT CUresult cuCtxPushCurrent_v2(CUcontext context) {
  CUresult result = called("cuCtxPushCurrent");
  if (result || !context)
    return result ? result : INVALID_CONTEXT;
  state.pushed++;
  return CUDA_SUCCESS;
}

EXPORT CUresult cuCtxPopCurrent_v2(CUcontext *context) {
  CUresult result = called("cuCtxPopCurrent");
  if (!state.pushed)
    return INVALID_CONTEXT;
  state.pushed--;
  *context = NULL;
  return result;
}

EXPORT CUresult cuCtxSynchronize(void) {
  NEED_CONTEXT("cuCtxSynchronize");
  return CUDA_SUCCESS;
}

EXPORT CUresult cuEventCreate(CUevent *event, unsigned flags) {
  NEED_CONTEXT("cuEventCreate %u", flags);
  *event = (CUevent)malloc(1);
  state.events++;
  return CUDA_SUCCESS;
}

EXPORT CUresult cuEventDestroy_v2(CUevent event) {
  NEED_CONTEXT("cuEventDestroy");
  free(event);
  state.events--;
  return CUDA_SUCCESS;
}

EXPORT CUresult cuEventRecord(CUevent event, CUstream stream) {
  NEED_CONTEXT("cuEventRecord");
  return event && !stream ? CUDA_SUCCESS : INVALID_VALUE;
}

EXPORT CUresult cuEventElapsedTime(float *milliseconds, CUevent from,
                                   CUevent to) {
  NEED_CONTEXT("cuEventElapsedTime");
  *milliseconds = from != to ? 0.25f : 0;
  return CUDA_SUCCESS;
}

EXPORT CUresult cuInit(unsigned flags) { return called("cuInit %u", flags); }

EXPORT CUresult cuDriverGetVersion(int *version) {
  *version = 12040;
  return called("cuDriverGetVersion");
}

EXPORT CUresult cuDeviceGetCount(int *count) {
  *count = 1;
  return called("cuDeviceGetCount");
}

EXPORT CUresult cuDeviceGet(CUdevice *device, int number) {
  *device = 7;
  return called("cuDeviceGet %d", number);
}

EXPORT CUresult cuDeviceGetName(char *name, int room, CUdevice device) {
  snprintf(name, (size_t)room, "Fake Device");
  return called("cuDeviceGetName %d", device);
}

EXPORT CUresult cuDeviceTotalMem_v2(size_t *bytes, CUdevice device) {
  *bytes = (size_t)8 << 30;
  return called("cuDeviceTotalMem %d", device);
}

static int attribute_value(int attribute) {
  switch (attribute) {
  case CU_DEVICE_MAX_THREADS_PER_BLOCK:
    return 1024;
  case CU_DEVICE_MAX_BLOCK_DIM_X:
  case CU_DEVICE_MAX_BLOCK_DIM_X + 1:
    return 1024;
  case CU_DEVICE_MAX_BLOCK_DIM_X + 2:
    return 64;
  case CU_DEVICE_MAX_GRID_DIM_X:
    return 2147483647;
  case CU_DEVICE_MAX_GRID_DIM_X + 1:
  case CU_DEVICE_MAX_GRID_DIM_X + 2:
    return 65535;
  case CU_DEVICE_MAX_SHARED_MEMORY_PER_BLOCK:
    return 49152;
  case CU_DEVICE_WARP_SIZE:
    return 32;
  case CU_DEVICE_COMPUTE_CAPABILITY_MAJOR:
    return 8;
  case CU_DEVICE_COMPUTE_CAPABILITY_MINOR:
    return 6;
  case CU_DEVICE_MAX_SHARED_MEMORY_PER_BLOCK_OPTIN:
    return 101376;
  }
  return -1;
}

EXPORT CUresult cuDeviceGetAttribute(int *value, int attribute,
                                     CUdevice device) {
  *value = attribute_value(attribute);
  return called("cuDeviceGetAttribute %d of %d", attribute, device);
}

EXPORT CUresult cuDevicePrimaryCtxRetain(CUcontext *context, CUdevice device) {
  CUresult result = called("cuDevicePrimaryCtxRetain %d", device);
  if (result)
    return result;
  state.retained++;
  *context = (CUcontext)(void *)&state;
  return CUDA_SUCCESS;
}

EXPORT CUresult cuDevicePrimaryCtxRelease_v2(CUdevice device) {
  state.retained--;
  return called("cuDevicePrimaryCtxRelease %d", device);
}

/* These two never fail and are not counted: they are how failures are told. */
EXPORT CUresult cuGetErrorName(CUresult result, const char **name) {
  *name = result == CUDA_ERROR_OUT_OF_MEMORY ? "CUDA_ERROR_OUT_OF_MEMORY"
          : result == INVALID_PTX            ? "CUDA_ERROR_INVALID_PTX"
                                             : "CUDA_ERROR_OTHER";
  return CUDA_SUCCESS;
}

EXPORT CUresult cuGetErrorString(CUresult result, const char **text) {
  *text = result == CUDA_ERROR_OUT_OF_MEMORY ? "out of memory" : "other error";
  return CUDA_SUCCESS;
}
