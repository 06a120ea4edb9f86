/*===- device.h - What generated code says to a GPU -----------------------===*\
|*
|* C11 and C++11. A function that runs on a device is host code with a plan: the
|* code of its kernels and the steps that run them, as constant data. Its
|* tdsl_kernel (runtime.h, part 3) calls tdsl_rt_run_plan, which checks nothing
|* of the arguments: tdsl_invoke did. Host programs need runtime.h alone.
|*
|* A driver is a table of functions through which a plan reaches a device. The
|* runtime has one for CUDA and one for Vulkan, whose libraries are opened when
|* they are first needed; an emulator is another.
|*
\*===----------------------------------------------------------------------===*/

#ifndef TDSL_DEVICE_H
#define TDSL_DEVICE_H

#include "tdsl/runtime.h"

#ifdef __cplusplus
extern "C" {
#endif

/*===----------------------------------------------------------------------===*\
|* 1. Plans: written by the code generator
\*===----------------------------------------------------------------------===*/

/** Code for a device: PTX text with its final NUL, a cubin, or the words of a
 *  SPIR-V module. */
typedef struct tdsl_image {
  const void *bytes;
  uint64_t size; /**< in bytes; of PTX without the NUL */
} tdsl_image;

/** Buffers of a plan are numbered: the parameters of the function in order,
 *  scalars too, then plan->buffers in order, then the report. */
typedef struct tdsl_plan_buffer {
  const char *stage;           /**< whose values it holds, for messages */
  int32_t rank;                /**< of `extents` */
  int32_t element_bytes;       /**< a bool has 1 */
  const tdsl_program *extents; /**< their product is the number of elements */
} tdsl_plan_buffer;

/** What a kernel does with a buffer that it takes. One that writes only some
 *  elements of a result, where no launch before wrote the others, must say that
 *  it reads it too. */
enum { TDSL_BUFFER_READ = 1u, TDSL_BUFFER_WRITE = 2u };

typedef struct tdsl_plan_argument {
  uint32_t buffer; /**< its number in the plan */
  uint32_t uses;   /**< TDSL_BUFFER_* */
} tdsl_plan_argument;

/** A kernel takes pointers to its buffers, then the values of its sizes.
 *
 *  CUDA: parameters in this order, sizes as 64-bit integers.
 *  Vulkan: buffer i is the storage buffer of set 0, binding i; the sizes are
 *  32-bit integers in the push constants, one after the other from offset 0,
 *  or, where more than TDSL_PUSHED_SIZES are taken, in a storage buffer at the
 *  binding behind the last buffer. An empty buffer is bound to memory of at
 *  least 16 bytes. */
typedef struct tdsl_plan_kernel {
  const char *entry;      /**< the name of the entry point in its image */
  uint32_t image;         /**< its number in plan->images */
  uint32_t threads[3];    /**< of a block, x first */
  uint32_t shared_bytes;  /**< of a block, static and dynamic together */
  uint32_t dynamic_bytes; /**< the part that a launch asks for */
  uint32_t argument_count;
  uint32_t size_count;
  const tdsl_plan_argument *arguments;
  const uint32_t *sizes; /**< numbers of symbols of the function */
} tdsl_plan_kernel;

enum { TDSL_PUSHED_SIZES = 32 };

enum {
  TDSL_STEP_ALLOCATE = 0, /**< buffer `what` begins to live */
  TDSL_STEP_RELEASE = 1,  /**< buffer `what` is needed no more */
  TDSL_STEP_LAUNCH = 2,   /**< kernel `what`, on `grid` blocks */
  TDSL_STEP_CLOCK = 3     /**< all before is done: tdsl_rt_clock(what) */
};

/** A launch sees all that the launches before it wrote. One whose grid has an
 *  extent below 1 does nothing. */
typedef struct tdsl_plan_step {
  int32_t kind; /**< TDSL_STEP_* */
  uint32_t what;
  tdsl_program grid[3]; /**< in blocks, x first; programs over the sizes */
} tdsl_plan_step;

/** The report: words of 32 bits that kernels write, all zero when the plan
 *  begins. Word 0 is 0, or 1 + the number of the site that failed (who changes
 *  it from 0 writes words 2 to 5), words 2 and 3 are the low and the high half
 *  of the index, words 4 and 5 those of the extent. Word TDSL_REPORT_LOOPS is
 *  nonzero when the device ended a loop early. Word TDSL_REPORT_WORDS + i is
 *  nonzero when leaf i ran. */
enum { TDSL_REPORT_LOOPS = 6, TDSL_REPORT_WORDS = 8 };

typedef struct tdsl_plan {
  uint32_t abi_version; /**< TDSL_ABI_VERSION of the compiler; stays first */
  int32_t device;       /**< TDSL_CUDA or TDSL_VULKAN */
  uint32_t image_count;
  uint32_t kernel_count;
  uint32_t buffer_count; /**< of `buffers`: without parameters and report */
  uint32_t step_count;
  uint32_t site_count;
  uint32_t leaf_count; /**< counted by kernels through the report */
  int32_t has_report;  /**< some kernel takes the report */
  uint32_t reserved;   /**< 0 */
  const tdsl_image *images;
  const tdsl_plan_kernel *kernels;
  const tdsl_plan_buffer *buffers;
  const tdsl_plan_step *steps;
  const tdsl_access_site *sites;
  void **state; /**< one word of the module, NULL at first, the runtime's */
} tdsl_plan;

/** Runs the steps: copies in what kernels read before they write it, and out
 *  what they wrote of the results. Returns 0, or 1 after recording why not. The
 *  programs are words of the function's code. */
TDSL_API int32_t tdsl_rt_run_plan(tdsl_context *context, const tdsl_plan *plan,
                                  void *const *buffers, const int64_t *sizes);

/*===----------------------------------------------------------------------===*\
|* 2. Drivers
\*===----------------------------------------------------------------------===*/

/** Room for the words of a failure. */
typedef struct tdsl_words {
  char text[512];
} tdsl_words;

/** Memory of a device, as its driver calls it. */
typedef struct tdsl_memory {
  uint64_t handle;
  uint64_t bytes;
} tdsl_memory;

/** Every function that can fail returns 0 when all is well and otherwise says
 *  why in `why`. Calls come from one thread at a time. Work is done in the
 *  order in which it is asked for; `finish` waits for it, `upload` and
 *  `download` return when they are done with the host's memory, and memory is
 *  released while launches that use it may still wait. `bytes` of a memory is
 *  what was asked for, at least 16 for an empty buffer. */
typedef struct tdsl_driver {
  int32_t device; /**< TDSL_CUDA or TDSL_VULKAN: which plans it takes */
  const char *name;
  void *user;
  /** Makes the kernels of a plan ready to run, or NULL. */
  void *(*load)(void *user, const tdsl_plan *plan, tdsl_words *why);
  void (*unload)(void *user, void *module);
  int (*allocate)(void *user, uint64_t bytes, tdsl_memory *memory,
                  tdsl_words *why);
  void (*release)(void *user, tdsl_memory memory);
  int (*upload)(void *user, tdsl_memory memory, const void *host,
                uint64_t bytes, tdsl_words *why);
  int (*download)(void *user, tdsl_memory memory, void *host, uint64_t bytes,
                  tdsl_words *why);
  /** Sets every byte to zero. */
  int (*clear)(void *user, tdsl_memory memory, tdsl_words *why);
  /** `buffers` has argument_count, `sizes` size_count many. */
  int (*launch)(void *user, void *module, uint32_t kernel,
                const uint32_t grid[3], const tdsl_memory *buffers,
                const int64_t *sizes, tdsl_words *why);
  int (*finish)(void *user, tdsl_words *why);
  /** Nanoseconds that the kernels since the last call of this took on the
   *  device, by its own clock; negative where it has none. May be NULL. Not for
   *  the time while a plan runs. */
  int64_t (*elapsed)(void *user);
} tdsl_driver;

/** The driver of a device (TDSL_CUDA, TDSL_VULKAN), opened now unless it was
 *  before; NULL with the reason where there is none. TDSL_DISABLE_CUDA or
 *  TDSL_DISABLE_VULKAN in the environment make it as if there were none. */
TDSL_API const tdsl_driver *tdsl_device_driver(int32_t device, tdsl_words *why);

/** Unloads the plans that a driver has loaded; they load again when they run.
 *  For a driver of the host program that goes away, and for modules of code
 * that do. No call may use the driver meanwhile. */
TDSL_API void tdsl_device_forget(const tdsl_driver *driver);

/** One line about a device that can be used: its name, its driver, what
 *  matters of its limits. Returns 0, or 1 with the reason in `why`. */
TDSL_API int tdsl_device_describe(int32_t device, tdsl_words *line,
                                  tdsl_words *why);

/** What a code generator must know of the device that it makes code for. All
 *  zero where there is no device. */
typedef struct tdsl_device_limits {
  uint64_t shared_bytes; /**< of a block */
  uint64_t buffer_bytes; /**< of one buffer */
  uint32_t threads;      /**< of a block */
  uint32_t threads_by_axis[3];
  uint32_t grid[3];
  uint32_t subgroup;   /**< threads that run together */
  uint32_t push_bytes; /**< of push constants; 0 for CUDA */
  uint32_t capability; /**< CUDA: 80 for sm_80 */
  uint32_t features;   /**< TDSL_DEVICE_* */
} tdsl_device_limits;

enum {
  TDSL_DEVICE_F16 = 1u, /**< arithmetic */
  TDSL_DEVICE_F64 = 2u,
  TDSL_DEVICE_I8 = 4u, /**< arithmetic */
  TDSL_DEVICE_I16 = 8u,
  TDSL_DEVICE_I64 = 16u,
  TDSL_DEVICE_STORE_8 = 32u, /**< 8-bit elements in buffers */
  TDSL_DEVICE_STORE_16 = 64u,
  TDSL_DEVICE_FMA = 128u, /**< a * b + c is rounded once */
  /** Vulkan: kernels may ask for rounding to nearest, for NaN and the sign of
   *  zero, in all floats that the device has. */
  TDSL_DEVICE_STRICT_FLOATS = 256u,
  /** Every loop runs to its end. llvmpipe ends the loops of a thread after
   *  65,535 iterations together, without a word. */
  TDSL_DEVICE_FULL_LOOPS = 512u
};

TDSL_API int tdsl_device_get_limits(int32_t device, tdsl_device_limits *limits,
                                    tdsl_words *why);

#ifdef __cplusplus
} /* extern "C" */
#endif

#endif /* TDSL_DEVICE_H */
