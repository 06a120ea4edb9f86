/*===- context.h - One running call ---------------------------------------===*\
|*
|* A context lives on the stack of tdsl_invoke. Every check and every worker
|* records its failure here; the first one wins and becomes the message of the
|* call.
|*
\*===----------------------------------------------------------------------===*/

#ifndef TDSL_RUNTIME_CORE_CONTEXT_H
#define TDSL_RUNTIME_CORE_CONTEXT_H

#include "tdsl/runtime.h"

#include <stdatomic.h>
#include <stdbool.h>

enum { TDSL_MESSAGE_BYTES = 1024 };

/* What a context is for. In the last two, arguments may be missing. */
typedef enum rt_phase {
  RT_CALL,
  RT_PREPARED_CALL, /* the constants were checked by tdsl_prepare */
  RT_PREPARE,       /* only the constants are there */
  RT_INFER
} rt_phase;

struct tdsl_context {
  rt_phase phase;
  uint64_t
      settled; /* RT_PREPARED_CALL: the sizes that the constants determine */
  const tdsl_function *function;
  const tdsl_tensor *const *args;
  const int64_t *explicit_sizes;
  tdsl_call_options options;

  /* What the checks find out, and the kernel reads. */
  int64_t sizes[TDSL_MAX_SYMBOLS];
  uint64_t known; /* bit s: sizes[s] is set */
  void *buffers[TDSL_MAX_PARAMS];
  int64_t bytes[TDSL_MAX_PARAMS];

  _Atomic int32_t failed; /* who changes it from 0 writes the two below */
  tdsl_status status;
  char message[TDSL_MESSAGE_BYTES];
};

/* Starts a call. The arrays stay uninitialised: clearing them would cost more
 * than all checks together. */
static inline void rt_begin(tdsl_context *context, rt_phase phase,
                            const tdsl_function *function,
                            const tdsl_tensor *const *args,
                            const int64_t *explicit_sizes) {
  context->phase = phase;
  context->settled = 0;
  context->function = function;
  context->args = args;
  context->explicit_sizes = explicit_sizes;
  context->options = (tdsl_call_options){0, 0, NULL, NULL};
  context->known = 0;
  atomic_init(&context->failed, 0);
  context->status = TDSL_OK;
}

static inline bool rt_is_partial(const tdsl_context *context) {
  return context->phase == RT_PREPARE || context->phase == RT_INFER;
}

static inline bool rt_has_failed(const tdsl_context *context) {
  return atomic_load_explicit(&context->failed, memory_order_relaxed) != 0;
}

/* Records a failure unless there is one already. Always returns false, so that
 * a check can end with it. */
bool rt_fail(tdsl_context *context, tdsl_status status, const char *format, ...)
    __attribute__((format(printf, 3, 4), cold));

/* Ends a call: makes a recorded failure the last error of this thread, tells
 * the error hook and returns the status. */
tdsl_status rt_finish(tdsl_context *context);

#endif /* TDSL_RUNTIME_CORE_CONTEXT_H */
