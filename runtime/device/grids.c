/*===- grids.c - How large the grids are, and what their kernels use ------===*/

#include "runtime/core/program.h"
#include "runtime/device/run.h"

#include <inttypes.h>

static bool evaluate(rt_run *run, uint32_t step, int axis, int64_t *blocks) {
  tdsl_program program = run->plan->steps[step].grid[axis];
  *blocks = 1;
  return !program.length || rt_evaluate(run->context, program, 0, blocks);
}

static bool plan_grid(rt_run *run, uint32_t step) {
  rt_run_grid *grid = &run->grids[step];
  grid->empty = false;
  int64_t blocks[3];
  for (int axis = 0; axis < 3; axis++) {
    if (!evaluate(run, step, axis, &blocks[axis]))
      return false;
    grid->empty |= blocks[axis] < 1;
  }
  for (int axis = 0; axis < 3 && !grid->empty; axis++) {
    if (blocks[axis] > UINT32_MAX)
      return rt_fail(run->context, TDSL_ERROR_EXTENT,
                     "kernel `%s` needs %" PRId64 " blocks along %c, more than "
                     "any device has",
                     run->plan->kernels[run->plan->steps[step].what].entry,
                     blocks[axis], 'x' + axis);
    grid->blocks[axis] = (uint32_t)blocks[axis];
  }
  return true;
}

/* What a kernel reads of a buffer that none wrote before must be there. */
static void note_uses(rt_run *run, const tdsl_plan_kernel *kernel) {
  for (uint32_t i = 0; i < kernel->argument_count; i++) {
    const tdsl_plan_argument *argument = &kernel->arguments[i];
    rt_run_buffer *buffer = &run->buffers[argument->buffer];
    bool reads = argument->uses & TDSL_BUFFER_READ;
    buffer->read |= reads && !buffer->written;
    buffer->used = true;
  }
  for (uint32_t i = 0; i < kernel->argument_count; i++)
    if (kernel->arguments[i].uses & TDSL_BUFFER_WRITE)
      run->buffers[kernel->arguments[i].buffer].written = true;
}

bool rt_plan_grids(rt_run *run) {
  for (uint32_t s = 0; s < run->plan->step_count; s++) {
    const tdsl_plan_step *step = &run->plan->steps[s];
    if (step->kind != TDSL_STEP_LAUNCH)
      continue;
    if (!plan_grid(run, s))
      return false;
    if (!run->grids[s].empty)
      note_uses(run, &run->plan->kernels[step->what]);
  }
  return true;
}
