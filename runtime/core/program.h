/*===- program.h - Programs over sizes ------------------------------------===*\
|*
|* The postfix programs of a descriptor: extents, solutions, conditions.
|*
\*===----------------------------------------------------------------------===*/

#ifndef TDSL_RUNTIME_CORE_PROGRAM_H
#define TDSL_RUNTIME_CORE_PROGRAM_H

#include "runtime/core/context.h"

/* Evaluates a program. `extent` is the value of TDSL_OP_EXTENT. Records a
 * failure and returns false if it overflows or is malformed. */
bool rt_evaluate(tdsl_context *context, tdsl_program program, int64_t extent,
                 int64_t *result);

/* The symbols that a program mentions, as bits. */
uint64_t rt_mentioned(const tdsl_function *function, tdsl_program program);

static inline bool rt_can_evaluate(const tdsl_context *context,
                                   tdsl_program program) {
  return !(rt_mentioned(context->function, program) & ~context->known);
}

#endif /* TDSL_RUNTIME_CORE_PROGRAM_H */
