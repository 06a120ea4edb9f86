/*===- kept.c - Memory of a device that is kept for the next call ---------===*/

#include "runtime/device/kept.h"
#include "runtime/core/workspace.h"

enum { SMALLEST = 256 };

uint64_t rt_capacity(uint64_t bytes) {
  if (bytes <= SMALLEST)
    return SMALLEST;
  uint64_t step = (UINT64_C(1) << (63 - __builtin_clzll(bytes))) / 8;
  return (bytes + step - 1) / step * step;
}

bool rt_take_kept(rt_kept *kept, uint64_t capacity, tdsl_memory *block) {
  for (uint32_t i = kept->count; i-- > 0;)
    if (kept->blocks[i].bytes == capacity) {
      *block = kept->blocks[i];
      kept->blocks[i] = kept->blocks[--kept->count];
      return true;
    }
  return false;
}

bool rt_keep(rt_kept *kept, tdsl_memory block) {
  if (kept->count == RT_KEPT_BLOCKS)
    return false;
  kept->blocks[kept->count++] = block;
  return true;
}

bool rt_take_surplus(rt_kept *kept, bool all, tdsl_memory *block) {
  uint32_t epoch = rt_trim_epoch();
  if (kept->count && (all || kept->epoch != epoch)) {
    *block = kept->blocks[--kept->count];
    return true;
  }
  kept->epoch = epoch;
  return false;
}
