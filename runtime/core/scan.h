/*===- scan.h - Find the first element outside its bounds -----------------===*/

#ifndef TDSL_RUNTIME_CORE_SCAN_H
#define TDSL_RUNTIME_CORE_SCAN_H

#include "runtime/core/text.h"

/* Inclusive; which pair counts depends on the element type. */
typedef struct rt_bounds {
  bool has_low, has_high;
  int64_t low, high;          /* of integers and bools */
  double real_low, real_high; /* of floats */
} rt_bounds;

/* The first i in begin..end for which data[i] is not within the bounds, or -1.
 * A NaN is within none. */
typedef int64_t (*rt_scanner)(const void *data, int64_t begin, int64_t end,
                              rt_bounds bounds);

/* NULL for a type that has no order. */
rt_scanner rt_scanner_of(tdsl_dtype dtype);

/* Element `index` as text. */
rt_text rt_element(const void *data, tdsl_dtype dtype, int64_t index);

#endif /* TDSL_RUNTIME_CORE_SCAN_H */
