/*===- parallel-for.c - Parallel loops of kernels -------------------------===*\
|*
|* Decides on how many threads a loop runs and in which pieces; then the pool,
|* or the host's own threads, run it.
|*
\*===----------------------------------------------------------------------===*/

#include "runtime/core/context.h"
#include "runtime/cpu/pool.h"

enum {
  THREAD_NANOSECONDS = 2500, /* worth a thread: below 5 us, no sharing */
  CHUNK_NANOSECONDS = 1000,  /* worth a range */
  CHUNKS_PER_THREAD = 4,
};
/* Bounds that keep the counter of ranges from overflowing. */
static const int64_t MAX_COUNT = INT64_C(1) << 62;
static const int64_t MAX_CHUNK = INT64_C(1) << 40;

static struct {
  tdsl_parallel_hook hook;
  void *user;
} host;

void tdsl_set_parallel_hook(tdsl_parallel_hook hook, void *user) {
  host.hook = hook;
  host.user = user;
}

int32_t tdsl_thread_count(void) { return rt_shared_pool()->threads; }

/* Whether this thread is inside a parallel body already. */
static _Thread_local bool inside;

typedef struct loop {
  tdsl_context *context;
  tdsl_body body;
  void *closure;
  int64_t begin;
  int64_t count;
  int64_t chunk;
} loop;

static void run_range(void *data, int64_t begin, int64_t end) {
  const loop *l = (const loop *)data;
  if (rt_has_failed(l->context))
    return;
  inside = true;
  l->body(l->closure, l->context, l->begin + begin, l->begin + end);
  inside = false;
}

static void run_chunk_for_host(void *data, int64_t index) {
  const loop *l = (const loop *)data;
  int64_t begin = index * l->chunk;
  int64_t rest = l->count - begin;
  run_range(data, begin, begin + (rest < l->chunk ? rest : l->chunk));
}

static int64_t divide_up(int64_t a, int64_t b) { return a / b + (a % b != 0); }

static int32_t worthwhile_threads(int32_t available, int64_t count,
                                  int64_t cost) {
  int64_t work;
  if (cost <= 0 || __builtin_mul_overflow(count, cost, &work))
    return count < available ? (int32_t)count : available;
  int64_t threads = work / THREAD_NANOSECONDS;
  threads = threads < count ? threads : count;
  return threads < available ? (int32_t)threads : available;
}

static int64_t chunk_size(int64_t count, int32_t threads, int64_t cost) {
  int64_t chunk = count / ((int64_t)threads * CHUNKS_PER_THREAD);
  int64_t least = cost > 0 ? divide_up(CHUNK_NANOSECONDS, cost) : 1;
  chunk = chunk > least ? chunk : least;
  return chunk < MAX_CHUNK ? chunk : MAX_CHUNK;
}

void tdsl_rt_parallel_for(tdsl_context *context, int64_t begin, int64_t end,
                          int64_t cost, tdsl_body body, void *closure) {
  if (begin >= end || rt_has_failed(context))
    return;
  int64_t count;
  bool huge = __builtin_sub_overflow(end, begin, &count) || count > MAX_COUNT;
  int32_t wanted = context->options.threads;
  if (inside || huge || count == 1 || wanted == 1) {
    body(closure, context, begin, end);
    return;
  }

  rt_pool *pool = rt_shared_pool();
  int32_t available =
      wanted > 0 && wanted < pool->threads ? wanted : pool->threads;
  int32_t threads = worthwhile_threads(available, count, cost);
  if (threads <= 1) {
    body(closure, context, begin, end);
    return;
  }
  int64_t chunk = chunk_size(count, threads, cost);
  loop l = {context, body, closure, begin, count, chunk};
  if (host.hook)
    host.hook(host.user, divide_up(count, chunk), run_chunk_for_host, &l);
  else
    pool->run(pool, threads, count, chunk, run_range, &l);
}
