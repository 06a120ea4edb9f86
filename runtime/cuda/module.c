/*===- module.c - The functions of a plan ---------------------------------===*/

#include "runtime/cuda/cuda.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What every device gives a block without being asked. */
enum { USUAL_SHARED_BYTES = 48 << 10, LOG_BYTES = 4096 };

typedef struct module {
  uint32_t image_count;
  CUmodule *images;
  rt_cuda_kernel kernels[];
} module;

const rt_cuda_kernel *rt_cuda_kernel_of(const void *loaded, uint32_t number) {
  return &((const module *)loaded)->kernels[number];
}

/* The driver compiles PTX here, and its compiler says what it dislikes. */
static int load_image(const rt_cuda *cuda, const tdsl_image *image,
                      CUmodule *loaded, tdsl_words *why) {
  char log[LOG_BYTES] = "";
  int options[] = {CU_JIT_ERROR_LOG_BUFFER, CU_JIT_ERROR_LOG_BUFFER_SIZE_BYTES};
  void *values[] = {log, (void *)(uintptr_t)sizeof log};
  CUresult result =
      cuda->call.ModuleLoadDataEx(loaded, image->bytes, 2, options, values);
  if (!rt_cuda_failed(cuda, result, "cuModuleLoadDataEx", why))
    return 0;
  log[sizeof log - 1] = '\0';
  size_t length = strlen(why->text);
  log[strcspn(log, "\n")] = '\0';
  if (*log)
    snprintf(why->text + length, sizeof why->text - length, ": %s", log);
  return 1;
}

static int check(const rt_cuda *cuda, const tdsl_plan_kernel *kernel,
                 tdsl_words *why) {
  const tdsl_device_limits *limits = &cuda->limits;
  if (kernel->shared_bytes > limits->shared_bytes)
    return rt_say(why,
                  "kernel `%s` needs %u bytes of shared memory, a block of the "
                  "device has %u",
                  kernel->entry, kernel->shared_bytes,
                  (uint32_t)limits->shared_bytes);
  uint64_t threads = 1;
  for (int d = 0; d < 3; d++) {
    threads *= kernel->threads[d];
    if (kernel->threads[d] > limits->threads_by_axis[d] ||
        threads > limits->threads)
      return rt_say(why,
                    "kernel `%s` has blocks of %u x %u x %u threads, the "
                    "device runs at most %u together",
                    kernel->entry, kernel->threads[0], kernel->threads[1],
                    kernel->threads[2], limits->threads);
  }
  if (kernel->argument_count + (uint64_t)kernel->size_count >
      RT_CUDA_PARAMETERS)
    return rt_say(why, "kernel `%s` takes more than %d parameters",
                  kernel->entry, RT_CUDA_PARAMETERS);
  return 0;
}

static int find_kernel(const rt_cuda *cuda, const module *loaded,
                       rt_cuda_kernel *kernel, tdsl_words *why) {
  const tdsl_plan_kernel *plan = kernel->plan;
  return check(cuda, plan, why) ||
         RT_CUDA_FAILED(ModuleGetFunction, &kernel->function,
                        loaded->images[plan->image], plan->entry) ||
         (plan->shared_bytes > USUAL_SHARED_BYTES &&
          RT_CUDA_FAILED(FuncSetAttribute, kernel->function,
                         CU_FUNC_MAX_DYNAMIC_SHARED_SIZE_BYTES,
                         (int)plan->dynamic_bytes));
}

static int load_all(const rt_cuda *cuda, module *loaded, const tdsl_plan *plan,
                    tdsl_words *why) {
  for (uint32_t i = 0; i < plan->image_count; i++)
    if (load_image(cuda, &plan->images[i], &loaded->images[i], why))
      return 1;
  for (uint32_t k = 0; k < plan->kernel_count; k++) {
    loaded->kernels[k].plan = &plan->kernels[k];
    if (find_kernel(cuda, loaded, &loaded->kernels[k], why))
      return 1;
  }
  return 0;
}

static module *make_module(const tdsl_plan *plan, tdsl_words *why) {
  module *made = (module *)calloc(1, sizeof *made + plan->kernel_count *
                                                        sizeof *made->kernels);
  CUmodule *images =
      (CUmodule *)calloc(plan->image_count + (size_t)1, sizeof *made->images);
  if (!made || !images) {
    free(made);
    free(images);
    rt_say(why, "the host has no memory left");
    return NULL;
  }
  made->image_count = plan->image_count;
  made->images = images;
  return made;
}

void *rt_cuda_load(void *user, const tdsl_plan *plan, tdsl_words *why) {
  rt_cuda *cuda = (rt_cuda *)user;
  module *made = make_module(plan, why);
  if (!made)
    return NULL;
  int failed = rt_cuda_enter(cuda, why);
  if (!failed)
    failed = rt_cuda_leave(cuda, load_all(cuda, made, plan, why), why);
  if (!failed)
    return made;
  rt_cuda_unload(cuda, made);
  return NULL;
}

void rt_cuda_unload(void *user, void *loaded) {
  rt_cuda *cuda = (rt_cuda *)user;
  module *m = (module *)loaded;
  tdsl_words ignored;
  if (rt_cuda_enter(cuda, &ignored) == 0) {
    for (uint32_t i = 0; i < m->image_count; i++)
      if (m->images[i])
        cuda->call.ModuleUnload(m->images[i]);
    rt_cuda_leave(cuda, 0, &ignored);
  }
  free(m->images);
  free(m);
}
