/*===- answer.c - Wait for a device and read what its kernels report ------===*/

#include "runtime/device/run.h"

bool rt_wait(rt_run *run) {
  tdsl_words why = {""};
  if (!run->busy)
    return true;
  run->busy = false;
  return run->driver->finish(run->driver->user, &why) == 0 ||
         rt_driver_failed(run, "run the kernels", &why);
}

static int64_t joined(const uint32_t *low_and_high) {
  return (int64_t)((uint64_t)low_and_high[1] << 32 | low_and_high[0]);
}

static bool understand(rt_run *run, const uint32_t *words) {
  /* CPU kernels of other calls may add to the same counters. */
  int64_t *leaves = run->context->options.leaves;
  for (uint32_t i = 0; i < run->plan->leaf_count; i++)
    __atomic_fetch_add(&leaves[i], words[TDSL_REPORT_WORDS + i],
                       __ATOMIC_RELAXED);
  if (words[TDSL_REPORT_LOOPS])
    return rt_fail(run->context, TDSL_ERROR_LIMIT,
                   "%s ended a loop early: it runs so many iterations of one "
                   "thread and no more; take smaller sizes, or another device",
                   run->driver->name);
  if (words[0] == 0)
    return true;
  if (words[0] > run->plan->site_count)
    return rt_fail(run->context, TDSL_ERROR_KERNEL,
                   "a kernel reports place %u, but has only %u", words[0],
                   run->plan->site_count);
  tdsl_rt_report(run->context, &run->plan->sites[words[0] - 1],
                 joined(words + 2), joined(words + 4));
  return false;
}

bool rt_read_report(rt_run *run) {
  if (!run->plan->has_report)
    return true;
  size_t count = TDSL_REPORT_WORDS + (size_t)run->plan->leaf_count;
  uint64_t bytes = count * sizeof(uint32_t);
  uint32_t *words = (uint32_t *)tdsl_rt_alloc(run->context, (int64_t)bytes, 0);
  if (!words)
    return false;
  tdsl_words why = {""};
  bool good =
      run->driver->download(run->driver->user, run->buffers[run->report].memory,
                            words, bytes, &why) == 0 ||
      rt_driver_failed(run, "copy the report from the device", &why);
  good = good && understand(run, words);
  tdsl_rt_free(run->context, words);
  return good;
}
