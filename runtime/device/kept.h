/*===- kept.h - Memory of a device that is kept for the next call ---------===*\
|*
|* To allocate on a device costs more than most kernels. Memory is allocated in
|* capacities that are few, so that a block serves any buffer of its capacity.
|*
\*===----------------------------------------------------------------------===*/

#ifndef TDSL_RUNTIME_DEVICE_KEPT_H
#define TDSL_RUNTIME_DEVICE_KEPT_H

#include "tdsl/device.h"

#include <stdbool.h>

enum { RT_KEPT_BLOCKS = 32 };

typedef struct rt_kept {
  tdsl_memory blocks[RT_KEPT_BLOCKS]; /* `bytes` is the capacity */
  uint32_t count;
  uint32_t epoch; /* of tdsl_trim */
} rt_kept;

/* At most an eighth more than `bytes`, which is at most TDSL_MAX_BYTES. */
uint64_t rt_capacity(uint64_t bytes);

/* Takes a block of exactly this capacity, if there is one. */
bool rt_take_kept(rt_kept *kept, uint64_t capacity, tdsl_memory *block);

/* Whether there was room to keep it. */
bool rt_keep(rt_kept *kept, tdsl_memory block);

/* Takes any block, to be given back to the device, if tdsl_trim was called
 * since all of them were, or if `all` are wanted. */
bool rt_take_surplus(rt_kept *kept, bool all, tdsl_memory *block);

#endif /* TDSL_RUNTIME_DEVICE_KEPT_H */
