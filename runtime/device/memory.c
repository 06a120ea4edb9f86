/*===- memory.c - The memory of a run: what is copied, and when -----------===*\
|*
|* A parameter has memory for the whole run if a kernel takes it. It is copied
|* in if one reads it before any wrote it, and copied out if it is a result that
|* one wrote. A kernel that writes only some elements of a result, where nobody
|* wrote the others, says that it reads it too.
|*
\*===----------------------------------------------------------------------===*/

#include "runtime/core/program.h"
#include "runtime/core/text.h"
#include "runtime/device/run.h"

#include <inttypes.h>

/* So that every buffer has an address, and word access stays inside. */
enum { SMALLEST = 16 };

/* "`a`", "stage `blur`", "the report" */
static rt_text describe(const rt_run *run, uint32_t buffer) {
  rt_text text = {.length = 0};
  if (buffer < run->parameter_count)
    rt_append(&text, "`%s`", run->context->function->params[buffer].name);
  else if (buffer < run->report)
    rt_append(&text, "stage `%s`",
              run->plan->buffers[buffer - run->parameter_count].stage);
  else
    rt_append(&text, "the report");
  return text;
}

static bool allocate(rt_run *run, uint32_t number, int64_t bytes) {
  rt_run_buffer *buffer = &run->buffers[number];
  tdsl_words why = {""};
  uint64_t wanted = bytes ? (uint64_t)bytes : SMALLEST;
  if (run->driver->allocate(run->driver->user, wanted, &buffer->memory, &why))
    return rt_fail(run->context, TDSL_ERROR_MEMORY,
                   "%s has no memory for the %" PRIu64 " bytes of %s: %s",
                   run->driver->name, wanted, describe(run, number).bytes,
                   why.text);
  buffer->lives = true;
  return true;
}

static bool copy_failed(rt_run *run, uint32_t buffer, const char *way,
                        const tdsl_words *why) {
  rt_text what = {.length = 0};
  rt_append(&what, "copy %s %s the device", describe(run, buffer).bytes, way);
  return rt_driver_failed(run, what.bytes, why);
}

static bool copy_parameter_in(rt_run *run, uint32_t number) {
  int64_t bytes = run->context->bytes[number];
  tdsl_words why = {""};
  if (!allocate(run, number, bytes))
    return false;
  if (!run->buffers[number].read || !bytes)
    return true;
  return run->driver->upload(run->driver->user, run->buffers[number].memory,
                             run->host[number], (uint64_t)bytes, &why) == 0 ||
         copy_failed(run, number, "to", &why);
}

static bool make_report(rt_run *run) {
  int64_t words = TDSL_REPORT_WORDS + (int64_t)run->plan->leaf_count;
  tdsl_words why = {""};
  if (!allocate(run, run->report, words * (int64_t)sizeof(uint32_t)))
    return false;
  run->busy = true;
  return run->driver->clear(run->driver->user, run->buffers[run->report].memory,
                            &why) == 0 ||
         rt_driver_failed(run, "clear the report", &why);
}

bool rt_copy_in(rt_run *run) {
  for (uint32_t i = 0; i < run->parameter_count; i++)
    if (run->buffers[i].used && !copy_parameter_in(run, i))
      return false;
  return !run->plan->has_report || make_report(run);
}

bool rt_begin_buffer(rt_run *run, uint32_t number) {
  const tdsl_plan_buffer *buffer =
      &run->plan->buffers[number - run->parameter_count];
  int64_t extents[TDSL_MAX_RANK];
  for (int32_t d = 0; d < buffer->rank; d++)
    if (!rt_evaluate(run->context, buffer->extents[d], 0, &extents[d]))
      return false;
  int64_t bytes = tdsl_rt_bytes(extents, buffer->rank, buffer->element_bytes);
  if (bytes < 0)
    return rt_fail(run->context, TDSL_ERROR_MEMORY,
                   "stage `%s` has shape %s, more than 2^47 bytes",
                   buffer->stage, rt_list(extents, buffer->rank).bytes);
  rt_end_buffer(run, number);
  return !run->buffers[number].used || allocate(run, number, bytes);
}

void rt_end_buffer(rt_run *run, uint32_t number) {
  rt_run_buffer *buffer = &run->buffers[number];
  if (buffer->lives)
    run->driver->release(run->driver->user, buffer->memory);
  buffer->lives = false;
}

static bool is_result(const rt_run *run, uint32_t number) {
  return run->context->function->params[number].kind == TDSL_PARAM_OUTPUT;
}

bool rt_copy_out(rt_run *run) {
  for (uint32_t i = 0; i < run->parameter_count; i++) {
    const rt_run_buffer *buffer = &run->buffers[i];
    int64_t bytes = run->context->bytes[i];
    tdsl_words why = {""};
    if (!is_result(run, i) || !buffer->written || !bytes)
      continue;
    if (run->driver->download(run->driver->user, buffer->memory, run->host[i],
                              (uint64_t)bytes, &why))
      return copy_failed(run, i, "from", &why);
  }
  return true;
}
