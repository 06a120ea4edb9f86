/*===- open.c - From the library to a device that is ready ----------------===*/

#include "runtime/cuda/cuda.h"

#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>

static int find_functions(rt_cuda *cuda, tdsl_words *why);
static int choose(rt_cuda *cuda, tdsl_words *why);
static int read_limits(rt_cuda *cuda, tdsl_words *why);
static int make_events(rt_cuda *cuda, tdsl_words *why);

bool rt_cuda_failed(const rt_cuda *cuda, CUresult result, const char *function,
                    tdsl_words *why) {
  if (result == CUDA_SUCCESS)
    return false;
  const char *name = NULL, *text = NULL;
  cuda->call.GetErrorName(result, &name);
  cuda->call.GetErrorString(result, &text);
  return rt_say(why, "%s: %s (%s, %d)", function, text ? text : "unknown error",
                name ? name : "no name", result);
}

int rt_cuda_open(rt_cuda *cuda, tdsl_words *why) {
  memset(cuda, 0, sizeof *cuda);
  return find_functions(cuda, why) || RT_CUDA_FAILED(Init, 0) ||
         RT_CUDA_FAILED(DriverGetVersion, &cuda->version) ||
         choose(cuda, why) || read_limits(cuda, why) ||
         RT_CUDA_FAILED(DevicePrimaryCtxRetain, &cuda->context, cuda->device) ||
         make_events(cuda, why);
}

void rt_cuda_close(rt_cuda *cuda) {
  tdsl_words ignored;
  if (cuda->context && rt_cuda_enter(cuda, &ignored) == 0) {
    if (cuda->first)
      cuda->call.EventDestroy(cuda->first);
    if (cuda->last)
      cuda->call.EventDestroy(cuda->last);
    rt_cuda_leave(cuda, 0, &ignored);
  }
  if (cuda->context)
    cuda->call.DevicePrimaryCtxRelease(cuda->device);
  memset(cuda, 0, sizeof *cuda);
}

int rt_cuda_enter(rt_cuda *cuda, tdsl_words *why) {
  return RT_CUDA_FAILED(CtxPushCurrent, cuda->context);
}

int rt_cuda_leave(rt_cuda *cuda, int failed, tdsl_words *why) {
  CUcontext ours;
  CUresult result = cuda->call.CtxPopCurrent(&ours);
  return failed || rt_cuda_failed(cuda, result, "cuCtxPopCurrent", why);
}

/* The library stays, also if something is missing: it does not take it well to
 * be unloaded. */
static int find_functions(rt_cuda *cuda, tdsl_words *why) {
  const char *file = getenv("TDSL_CUDA_LIBRARY");
  void *library =
      dlopen(file && *file ? file : "libcuda.so.1", RTLD_NOW | RTLD_LOCAL);
  if (!library)
    return rt_say(why, "%s", dlerror());
#define TDSL_CUDA_FUNCTION(NAME, SYMBOL, PARAMETERS)                           \
  cuda->call.NAME =                                                            \
      (CUresult(*) PARAMETERS)(uintptr_t)dlsym(library, #SYMBOL);              \
  if (!cuda->call.NAME)                                                        \
    return rt_say(why, "libcuda.so.1 is too old: it has no " #SYMBOL);
#include "runtime/cuda/functions.def"
  return 0;
}

static int choose(rt_cuda *cuda, tdsl_words *why) {
  int count = 0;
  if (RT_CUDA_FAILED(DeviceGetCount, &count))
    return 1;
  if (count == 0)
    return rt_say(why, "CUDA is installed, but has no device");
  int32_t wanted = rt_number_of("TDSL_CUDA_DEVICE", 0);
  if (wanted < 0 || wanted >= count)
    return rt_say(why, "TDSL_CUDA_DEVICE must be a number from 0 to %d",
                  count - 1);
  size_t memory = 0;
  if (RT_CUDA_FAILED(DeviceGet, &cuda->device, wanted) ||
      RT_CUDA_FAILED(DeviceGetName, cuda->name, sizeof cuda->name,
                     cuda->device) ||
      RT_CUDA_FAILED(DeviceTotalMem, &memory, cuda->device))
    return 1;
  cuda->memory = memory;
  return 0;
}

static int read_limits(rt_cuda *cuda, tdsl_words *why) {
  int major = 0, minor = 0, shared = 0, opted = 0, threads = 0, warp = 0;
  const struct {
    int attribute;
    int *value;
  } wanted[] = {
      {CU_DEVICE_COMPUTE_CAPABILITY_MAJOR, &major},
      {CU_DEVICE_COMPUTE_CAPABILITY_MINOR, &minor},
      {CU_DEVICE_MAX_SHARED_MEMORY_PER_BLOCK, &shared},
      {CU_DEVICE_MAX_SHARED_MEMORY_PER_BLOCK_OPTIN, &opted},
      {CU_DEVICE_MAX_THREADS_PER_BLOCK, &threads},
      {CU_DEVICE_WARP_SIZE, &warp},
  };
  for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
    if (RT_CUDA_FAILED(DeviceGetAttribute, wanted[i].value, wanted[i].attribute,
                       cuda->device))
      return 1;
  tdsl_device_limits *limits = &cuda->limits;
  for (int d = 0; d < 3; d++) {
    int block = 0, grid = 0;
    if (RT_CUDA_FAILED(DeviceGetAttribute, &block,
                       CU_DEVICE_MAX_BLOCK_DIM_X + d, cuda->device) ||
        RT_CUDA_FAILED(DeviceGetAttribute, &grid, CU_DEVICE_MAX_GRID_DIM_X + d,
                       cuda->device))
      return 1;
    limits->threads_by_axis[d] = (uint32_t)block;
    limits->grid[d] = (uint32_t)grid;
  }
  limits->shared_bytes = (uint64_t)(opted > shared ? opted : shared);
  limits->buffer_bytes = cuda->memory;
  limits->threads = (uint32_t)threads;
  limits->subgroup = (uint32_t)warp;
  limits->capability = (uint32_t)(10 * major + minor);
  limits->features = TDSL_DEVICE_F16 | TDSL_DEVICE_F64 | TDSL_DEVICE_I8 |
                     TDSL_DEVICE_I16 | TDSL_DEVICE_I64 | TDSL_DEVICE_STORE_8 |
                     TDSL_DEVICE_STORE_16 | TDSL_DEVICE_FMA;
  return 0;
}

static int make_events(rt_cuda *cuda, tdsl_words *why) {
  if (rt_cuda_enter(cuda, why))
    return 1;
  int failed = RT_CUDA_FAILED(EventCreate, &cuda->first, 0) ||
               RT_CUDA_FAILED(EventCreate, &cuda->last, 0);
  return rt_cuda_leave(cuda, failed, why);
}
