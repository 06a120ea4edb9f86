/*===- pool.h - The thread pool of a process ------------------------------===*\
|*
|* There is one pool in a process, whichever libraries carry this runtime. A
|* library reaches it through the two members below alone: they and their order
|* are fixed, as the pool may belong to another build of the runtime.
|*
\*===----------------------------------------------------------------------===*/

#ifndef TDSL_RUNTIME_CPU_POOL_H
#define TDSL_RUNTIME_CPU_POOL_H

#include <stdint.h>

typedef struct rt_pool rt_pool;

/* Iterations begin..end of a region. */
typedef void (*rt_range_task)(void *data, int64_t begin, int64_t end);

struct rt_pool {
  int32_t threads; /* the calling thread included */

  /* Runs `task` over 0..count in ranges of `chunk` on at most `threads`
   * threads, and returns when all are done. Where the pool is busy with
   * another region, the calling thread does it all. */
  void (*run)(rt_pool *pool, int32_t threads, int64_t count, int64_t chunk,
              rt_range_task task, void *data);
};

/* The pool of this process. The first call makes it; never NULL. */
rt_pool *rt_shared_pool(void);

/* A new pool, not yet anybody's; its workers start with its first region.
 * NULL when there is no memory. */
rt_pool *rt_make_pool(void);

/* Frees a pool that has never run a region. */
void rt_discard_pool(rt_pool *pool);

#endif /* TDSL_RUNTIME_CPU_POOL_H */
