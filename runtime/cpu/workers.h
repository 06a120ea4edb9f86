/*===- workers.h - The threads of the pool and their CPUs -----------------===*/

#ifndef TDSL_RUNTIME_CPU_WORKERS_H
#define TDSL_RUNTIME_CPU_WORKERS_H

#include "runtime/cpu/cpus.h"

#include <pthread.h>

typedef struct rt_worker {
  pthread_t thread;
  uint16_t cpu; /* where it is pinned */
} rt_worker;

typedef struct rt_workers {
  rt_cpus cpus;
  bool started;
  int32_t count;      /* that run: at most cpus.threads - 1 */
  uint16_t free_cpu;  /* the one CPU on which no worker is pinned */
  rt_worker *workers; /* made when started */
} rt_workers;

void rt_init_workers(rt_workers *workers);

/* Starts the threads unless they run already: each calls body(argument), which
 * never returns. In the child of a fork, forget(argument) is called and the
 * threads can be started anew. */
void rt_start_workers(rt_workers *workers, void (*body)(void *),
                      void (*forget)(void *), void *argument);

/* Moves the worker that is pinned to the CPU of the calling thread, if there is
 * one, to the free CPU. The calling thread is the host's and is never pinned;
 * two threads on one CPU would halve the speed until the system balances. */
void rt_leave_caller_alone(rt_workers *workers);

#endif /* TDSL_RUNTIME_CPU_WORKERS_H */
