/*===- shared-pool.c - One pool in a process ------------------------------===*\
|*
|* Every library that carries this runtime defines the same weak symbol, a
|* pointer to the pool. The dynamic linker binds all of them to one, and whoever
|* needs the pool first makes it. "Unique" extends that to libraries opened with
|* RTLD_LOCAL, and keeps a library with running workers from being unloaded.
|*
\*===----------------------------------------------------------------------===*/

#include "runtime/cpu/pool.h"

#include <stdatomic.h>
#include <stdlib.h>

#if defined(__linux__) && defined(__ELF__)
/* In assembly, because C has no word for "unique". */
__asm__(".pushsection .bss.tdsl_rt_shared_pool_v1, \"aw\", %nobits\n"
        ".type tdsl_rt_shared_pool_v1, %gnu_unique_object\n"
        ".size tdsl_rt_shared_pool_v1, 8\n"
        ".p2align 3\n"
        "tdsl_rt_shared_pool_v1: .zero 8\n"
        ".popsection\n");
extern __attribute__((
    visibility("default"))) _Atomic(rt_pool *) tdsl_rt_shared_pool_v1;
#else
__attribute__((visibility("default"),
               weak)) _Atomic(rt_pool *) tdsl_rt_shared_pool_v1;
#endif

static void run_serially(rt_pool *pool, int32_t threads, int64_t count,
                         int64_t chunk, rt_range_task task, void *data) {
  (void)pool, (void)threads, (void)chunk;
  task(data, 0, count);
}

/* What there is when not even a pool can be allocated. */
static rt_pool serial_pool = {1, run_serially};

rt_pool *rt_shared_pool(void) {
  rt_pool *pool = atomic_load(&tdsl_rt_shared_pool_v1);
  if (pool)
    return pool;
  rt_pool *made = rt_make_pool();
  if (!made)
    return &serial_pool;
  if (atomic_compare_exchange_strong(&tdsl_rt_shared_pool_v1, &pool, made))
    return made;
  rt_discard_pool(made);
  return pool;
}
