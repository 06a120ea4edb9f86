/*===- checks.h - What is checked before a kernel runs --------------------===*\
|*
|* In the order in which tdsl_invoke makes them. Each returns whether the call
|* may go on, and records the failure if not.
|*
\*===----------------------------------------------------------------------===*/

#ifndef TDSL_RUNTIME_CORE_CHECKS_H
#define TDSL_RUNTIME_CORE_CHECKS_H

#include "runtime/core/context.h"

/* 1. The descriptor: version and limits. */
bool rt_check_descriptor(tdsl_context *context);

/* 2. Every argument that is there, then all of them together: each by itself,
 *    sizes, shapes, overlap, conditions on sizes. */
bool rt_check_arguments(tdsl_context *context);

/* 2.1 Argument `param` by itself: null, device, element type, rank, extents,
 *     data, alignment, strides. Sets its buffer and bytes. */
bool rt_check_argument(tdsl_context *context, int32_t param);

/* 2.2 Solves the sizes that the arguments and the explicit sizes give ("known"
 *     grows) and holds each minimum against them. */
bool rt_solve_sizes(tdsl_context *context);

/* 2.3 The extents of argument `param` against its declared shape. */
bool rt_check_shape(tdsl_context *context, int32_t param);

/* 2.4 No output shares memory with another argument. */
bool rt_check_overlap(tdsl_context *context);

/* 2.5 `where` conditions on sizes. */
bool rt_check_conditions(tdsl_context *context);

/* 3. `where` conditions on elements. */
bool rt_check_elements(tdsl_context *context);

#endif /* TDSL_RUNTIME_CORE_CHECKS_H */
