/*===- cpus.h - How many CPUs this process may use ------------------------===*/

#ifndef TDSL_RUNTIME_CPU_CPUS_H
#define TDSL_RUNTIME_CPU_CPUS_H

#include <stdbool.h>
#include <stdint.h>

enum { RT_MAX_THREADS = 1000 };

typedef struct rt_cpus {
  int32_t threads;           /* how many threads to use, this one included */
  bool pin;                  /* give each worker a CPU of its own */
  int32_t spin_microseconds; /* how long to wait for work before sleeping */
  int32_t count;             /* CPUs in the list, at most RT_MAX_THREADS */
  uint16_t list[RT_MAX_THREADS];
} rt_cpus;

/* Reads the affinity mask of the calling thread, the quota of the cgroup,
 * TDSL_NUM_THREADS and TDSL_PIN. */
void rt_find_cpus(rt_cpus *cpus);

/* CPUs' worth of time that the cgroup of this process may use, rounded up; 0
 * where there is no quota. `root` is where cgroups are mounted ("" in use) and
 * `membership` the content of /proc/self/cgroup. */
int32_t rt_cgroup_quota(const char *root, const char *membership);

#endif /* TDSL_RUNTIME_CPU_CPUS_H */
