/*===- driver.c - The CUDA driver of the runtime --------------------------===*/

#include "runtime/cuda/driver.h"
#include "runtime/cuda/cuda.h"

static rt_cuda state;
static bool is_open;

static const tdsl_driver driver = {
    .device = TDSL_CUDA,
    .name = "CUDA",
    .user = &state,
    .load = rt_cuda_load,
    .unload = rt_cuda_unload,
    .allocate = rt_cuda_allocate,
    .release = rt_cuda_release,
    .upload = rt_cuda_upload,
    .download = rt_cuda_download,
    .clear = rt_cuda_clear,
    .launch = rt_cuda_launch,
    .finish = rt_cuda_finish,
    .elapsed = rt_cuda_elapsed,
};

const tdsl_driver *rt_cuda_driver(tdsl_words *why) {
  if (rt_is_set("TDSL_DISABLE_CUDA")) {
    rt_say(why, "TDSL_DISABLE_CUDA is set");
    return NULL;
  }
  if (!is_open && rt_cuda_open(&state, why)) {
    rt_cuda_close(&state);
    return NULL;
  }
  is_open = true;
  return &driver;
}

void rt_cuda_describe(tdsl_words *line) {
  rt_say(line,
         "%s (sm_%u, CUDA %d.%d), %u threads and %u KiB shared memory a block, "
         "warps of %u, %u MiB",
         state.name, state.limits.capability, state.version / 1000,
         state.version % 1000 / 10, state.limits.threads,
         (uint32_t)(state.limits.shared_bytes >> 10), state.limits.subgroup,
         (uint32_t)(state.memory >> 20));
}

void rt_cuda_get_limits(tdsl_device_limits *limits) { *limits = state.limits; }
