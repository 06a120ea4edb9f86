/*===- workspace.c - Memory of kernels, kept between calls ----------------===*\
|*
|* Each thread keeps the blocks that it freed, so that a kernel called again
|* neither asks the system for memory nor touches fresh pages: faulting a buffer
|* in costs more than most kernels. A block may be freed by another thread than
|* the one that allocated it.
|*
\*===----------------------------------------------------------------------===*/

#include "runtime/core/workspace.h"
#include "runtime/core/context.h"

#include <inttypes.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/mman.h>

enum {
  HEADER_BYTES = 64,
  PAGE_BYTES = 4096,
  HUGE_PAGE_BYTES = 2 << 20,
  KEPT_BLOCKS = 16,
};
static const int64_t MAX_ALIGNMENT = 1 << 20;

/* Stands directly before the memory that a kernel gets. */
typedef struct header {
  void *base;
  size_t total;  /* bytes from base */
  size_t usable; /* bytes that the kernel may use */
  void (*release)(void *user, void *memory, size_t bytes);
  void *user;
} header;
_Static_assert(sizeof(header) <= HEADER_BYTES, "the header has grown");

typedef struct cache {
  header *blocks[KEPT_BLOCKS];
  int32_t count;
  uint32_t epoch;
  bool registered;
} cache;

static _Thread_local cache kept;

/* Counts calls of tdsl_trim; a cache of an older epoch is emptied. */
static _Atomic uint32_t current_epoch;

static pthread_once_t key_once = PTHREAD_ONCE_INIT;
static pthread_key_t key;

static void *allocate_pages(void *user, size_t bytes, size_t alignment) {
  (void)user;
  void *memory = NULL;
  bool huge = bytes >= HUGE_PAGE_BYTES;
  if (huge && alignment < HUGE_PAGE_BYTES)
    alignment = HUGE_PAGE_BYTES;
  if (posix_memalign(&memory, alignment, bytes) != 0)
    return NULL;
  if (huge)
    madvise(memory, bytes, MADV_HUGEPAGE);
  return memory;
}

static void release_pages(void *user, void *memory, size_t bytes) {
  (void)user, (void)bytes;
  free(memory);
}

static const tdsl_allocator built_in = {allocate_pages, release_pages, NULL};
static tdsl_allocator allocator = {allocate_pages, release_pages, NULL};

static void destroy(header *block) {
  block->release(block->user, block->base, block->total);
}

static void empty(void *argument) {
  cache *c = (cache *)argument;
  while (c->count)
    destroy(c->blocks[--c->count]);
  c->registered = false;
}

static void make_key(void) { pthread_key_create(&key, empty); }

static cache *cache_of_this_thread(void) {
  if (!kept.registered) {
    pthread_once(&key_once, make_key);
    kept.registered = pthread_setspecific(key, &kept) == 0;
  }
  uint32_t epoch = atomic_load_explicit(&current_epoch, memory_order_acquire);
  if (kept.epoch != epoch) {
    while (kept.count)
      destroy(kept.blocks[--kept.count]);
    kept.epoch = epoch;
  }
  return &kept;
}

void tdsl_trim(void) {
  atomic_fetch_add(&current_epoch, 1);
  cache_of_this_thread();
}

uint32_t rt_trim_epoch(void) { return atomic_load(&current_epoch); }

void tdsl_set_allocator(const tdsl_allocator *replacement) {
  allocator = replacement ? *replacement : built_in;
  tdsl_trim();
}

static void *memory_of(header *block) { return (char *)block + HEADER_BYTES; }

static header *header_of(void *memory) {
  return (header *)((char *)memory - HEADER_BYTES);
}

/* The smallest kept block that is large enough, but none that would waste more
 * than half of itself. */
static header *take_kept(cache *c, size_t bytes, size_t alignment) {
  int32_t best = -1;
  for (int32_t i = 0; i < c->count; i++) {
    header *block = c->blocks[i];
    bool fits = block->usable >= bytes &&
                (block->usable <= PAGE_BYTES || block->usable / 2 <= bytes) &&
                (uintptr_t)memory_of(block) % alignment == 0;
    if (fits && (best < 0 || block->usable < c->blocks[best]->usable))
      best = i;
  }
  if (best < 0)
    return NULL;
  header *block = c->blocks[best];
  c->blocks[best] = c->blocks[--c->count];
  return block;
}

static header *make_block(size_t bytes, size_t alignment) {
  size_t total = alignment + bytes;
  total = (total + PAGE_BYTES - 1) / PAGE_BYTES * PAGE_BYTES;
  tdsl_allocator from = allocator;
  char *base = (char *)from.allocate(from.user, total, alignment);
  if (!base)
    return NULL;
  header *block = header_of(base + alignment);
  *block = (header){base, total, total - alignment, from.release, from.user};
  return block;
}

void *tdsl_rt_alloc(tdsl_context *context, int64_t bytes, int64_t alignment) {
  if (alignment < HEADER_BYTES)
    alignment = HEADER_BYTES;
  bool good = bytes >= 0 && bytes <= TDSL_MAX_BYTES &&
              alignment <= MAX_ALIGNMENT && (alignment & (alignment - 1)) == 0;
  header *block = NULL;
  if (good)
    block = take_kept(cache_of_this_thread(), (size_t)bytes, (size_t)alignment);
  if (good && !block)
    block = make_block((size_t)bytes, (size_t)alignment);
  if (block)
    return memory_of(block);
  if (bytes < 0 || bytes > TDSL_MAX_BYTES)
    rt_fail(context, TDSL_ERROR_MEMORY,
            "an intermediate tensor needs more than 2^47 bytes");
  else
    rt_fail(context, TDSL_ERROR_MEMORY,
            "no memory for an intermediate tensor of %" PRId64
            " bytes aligned to %" PRId64,
            bytes, alignment);
  return NULL;
}

void tdsl_rt_free(tdsl_context *context, void *memory) {
  (void)context;
  if (!memory)
    return;
  cache *c = cache_of_this_thread();
  if (c->count == KEPT_BLOCKS) {
    destroy(c->blocks[0]);
    c->blocks[0] = c->blocks[--c->count];
  }
  c->blocks[c->count++] = header_of(memory);
}

int64_t tdsl_rt_bytes(const int64_t *extents, int32_t rank,
                      int64_t element_bytes) {
  int64_t product = element_bytes;
  for (int32_t d = 0; d < rank; d++)
    if (extents[d] <= 0)
      return 0;
  for (int32_t d = 0; d < rank; d++)
    if (__builtin_mul_overflow(product, extents[d], &product) ||
        product > TDSL_MAX_BYTES)
      return -1;
  return product;
}
