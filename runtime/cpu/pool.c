/*===- pool.c - The thread pool -------------------------------------------===*\
|*
|* The calling thread works too. One word of state tells everything:
|*
|*   1. The caller describes a region, then opens it with a new generation.
|*   2. A worker that sees an open region joins it by counting itself into the
|*      word; at most `limit` do. It takes ranges off a shared counter.
|*   3. When no range is left the caller closes the region, so that nobody
|*      joins any more, and waits for those inside to leave.
|*
|* So a worker that sleeps or comes late delays nobody, and after step 3 no
|* worker looks at the description. The generation only tells a worker whether
|* it has been in this region; that it wraps around does no harm.
|*
\*===----------------------------------------------------------------------===*/

#include "runtime/cpu/pool.h"
#include "runtime/cpu/cpus.h"
#include "runtime/cpu/futex.h"
#include "runtime/cpu/workers.h"

#include <stdlib.h>
#include <time.h>

enum { CACHE_LINE = 128, SPINS_BETWEEN_CLOCKS = 64 };
enum { WORKERS = 1, CALLER = 2 }; /* futex groups */

/* The state: generation 11 bits | open 1 | limit 10 | joined 10. */
enum { JOINED_MASK = 0x3ff, LIMIT_SHIFT = 10, GENERATION_SHIFT = 21 };
static const uint32_t OPEN = UINT32_C(1) << 20;
static const uint32_t NO_GENERATION = UINT32_MAX;

static uint32_t generation(uint32_t state) { return state >> GENERATION_SHIFT; }
static uint32_t joined(uint32_t state) { return state & JOINED_MASK; }
static uint32_t limit(uint32_t state) {
  return state >> LIMIT_SHIFT & JOINED_MASK;
}

typedef struct pool {
  rt_pool shared; /* stays first */
  _Atomic int32_t busy;
  rt_workers workers;

  _Alignas(CACHE_LINE) _Atomic uint32_t state;

  _Alignas(CACHE_LINE) _Atomic int32_t sleepers;
  _Atomic int32_t caller_sleeps;

  _Alignas(CACHE_LINE) rt_range_task task;
  void *data;
  int64_t count;
  int64_t chunk;

  _Alignas(CACHE_LINE) _Atomic int64_t next;
} pool;

static void run(rt_pool *shared, int32_t threads, int64_t count, int64_t chunk,
                rt_range_task task, void *data);
static void work(void *argument);
static void forget_workers(void *argument);

rt_pool *rt_make_pool(void) {
  pool *p = (pool *)aligned_alloc(CACHE_LINE, sizeof(pool));
  if (!p)
    return NULL;
  *p = (pool){.shared = {.run = run}};
  rt_init_workers(&p->workers);
  p->shared.threads = p->workers.cpus.threads;
  return &p->shared;
}

void rt_discard_pool(rt_pool *shared) { free(shared); }

static void open_region(pool *p, int32_t helpers) {
  uint32_t next = generation(atomic_load(&p->state)) + 1;
  atomic_store(&p->state, next << GENERATION_SHIFT | OPEN |
                              (uint32_t)helpers << LIMIT_SHIFT);
  if (atomic_load(&p->sleepers) > 0)
    rt_futex_wake(&p->state, helpers, WORKERS);
}

static void take_ranges(pool *p) {
  for (;;) {
    int64_t begin =
        atomic_fetch_add_explicit(&p->next, p->chunk, memory_order_relaxed);
    if (begin >= p->count)
      return;
    int64_t end = p->count - begin > p->chunk ? begin + p->chunk : p->count;
    p->task(p->data, begin, end);
  }
}

static int64_t microseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

static inline void relax(void) {
#if defined(__x86_64__) || defined(__i386__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ volatile("yield");
#endif
}

static bool is_empty(uint32_t state, uint32_t unused) {
  (void)unused;
  return joined(state) == 0;
}

static bool is_new_region(uint32_t state, uint32_t last) {
  return state & OPEN && generation(state) != last;
}

/* Looks at the state until it is as wanted, for a bounded time. */
static inline bool spin(pool *p, bool (*wanted)(uint32_t, uint32_t),
                        uint32_t argument) {
  int64_t longest = p->workers.cpus.spin_microseconds;
  int64_t start = 0;
  do {
    for (int i = 0; i < SPINS_BETWEEN_CLOCKS; i++) {
      if (wanted(atomic_load_explicit(&p->state, memory_order_acquire),
                 argument))
        return true;
      relax();
    }
    if (longest && !start)
      start = microseconds();
  } while (longest && microseconds() - start < longest);
  return false;
}

static void close_region(pool *p) {
  uint32_t state = atomic_fetch_and(&p->state, ~OPEN);
  if (joined(state) == 0 || spin(p, is_empty, 0))
    return;
  atomic_store(&p->caller_sleeps, 1);
  while (joined(state = atomic_load(&p->state)) != 0)
    rt_futex_wait(&p->state, state, CALLER);
  atomic_store(&p->caller_sleeps, 0);
}

static void run(rt_pool *shared, int32_t threads, int64_t count, int64_t chunk,
                rt_range_task task, void *data) {
  pool *p = (pool *)shared;
  int32_t idle = 0;
  if (threads <= 1 || !atomic_compare_exchange_strong(&p->busy, &idle, 1)) {
    task(data, 0, count);
    return;
  }
  int32_t helpers = (threads < shared->threads ? threads : shared->threads) - 1;
  rt_start_workers(&p->workers, work, forget_workers, p);
  rt_leave_caller_alone(&p->workers);

  p->task = task;
  p->data = data;
  p->count = count;
  p->chunk = chunk;
  atomic_store_explicit(&p->next, 0, memory_order_relaxed);
  open_region(p, helpers);
  take_ranges(p);
  close_region(p);
  atomic_store_explicit(&p->busy, 0, memory_order_release);
}

static uint32_t await_region(pool *p, uint32_t last) {
  while (!spin(p, is_new_region, last)) {
    atomic_fetch_add(&p->sleepers, 1);
    uint32_t state = atomic_load(&p->state);
    if (!is_new_region(state, last))
      rt_futex_wait(&p->state, state, WORKERS);
    atomic_fetch_sub(&p->sleepers, 1);
  }
  return atomic_load_explicit(&p->state, memory_order_relaxed);
}

static bool join(pool *p, uint32_t *state) {
  while (*state & OPEN && joined(*state) < limit(*state))
    if (atomic_compare_exchange_weak(&p->state, state, *state + 1))
      return true;
  return false;
}

static void leave(pool *p) {
  uint32_t state = atomic_fetch_sub(&p->state, 1) - 1;
  if (joined(state) == 0 && atomic_load(&p->caller_sleeps))
    rt_futex_wake(&p->state, 1, CALLER);
}

/* The life of a worker. */
static void work(void *argument) {
  pool *p = (pool *)argument;
  uint32_t last = NO_GENERATION;
  for (;;) {
    uint32_t state = await_region(p, last);
    if (join(p, &state)) {
      take_ranges(p);
      leave(p);
    }
    last = generation(state);
  }
}

/* In the child of a fork there are no workers. */
static void forget_workers(void *argument) {
  pool *p = (pool *)argument;
  atomic_store(&p->state, 0);
  atomic_store(&p->sleepers, 0);
  atomic_store(&p->caller_sleeps, 0);
  atomic_store(&p->busy, 0);
}
