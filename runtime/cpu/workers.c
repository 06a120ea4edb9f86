/*===- workers.c - The threads of the pool and their CPUs -----------------===*/

#include "runtime/cpu/workers.h"

#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

/* The one set of workers that this library has started, for the fork handler.
 */
static struct {
  rt_workers *workers;
  void (*forget)(void *argument);
  void *argument;
} running;

typedef struct start {
  void (*body)(void *argument);
  void *argument;
  int32_t number;
} start;

void rt_init_workers(rt_workers *workers) {
  rt_find_cpus(&workers->cpus);
  workers->started = false;
  workers->count = 0;
  workers->free_cpu = workers->cpus.list[0];
  workers->workers = NULL;
}

static void pin(pthread_t thread, uint16_t cpu) {
  size_t bytes = CPU_ALLOC_SIZE(cpu + 1u);
  cpu_set_t *mask = CPU_ALLOC(cpu + 1u);
  if (!mask)
    return;
  CPU_ZERO_S(bytes, mask);
  CPU_SET_S(cpu, bytes, mask);
  pthread_setaffinity_np(thread, bytes, mask);
  CPU_FREE(mask);
}

static void *thread_main(void *argument) {
  start s = *(start *)argument;
  free(argument);
  char name[16];
  snprintf(name, sizeof name, "tdsl-%d", (int)s.number);
  pthread_setname_np(pthread_self(), name);
  s.body(s.argument);
  return NULL;
}

static bool start_one(rt_worker *worker, int32_t number, void (*body)(void *),
                      void *argument) {
  start *s = (start *)malloc(sizeof *s);
  if (!s)
    return false;
  *s = (start){body, argument, number};
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
  bool good = pthread_create(&worker->thread, &attributes, thread_main, s) == 0;
  pthread_attr_destroy(&attributes);
  if (!good)
    free(s);
  return good;
}

static void after_fork_in_child(void) {
  running.workers->started = false;
  running.workers->count = 0;
  running.forget(running.argument);
}

/* glibc has pthread_atfork only in its static part, with which a kernel linked
 * by dslc is not linked; this is what it calls. */
static void call_in_forked_child(void (*handler)(void)) {
#if defined(__GLIBC__)
  extern int __register_atfork(void (*before)(void), void (*in_parent)(void),
                               void (*in_child)(void), void *library);
  __register_atfork(NULL, NULL, handler, NULL);
#else
  pthread_atfork(NULL, NULL, handler);
#endif
}

static void start_all(rt_workers *workers, void (*body)(void *),
                      void *argument) {
  int32_t wanted = workers->cpus.threads - 1;
  if (!workers->workers)
    workers->workers = (rt_worker *)calloc((size_t)wanted, sizeof(rt_worker));
  if (!workers->workers)
    return;
  workers->free_cpu = workers->cpus.list[0];
  for (int32_t i = 0; i < wanted; i++) {
    rt_worker *worker = &workers->workers[i];
    if (!start_one(worker, i + 1, body, argument))
      return;
    workers->count++;
    if (workers->cpus.pin) {
      worker->cpu = workers->cpus.list[i + 1];
      pin(worker->thread, worker->cpu);
    }
  }
}

void rt_start_workers(rt_workers *workers, void (*body)(void *),
                      void (*forget)(void *), void *argument) {
  if (workers->started)
    return;
  workers->started = true;
  if (!running.workers) {
    running.workers = workers;
    running.forget = forget;
    running.argument = argument;
    call_in_forked_child(after_fork_in_child);
  }

  /* Signals are for the threads of the host. */
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  start_all(workers, body, argument);
  pthread_sigmask(SIG_SETMASK, &before, NULL);
}

void rt_leave_caller_alone(rt_workers *workers) {
  if (!workers->cpus.pin)
    return;
  int cpu = sched_getcpu();
  if (cpu < 0 || cpu == workers->free_cpu)
    return;
  for (int32_t i = 0; i < workers->count; i++) {
    rt_worker *worker = &workers->workers[i];
    if (worker->cpu != cpu)
      continue;
    pin(worker->thread, workers->free_cpu);
    worker->cpu = workers->free_cpu;
    workers->free_cpu = (uint16_t)cpu;
    return;
  }
}
