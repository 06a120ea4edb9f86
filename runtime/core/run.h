/*===- run.h - The common part of tdsl_invoke and tdsl_run ----------------===*/

#ifndef TDSL_RUNTIME_CORE_RUN_H
#define TDSL_RUNTIME_CORE_RUN_H

#include "runtime/core/context.h"

/* Checks the arguments of a context whose descriptor is good, then runs the
 * kernel. */
void rt_check_and_run(tdsl_context *context, const tdsl_call_options *options);

#endif /* TDSL_RUNTIME_CORE_RUN_H */
