/*===- memory.c - Memory of plans, and copies to and from it --------------===*/

#include "runtime/cuda/cuda.h"

static void drop_kept(rt_cuda *cuda, bool all) {
  tdsl_memory block;
  while (rt_take_surplus(&cuda->kept, all, &block))
    cuda->call.MemFree(block.handle);
}

static int allocate(rt_cuda *cuda, uint64_t bytes, tdsl_memory *memory,
                    tdsl_words *why) {
  drop_kept(cuda, false);
  tdsl_memory block = {0, rt_capacity(bytes)};
  if (!rt_take_kept(&cuda->kept, block.bytes, &block)) {
    CUresult result = cuda->call.MemAlloc(&block.handle, block.bytes);
    if (result == CUDA_ERROR_OUT_OF_MEMORY && cuda->kept.count) {
      drop_kept(cuda, true);
      result = cuda->call.MemAlloc(&block.handle, block.bytes);
    }
    if (rt_cuda_failed(cuda, result, "cuMemAlloc", why))
      return 1;
  }
  *memory = (tdsl_memory){block.handle, bytes};
  return 0;
}

int rt_cuda_allocate(void *user, uint64_t bytes, tdsl_memory *memory,
                     tdsl_words *why) {
  rt_cuda *cuda = (rt_cuda *)user;
  if (rt_cuda_enter(cuda, why))
    return 1;
  int failed = allocate(cuda, bytes, memory, why);
  int left = rt_cuda_leave(cuda, failed, why);
  if (left && !failed) /* nobody will know of it */
    rt_cuda_release(cuda, *memory);
  return left;
}

void rt_cuda_release(void *user, tdsl_memory memory) {
  rt_cuda *cuda = (rt_cuda *)user;
  tdsl_words ignored;
  tdsl_memory block = {memory.handle, rt_capacity(memory.bytes)};
  if (rt_keep(&cuda->kept, block) || rt_cuda_enter(cuda, &ignored))
    return;
  cuda->call.MemFree(block.handle); /* waits for those who use it */
  rt_cuda_leave(cuda, 0, &ignored);
}

int rt_cuda_upload(void *user, tdsl_memory memory, const void *host,
                   uint64_t bytes, tdsl_words *why) {
  rt_cuda *cuda = (rt_cuda *)user;
  if (rt_cuda_enter(cuda, why))
    return 1;
  int failed = RT_CUDA_FAILED(MemcpyHtoD, memory.handle, host, bytes);
  return rt_cuda_leave(cuda, failed, why);
}

int rt_cuda_download(void *user, tdsl_memory memory, void *host, uint64_t bytes,
                     tdsl_words *why) {
  rt_cuda *cuda = (rt_cuda *)user;
  if (rt_cuda_enter(cuda, why))
    return 1;
  int failed = RT_CUDA_FAILED(MemcpyDtoH, host, memory.handle, bytes);
  return rt_cuda_leave(cuda, failed, why);
}

int rt_cuda_clear(void *user, tdsl_memory memory, tdsl_words *why) {
  rt_cuda *cuda = (rt_cuda *)user;
  if (rt_cuda_enter(cuda, why))
    return 1;
  int failed = RT_CUDA_FAILED(MemsetD8, memory.handle, 0, memory.bytes);
  return rt_cuda_leave(cuda, failed, why);
}
