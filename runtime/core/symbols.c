/*===- symbols.c - The functions that a JIT resolves by name --------------===*/

#include "tdsl/device.h"

#define ENTRY(NAME) {#NAME, (void *)(uintptr_t)NAME}

const tdsl_rt_symbol *tdsl_rt_symbols(void) {
  static const tdsl_rt_symbol symbols[] = {
      ENTRY(tdsl_rt_alloc),  ENTRY(tdsl_rt_bytes),
      ENTRY(tdsl_rt_clock),  ENTRY(tdsl_rt_failed),
      ENTRY(tdsl_rt_free),   ENTRY(tdsl_rt_leaves),
      ENTRY(tdsl_rt_report), ENTRY(tdsl_rt_parallel_for),
      ENTRY(tdsl_invoke),    ENTRY(tdsl_rt_run_plan),
      {NULL, NULL},
  };
  return symbols;
}
