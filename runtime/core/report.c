/*===- report.c - What a running kernel tells -----------------------------===*/

#include "runtime/core/context.h"

#include <inttypes.h>
#include <time.h>

int32_t tdsl_rt_report(tdsl_context *context, const tdsl_access_site *site,
                       int64_t index, int64_t extent) {
  if (site->kind == TDSL_SITE_EMPTY) {
    rt_fail(context, TDSL_ERROR_EMPTY,
            "stage `%s` needs at least one element of `%s` (%s:%" PRId32
            ":%" PRId32 ")",
            site->stage, site->tensor, site->file, site->line, site->column);
    return 1;
  }
  rt_fail(context, TDSL_ERROR_INDEX,
          "stage `%s` %s `%s` at index %" PRId64 " in dimension %" PRId32
          ", outside 0..%" PRId64 " (%s:%" PRId32 ":%" PRId32 ")",
          site->stage, site->kind == TDSL_SITE_WRITE ? "writes" : "reads",
          site->tensor, index, site->dim, extent, site->file, site->line,
          site->column);
  return 1;
}

int32_t tdsl_rt_failed(const tdsl_context *context) {
  return rt_has_failed(context);
}

int64_t *tdsl_rt_leaves(tdsl_context *context) {
  return context->options.leaves;
}

void tdsl_rt_clock(tdsl_context *context, int64_t place) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  context->options.leaves[place] =
      (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}
