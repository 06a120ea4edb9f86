/*===- text.c - Pieces of messages ----------------------------------------===*/

#include "runtime/core/text.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>

void rt_append(rt_text *text, const char *format, ...) {
  size_t room = sizeof text->bytes - text->length;
  va_list args;
  va_start(args, format);
  int length = vsnprintf(text->bytes + text->length, room, format, args);
  va_end(args);
  if (length > 0)
    text->length += (size_t)length < room ? (size_t)length : room - 1;
}

rt_text rt_list(const int64_t *values, int32_t count) {
  rt_text text = {.length = 0};
  rt_append(&text, "[");
  for (int32_t i = 0; i < count; i++)
    rt_append(&text, i ? ", %" PRId64 : "%" PRId64, values[i]);
  rt_append(&text, "]");
  return text;
}

static const char *class_prefix(tdsl_dtype dtype) {
  switch (dtype.code) {
  case TDSL_INT:
    return "i";
  case TDSL_UINT:
    return "u";
  case TDSL_FLOAT:
    return "f";
  case TDSL_BFLOAT:
    return "bf";
  case TDSL_COMPLEX:
    return "c";
  }
  return NULL;
}

rt_text rt_dtype_name(tdsl_dtype dtype) {
  rt_text text = {.length = 0};
  const char *prefix = class_prefix(dtype);
  if (dtype.lanes == 1 && dtype.code == TDSL_BOOL && dtype.bits == 8)
    rt_append(&text, "bool");
  else if (dtype.lanes == 1 && prefix)
    rt_append(&text, "%s%d", prefix, dtype.bits);
  else
    rt_append(&text, "(code %d, %d bits, %d lanes)", dtype.code, dtype.bits,
              dtype.lanes);
  return text;
}
