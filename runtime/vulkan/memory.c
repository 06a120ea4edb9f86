/*===- memory.c - Memory of plans, and copies to and from it --------------===*/

#include "runtime/vulkan/vulkan.h"

#include <inttypes.h>
#include <string.h>

/* At a time; what is larger is copied in pieces. */
static const uint64_t STAGING_BYTES = 4 << 20;

static tdsl_memory memory_of(rt_vulkan_buffer *buffer, uint64_t bytes) {
  return (tdsl_memory){(uint64_t)(uintptr_t)buffer, bytes};
}

static void drop_kept(rt_vulkan *vulkan, bool all) {
  tdsl_memory block;
  while (rt_take_surplus(&vulkan->kept, all, &block))
    rt_vulkan_destroy_buffer(vulkan, rt_vulkan_buffer_of(block));
}

/* Commands that were recorded may use what is dropped. */
static rt_vulkan_buffer *
make_after_dropping(rt_vulkan *vulkan, uint64_t capacity, tdsl_words *why) {
  rt_vulkan_buffer *buffer =
      rt_vulkan_make_buffer(vulkan, capacity, false, why);
  if (buffer || vulkan->kept.count == 0 || rt_vulkan_finish(vulkan, why))
    return buffer;
  drop_kept(vulkan, true);
  return rt_vulkan_make_buffer(vulkan, capacity, false, why);
}

static int allocate(rt_vulkan *vulkan, uint64_t bytes, tdsl_memory *memory,
                    tdsl_words *why) {
  if (bytes > vulkan->limits.buffer_bytes)
    return rt_say(why, "kernels can reach %" PRIu64 " bytes of a buffer",
                  vulkan->limits.buffer_bytes);
  if (!vulkan->batch.open)
    drop_kept(vulkan, false);
  tdsl_memory block;
  uint64_t capacity = rt_capacity(bytes);
  rt_vulkan_buffer *buffer = rt_take_kept(&vulkan->kept, capacity, &block)
                                 ? rt_vulkan_buffer_of(block)
                                 : make_after_dropping(vulkan, capacity, why);
  if (buffer)
    *memory = memory_of(buffer, bytes);
  return !buffer;
}

int rt_vulkan_allocate(void *user, uint64_t bytes, tdsl_memory *memory,
                       tdsl_words *why) {
  rt_vulkan *vulkan = (rt_vulkan *)user;
  return rt_vulkan_answer(vulkan, allocate(vulkan, bytes, memory, why), why);
}

void rt_vulkan_release(void *user, tdsl_memory memory) {
  rt_vulkan *vulkan = (rt_vulkan *)user;
  rt_vulkan_buffer *buffer = rt_vulkan_buffer_of(memory);
  if (rt_keep(&vulkan->kept, memory_of(buffer, buffer->capacity)))
    return;
  tdsl_words ignored;
  rt_vulkan_finish(vulkan, &ignored);
  rt_vulkan_destroy_buffer(vulkan, buffer);
}

static int copy(rt_vulkan *vulkan, rt_vulkan_buffer *from, uint64_t from_offset,
                rt_vulkan_buffer *to, uint64_t to_offset, uint64_t bytes,
                tdsl_words *why) {
  VkBufferCopy region = {from_offset, to_offset, bytes};
  if (rt_vulkan_record(vulkan, why))
    return 1;
  vulkan->call.CmdCopyBuffer(vulkan->batch.commands, from->buffer, to->buffer,
                             1, &region);
  return rt_vulkan_finish(vulkan, why);
}

static int need_staging(rt_vulkan *vulkan, tdsl_words *why) {
  if (!vulkan->staging)
    vulkan->staging = rt_vulkan_make_buffer(vulkan, STAGING_BYTES, true, why);
  return !vulkan->staging;
}

static uint64_t piece(uint64_t done, uint64_t bytes) {
  return bytes - done < STAGING_BYTES ? bytes - done : STAGING_BYTES;
}

static int upload(rt_vulkan *vulkan, rt_vulkan_buffer *buffer, const char *host,
                  uint64_t bytes, tdsl_words *why) {
  if (rt_vulkan_finish(vulkan, why))
    return 1;
  if (buffer->mapped) {
    memcpy(buffer->mapped, host, bytes);
    return 0;
  }
  if (need_staging(vulkan, why))
    return 1;
  for (uint64_t done = 0, now; done < bytes; done += now) {
    now = piece(done, bytes);
    memcpy(vulkan->staging->mapped, host + done, now);
    if (copy(vulkan, vulkan->staging, 0, buffer, done, now, why))
      return 1;
  }
  return 0;
}

int rt_vulkan_upload(void *user, tdsl_memory memory, const void *host,
                     uint64_t bytes, tdsl_words *why) {
  rt_vulkan *vulkan = (rt_vulkan *)user;
  int failed = upload(vulkan, rt_vulkan_buffer_of(memory), (const char *)host,
                      bytes, why);
  return rt_vulkan_answer(vulkan, failed, why);
}

static int download(rt_vulkan *vulkan, rt_vulkan_buffer *buffer, char *host,
                    uint64_t bytes, tdsl_words *why) {
  if (rt_vulkan_finish(vulkan, why))
    return 1;
  if (buffer->mapped) {
    memcpy(host, buffer->mapped, bytes);
    return 0;
  }
  if (need_staging(vulkan, why))
    return 1;
  for (uint64_t done = 0, now; done < bytes; done += now) {
    now = piece(done, bytes);
    if (copy(vulkan, buffer, done, vulkan->staging, 0, now, why))
      return 1;
    memcpy(host + done, vulkan->staging->mapped, now);
  }
  return 0;
}

int rt_vulkan_download(void *user, tdsl_memory memory, void *host,
                       uint64_t bytes, tdsl_words *why) {
  rt_vulkan *vulkan = (rt_vulkan *)user;
  int failed =
      download(vulkan, rt_vulkan_buffer_of(memory), (char *)host, bytes, why);
  return rt_vulkan_answer(vulkan, failed, why);
}

int rt_vulkan_clear(void *user, tdsl_memory memory, tdsl_words *why) {
  rt_vulkan *vulkan = (rt_vulkan *)user;
  int failed = rt_vulkan_record(vulkan, why);
  if (!failed) /* in words of four bytes, which a capacity consists of */
    vulkan->call.CmdFillBuffer(vulkan->batch.commands,
                               rt_vulkan_buffer_of(memory)->buffer, 0,
                               (memory.bytes + 3) / 4 * 4, 0);
  return rt_vulkan_answer(vulkan, failed, why);
}
