/*===- run-plan.c - Run the kernels of a function on a device -------------===*/

#include "runtime/device/run.h"
#include "runtime/device/seat.h"
#include "runtime/device/words.h"

#include <string.h>

static const tdsl_driver *find_driver(tdsl_context *context,
                                      const tdsl_plan *plan);
static bool load(rt_run *run, rt_seat *seat);
static bool make_room(rt_run *run);
static bool run_steps(rt_run *run);
static void release_all(rt_run *run);

int32_t tdsl_rt_run_plan(tdsl_context *context, const tdsl_plan *plan,
                         void *const *buffers, const int64_t *sizes) {
  (void)sizes; /* those of the context, which programs are evaluated over */
  rt_run run = {.context = context, .plan = plan, .host = buffers};
  run.driver = find_driver(context, plan);
  if (!run.driver)
    return 1;
  run.parameter_count = (uint32_t)context->function->param_count;
  run.report = run.parameter_count + plan->buffer_count;

  rt_seat *seat = rt_take_seat(run.driver);
  if (!seat) {
    rt_fail(context, TDSL_ERROR_MEMORY, "no memory to open a device");
    return 1;
  }
  bool good = load(&run, seat) && make_room(&run);
  if (good) {
    good = rt_plan_grids(&run) && rt_copy_in(&run) && run_steps(&run) &&
           rt_wait(&run) && rt_read_report(&run) && rt_copy_out(&run);
    release_all(&run);
  }
  rt_leave_seat(seat);
  return !good;
}

const char *rt_device_name(int32_t device) {
  switch (device) {
  case TDSL_CUDA:
    return "CUDA";
  case TDSL_VULKAN:
    return "Vulkan";
  }
  return "unknown";
}

static const tdsl_driver *find_driver(tdsl_context *context,
                                      const tdsl_plan *plan) {
  /* Nothing else of a plan of another version can be understood. */
  if (plan->abi_version != TDSL_ABI_VERSION) {
    rt_fail(context, TDSL_ERROR_ABI,
            "the kernels were compiled for version %u of the runtime, this is "
            "version %u; compile them again",
            plan->abi_version, TDSL_ABI_VERSION);
    return NULL;
  }
  const char *wanted = rt_device_name(plan->device);
  const tdsl_driver *driver = context->options.driver;
  if (driver && driver->device != plan->device) {
    rt_fail(context, TDSL_ERROR_DRIVER,
            "the function was compiled for %s, the driver `%s` of the call is "
            "for %s",
            wanted, driver->name, rt_device_name(driver->device));
    return NULL;
  }
  tdsl_words why = {""};
  if (!driver)
    driver = tdsl_device_driver(plan->device, &why);
  if (!driver)
    rt_fail(context, TDSL_ERROR_DRIVER,
            "the function runs on %s, but there is no such device: %s", wanted,
            why.text);
  return driver;
}

bool rt_driver_failed(rt_run *run, const char *what, const tdsl_words *why) {
  return rt_fail(run->context, TDSL_ERROR_DRIVER, "%s failed to %s: %s",
                 run->driver->name, what, why->text);
}

static bool load(rt_run *run, rt_seat *seat) {
  tdsl_words why = {""};
  if (!rt_is_loaded(seat, run->plan) && !rt_check_plan(run->context, run->plan))
    return false;
  run->module = rt_loaded_module(seat, run->plan, &why);
  return run->module || rt_driver_failed(run, "load the kernels", &why);
}

/* Kept between calls like every workspace: a call allocates nothing. */
static bool make_room(rt_run *run) {
  const tdsl_plan *plan = run->plan;
  size_t most = 0;
  for (uint32_t k = 0; k < plan->kernel_count; k++)
    if (plan->kernels[k].argument_count > most)
      most = plan->kernels[k].argument_count;
  size_t buffers = (run->report + (size_t)1) * sizeof *run->buffers;
  size_t arguments = most * sizeof *run->arguments;
  size_t grids = plan->step_count * sizeof *run->grids;
  char *room = (char *)tdsl_rt_alloc(run->context,
                                     (int64_t)(buffers + arguments + grids), 0);
  if (!room)
    return false;
  memset(room, 0, buffers);
  run->buffers = (rt_run_buffer *)(void *)room;
  run->arguments = (tdsl_memory *)(void *)(room + buffers);
  run->grids = (rt_run_grid *)(void *)(room + buffers + arguments);
  return true;
}

static bool launch(rt_run *run, uint32_t step) {
  uint32_t number = run->plan->steps[step].what;
  const tdsl_plan_kernel *kernel = &run->plan->kernels[number];
  if (run->grids[step].empty)
    return true;
  for (uint32_t i = 0; i < kernel->argument_count; i++) {
    const rt_run_buffer *buffer = &run->buffers[kernel->arguments[i].buffer];
    if (!buffer->lives)
      return rt_fail(run->context, TDSL_ERROR_DESCRIPTOR,
                     "kernel `%s` takes buffer %u, which has no memory then",
                     kernel->entry, kernel->arguments[i].buffer);
    run->arguments[i] = buffer->memory;
  }
  int64_t sizes[TDSL_MAX_SYMBOLS];
  for (uint32_t i = 0; i < kernel->size_count; i++)
    sizes[i] = run->context->sizes[kernel->sizes[i]];

  tdsl_words why = {""};
  run->busy = true;
  if (run->driver->launch(run->driver->user, run->module, number,
                          run->grids[step].blocks, run->arguments, sizes,
                          &why) == 0)
    return true;
  return rt_fail(run->context, TDSL_ERROR_DRIVER,
                 "%s failed to start kernel `%s`: %s", run->driver->name,
                 kernel->entry, why.text);
}

static bool run_steps(rt_run *run) {
  for (uint32_t s = 0; s < run->plan->step_count; s++) {
    const tdsl_plan_step *step = &run->plan->steps[s];
    bool good = true;
    switch (step->kind) {
    case TDSL_STEP_ALLOCATE:
      good = rt_begin_buffer(run, step->what);
      break;
    case TDSL_STEP_RELEASE:
      rt_end_buffer(run, step->what);
      break;
    case TDSL_STEP_LAUNCH:
      good = launch(run, s);
      break;
    case TDSL_STEP_CLOCK:
      good = rt_wait(run);
      if (good)
        tdsl_rt_clock(run->context, step->what);
      break;
    }
    if (!good)
      return false;
  }
  return true;
}

/* After a failure kernels may still run on the memory that is released. */
static void release_all(rt_run *run) {
  tdsl_words ignored;
  if (run->busy)
    run->driver->finish(run->driver->user, &ignored);
  for (uint32_t b = 0; b <= run->report; b++)
    rt_end_buffer(run, b);
  tdsl_rt_free(run->context, run->buffers);
}
