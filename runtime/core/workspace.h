/*===- workspace.h - What devices share with the workspace ----------------===*/

#ifndef TDSL_RUNTIME_CORE_WORKSPACE_H
#define TDSL_RUNTIME_CORE_WORKSPACE_H

#include <stdint.h>

/* Counts calls of tdsl_trim: what was kept in an older epoch is given back. */
uint32_t rt_trim_epoch(void);

#endif /* TDSL_RUNTIME_CORE_WORKSPACE_H */
