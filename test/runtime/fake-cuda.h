/*===- fake-cuda.h - A library that plays libcuda.so.1 --------------------===*\
|*
|* It has the functions that the runtime calls, writes down each call, and knows
|* one kernel: `twice` of (x, y, n), y[i] = 2 * x[i] for i < n. Addresses of its
|* device mean nothing on the host. What follows is for the tests.
|*
\*===----------------------------------------------------------------------===*/

#ifndef TDSL_TEST_RUNTIME_FAKE_CUDA_H
#define TDSL_TEST_RUNTIME_FAKE_CUDA_H

typedef struct fake_cuda {
  int fail_at;   /* the call that fails, from 1; none if 0 */
  int fail_with; /* what it answers */
  int calls;     /* so far */
  int memory_limit;
  /* What is there now. */
  int blocks;
  int modules;
  int retained;
  int pushed;
  int events;
  char log[1 << 16]; /* "name first-argument\n" for each call */
} fake_cuda;

/* The state, to read and to write. */
typedef fake_cuda *(*fake_cuda_function)(void);

#endif /* TDSL_TEST_RUNTIME_FAKE_CUDA_H */
