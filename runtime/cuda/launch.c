/*===- launch.c - Run one kernel, and wait --------------------------------===*/

#include "runtime/cuda/cuda.h"

static int check_grid(const rt_cuda *cuda, const uint32_t grid[3],
                      tdsl_words *why) {
  for (int d = 0; d < 3; d++)
    if (grid[d] > cuda->limits.grid[d])
      return rt_say(why,
                    "it needs %u blocks along %c, the device runs at most %u",
                    grid[d], 'x' + d, cuda->limits.grid[d]);
  return 0;
}

static int launch(rt_cuda *cuda, const rt_cuda_kernel *kernel,
                  const uint32_t grid[3], void **parameters, tdsl_words *why) {
  const tdsl_plan_kernel *plan = kernel->plan;
  if (check_grid(cuda, grid, why) ||
      (!cuda->timing && RT_CUDA_FAILED(EventRecord, cuda->first, NULL)))
    return 1;
  cuda->timing = true;
  return RT_CUDA_FAILED(LaunchKernel, kernel->function, grid[0], grid[1],
                        grid[2], plan->threads[0], plan->threads[1],
                        plan->threads[2], plan->dynamic_bytes, NULL, parameters,
                        NULL);
}

int rt_cuda_launch(void *user, void *module, uint32_t number,
                   const uint32_t grid[3], const tdsl_memory *buffers,
                   const int64_t *sizes, tdsl_words *why) {
  rt_cuda *cuda = (rt_cuda *)user;
  const rt_cuda_kernel *kernel = rt_cuda_kernel_of(module, number);
  CUdeviceptr addresses[RT_CUDA_PARAMETERS];
  int64_t values[TDSL_MAX_SYMBOLS];
  void *parameters[RT_CUDA_PARAMETERS];
  uint32_t count = kernel->plan->argument_count;
  for (uint32_t i = 0; i < count; i++) {
    addresses[i] = buffers[i].handle;
    parameters[i] = &addresses[i];
  }
  for (uint32_t i = 0; i < kernel->plan->size_count; i++) {
    values[i] = sizes[i];
    parameters[count + i] = &values[i];
  }
  if (rt_cuda_enter(cuda, why))
    return 1;
  int failed = launch(cuda, kernel, grid, parameters, why);
  return rt_cuda_leave(cuda, failed, why);
}

static int finish(rt_cuda *cuda, tdsl_words *why) {
  bool timed = cuda->timing;
  float milliseconds = 0;
  cuda->timing = false;
  if (timed && RT_CUDA_FAILED(EventRecord, cuda->last, NULL))
    return 1;
  if (RT_CUDA_FAILED(CtxSynchronize))
    return 1;
  if (timed &&
      RT_CUDA_FAILED(EventElapsedTime, &milliseconds, cuda->first, cuda->last))
    return 1;
  cuda->nanoseconds += (int64_t)((double)milliseconds * 1e6);
  return 0;
}

int rt_cuda_finish(void *user, tdsl_words *why) {
  rt_cuda *cuda = (rt_cuda *)user;
  if (rt_cuda_enter(cuda, why))
    return 1;
  return rt_cuda_leave(cuda, finish(cuda, why), why);
}

int64_t rt_cuda_elapsed(void *user) {
  rt_cuda *cuda = (rt_cuda *)user;
  int64_t nanoseconds = cuda->nanoseconds;
  cuda->nanoseconds = 0;
  return nanoseconds;
}
