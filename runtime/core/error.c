/*===- error.c - The last error of a thread -------------------------------===*\
|*
|* tdsl_last_error, the error hook, and the way from a failed check to them.
|*
\*===----------------------------------------------------------------------===*/

#include "runtime/core/context.h"

#include <stdarg.h>
#include <stdio.h>

static _Thread_local char last_error[TDSL_MESSAGE_BYTES];

static struct {
  tdsl_error_hook hook;
  void *user;
} error_hook;

const char *tdsl_last_error(void) { return last_error; }

void tdsl_set_error_hook(tdsl_error_hook hook, void *user) {
  error_hook.hook = hook;
  error_hook.user = user;
}

const char *tdsl_status_name(tdsl_status status) {
  switch (status) {
  case TDSL_OK:
    return "ok";
  case TDSL_ERROR_NULL:
    return "null";
  case TDSL_ERROR_ABI:
    return "abi";
  case TDSL_ERROR_DEVICE:
    return "device";
  case TDSL_ERROR_DTYPE:
    return "dtype";
  case TDSL_ERROR_RANK:
    return "rank";
  case TDSL_ERROR_SHAPE:
    return "shape";
  case TDSL_ERROR_STRIDES:
    return "strides";
  case TDSL_ERROR_EXTENT:
    return "extent";
  case TDSL_ERROR_ALIGNMENT:
    return "alignment";
  case TDSL_ERROR_OVERLAP:
    return "overlap";
  case TDSL_ERROR_SIZE:
    return "size";
  case TDSL_ERROR_CONDITION:
    return "condition";
  case TDSL_ERROR_ELEMENT:
    return "element";
  case TDSL_ERROR_INDEX:
    return "index";
  case TDSL_ERROR_EMPTY:
    return "empty";
  case TDSL_ERROR_MEMORY:
    return "memory";
  case TDSL_ERROR_DESCRIPTOR:
    return "descriptor";
  case TDSL_ERROR_KERNEL:
    return "kernel";
  case TDSL_ERROR_DRIVER:
    return "driver";
  case TDSL_ERROR_LIMIT:
    return "limit";
  }
  return "unknown";
}

uint32_t tdsl_abi_version(void) { return TDSL_ABI_VERSION; }

bool rt_fail(tdsl_context *context, tdsl_status status, const char *format,
             ...) {
  int32_t none = 0;
  if (!atomic_compare_exchange_strong(&context->failed, &none, 1))
    return false;
  context->status = status;

  /* A function whose version is unknown may have its name anywhere. */
  int length = 0;
  bool named = context->function && status != TDSL_ERROR_ABI;
  if (named && context->function->name)
    length = snprintf(context->message, sizeof context->message,
                      "`%s`: ", context->function->name);
  if (length < 0 || (size_t)length >= sizeof context->message)
    length = 0;

  va_list args;
  va_start(args, format);
  vsnprintf(context->message + length, sizeof context->message - (size_t)length,
            format, args);
  va_end(args);
  return false;
}

tdsl_status rt_finish(tdsl_context *context) {
  if (!rt_has_failed(context))
    return TDSL_OK;
  snprintf(last_error, sizeof last_error, "%s", context->message);
  if (error_hook.hook)
    error_hook.hook(error_hook.user, context->status, last_error);
  return context->status;
}
