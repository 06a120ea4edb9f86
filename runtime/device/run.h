/*===- run.h - One run of a plan ------------------------------------------===*/

#ifndef TDSL_RUNTIME_DEVICE_RUN_H
#define TDSL_RUNTIME_DEVICE_RUN_H

#include "runtime/core/context.h"
#include "tdsl/device.h"

/* A buffer of the plan during a run. */
typedef struct rt_run_buffer {
  tdsl_memory memory;
  bool lives;
  bool used;    /* by a launch that runs */
  bool read;    /* ... the first of which reads it */
  bool written; /* ... one of which writes it */
} rt_run_buffer;

/* The grid of a step that launches. */
typedef struct rt_run_grid {
  uint32_t blocks[3];
  bool empty;
} rt_run_grid;

typedef struct rt_run {
  tdsl_context *context;
  const tdsl_plan *plan;
  const tdsl_driver *driver;
  void *module;
  void *const *host;        /* of the parameters */
  uint32_t parameter_count; /* buffers of the plan come behind them */
  uint32_t report;          /* the number of that buffer */
  bool busy;                /* the device may still work */
  rt_run_buffer *buffers;   /* report + 1 many */
  rt_run_grid *grids;       /* for each step */
  tdsl_memory *arguments;   /* room for those of any kernel */
} rt_run;

/* Each returns whether the run may go on, and records the failure if not. */

/* check.c: nothing in the plan leads outside its tables. */
bool rt_check_plan(tdsl_context *context, const tdsl_plan *plan);

/* grids.c: evaluates all grids, and finds out how buffers are used. */
bool rt_plan_grids(rt_run *run);

/* memory.c: the parameters and the report, before the first step ... */
bool rt_copy_in(rt_run *run);
/* ... a buffer of the plan, between steps ... */
bool rt_begin_buffer(rt_run *run, uint32_t buffer);
void rt_end_buffer(rt_run *run, uint32_t buffer);
/* ... and the results, behind the last one. */
bool rt_copy_out(rt_run *run);

/* answer.c: waits for the device, then reads the report: counts leaves, and
 * fails if an access failed. */
bool rt_wait(rt_run *run);
bool rt_read_report(rt_run *run);

/* What failed, in the words of the driver. */
bool rt_driver_failed(rt_run *run, const char *what, const tdsl_words *why);

/* "CUDA", "Vulkan" */
const char *rt_device_name(int32_t device);

#endif /* TDSL_RUNTIME_DEVICE_RUN_H */
