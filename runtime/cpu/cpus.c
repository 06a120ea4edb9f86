/*===- cpus.c - How many CPUs this process may use ------------------------===*/

#include "runtime/cpu/cpus.h"

#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
  SPIN_MICROSECONDS = 400,
  SPIN_WITHIN_QUOTA = 20, /* spinning is paid for out of the quota */
  MASK_CPUS = 8192
};

static void read_affinity(rt_cpus *cpus) {
  size_t bytes = CPU_ALLOC_SIZE(MASK_CPUS);
  cpu_set_t *mask = CPU_ALLOC(MASK_CPUS);
  cpus->count = 0;
  if (mask && sched_getaffinity(0, bytes, mask) == 0)
    for (int cpu = 0; cpu < MASK_CPUS && cpus->count < RT_MAX_THREADS; cpu++)
      if (CPU_ISSET_S(cpu, bytes, mask))
        cpus->list[cpus->count++] = (uint16_t)cpu;
  if (mask)
    CPU_FREE(mask);
}

static int32_t divide_up(long long quota, long long period) {
  if (quota <= 0 || period <= 0)
    return 0;
  long long cpus = (quota + period - 1) / period;
  return cpus < RT_MAX_THREADS ? (int32_t)cpus : RT_MAX_THREADS;
}

static bool read_line(const char *path, char *line, int size) {
  FILE *file = fopen(path, "re");
  if (!file)
    return false;
  bool good = fgets(line, size, file) != NULL;
  fclose(file);
  return good;
}

/* Version 2: cpu.max says "200000 100000" or "max 100000". */
static int32_t quota_of_group(const char *root, const char *group) {
  char path[4400], line[128];
  long long quota, period;
  snprintf(path, sizeof path, "%s/sys/fs/cgroup%s/cpu.max", root, group);
  if (read_line(path, line, sizeof line) &&
      sscanf(line, "%lld %lld", &quota, &period) == 2)
    return divide_up(quota, period);
  return 0;
}

/* Version 1, seen from inside a container: the group is mounted as the root. */
static int32_t quota_of_version_1(const char *root) {
  char path[4400], line[128];
  long long quota = 0, period = 0;
  snprintf(path, sizeof path, "%s/sys/fs/cgroup/cpu/cpu.cfs_quota_us", root);
  if (read_line(path, line, sizeof line))
    quota = atoll(line);
  snprintf(path, sizeof path, "%s/sys/fs/cgroup/cpu/cpu.cfs_period_us", root);
  if (read_line(path, line, sizeof line))
    period = atoll(line);
  return divide_up(quota, period);
}

int32_t rt_cgroup_quota(const char *root, const char *membership) {
  const char *entry = strstr(membership, "0::/");
  if (!entry)
    return quota_of_version_1(root);
  char group[4096];
  snprintf(group, sizeof group, "%s", entry + strlen("0::"));
  group[strcspn(group, "\n")] = '\0';

  /* A quota of any group above holds as well. */
  int32_t least = 0;
  for (;;) {
    int32_t quota = quota_of_group(root, group);
    if (quota && (!least || quota < least))
      least = quota;
    char *slash = strrchr(group, '/');
    if (!slash)
      return least;
    *slash = '\0';
  }
}

static int32_t quota_of_this_process(void) {
  char membership[4096];
  FILE *file = fopen("/proc/self/cgroup", "re");
  if (!file)
    return 0;
  size_t length = fread(membership, 1, sizeof membership - 1, file);
  fclose(file);
  membership[length] = '\0';
  return rt_cgroup_quota("", membership);
}

/* A positive number in the environment; 0 if there is none. */
static int32_t requested_threads(void) {
  const char *text = getenv("TDSL_NUM_THREADS");
  if (!text)
    return 0;
  char *end;
  long value = strtol(text, &end, 10);
  if (end == text || *end || value < 1)
    return 0;
  return value < RT_MAX_THREADS ? (int32_t)value : RT_MAX_THREADS;
}

void rt_find_cpus(rt_cpus *cpus) {
  read_affinity(cpus);
  int32_t available = cpus->count ? cpus->count : 1;
  int32_t quota = quota_of_this_process();
  int32_t requested = requested_threads();
  bool limited = quota && quota < available;

  cpus->threads = requested ? requested : limited ? quota : available;
  /* Pinned workers that leave CPUs free would meet those of other processes
   * on the same few. */
  const char *pin = getenv("TDSL_PIN");
  cpus->pin = cpus->threads == cpus->count && !(pin && strcmp(pin, "0") == 0);
  cpus->spin_microseconds = cpus->threads > available ? 0
                            : limited                 ? SPIN_WITHIN_QUOTA
                                                      : SPIN_MICROSECONDS;
}
