/*===- text.h - Pieces of messages ----------------------------------------===*\
|*
|* Shapes, element types and indices as text, cut off rather than overflowing.
|*
\*===----------------------------------------------------------------------===*/

#ifndef TDSL_RUNTIME_CORE_TEXT_H
#define TDSL_RUNTIME_CORE_TEXT_H

#include "runtime/core/context.h"

typedef struct rt_text {
  char bytes[320];
  size_t length;
} rt_text;

void rt_append(rt_text *text, const char *format, ...)
    __attribute__((format(printf, 2, 3), cold));

/* "[3, 5]" */
rt_text rt_list(const int64_t *values, int32_t count);

/* "f32", or "code 9, 16 bits, 2 lanes" for what has no name. */
rt_text rt_dtype_name(tdsl_dtype dtype);

#endif /* TDSL_RUNTIME_CORE_TEXT_H */
