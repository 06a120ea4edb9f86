/*===- runtime.h - Calling compiled TDSL functions ------------------------===*\
|*
|* The one public header of the TDSL runtime, C11 and C++11. It has four parts:
|*
|*   1. tensors      plain descriptors with the layout of DLPack's DLTensor
|*   2. calls        tdsl_invoke, and prepare / run / release for `const`
|*                   parameters; errors; hooks of the host program
|*   3. descriptors  what generated code says about a function, as constant
|*                   data, so that every call is checked before it runs
|*   4. tdsl_rt_*    what generated code calls
|*
|* A host program needs the first two parts. docs/runtime.md is the guide.
|*
\*===----------------------------------------------------------------------===*/

#ifndef TDSL_RUNTIME_H
#define TDSL_RUNTIME_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define TDSL_API __attribute__((visibility("default")))
#else
#define TDSL_API
#endif

/** Changes whenever a structure or a function below changes its meaning. */
#define TDSL_ABI_VERSION 2u

/** Limits; every call that exceeds one is refused. */
#define TDSL_MAX_RANK 8
#define TDSL_MAX_PARAMS 64
#define TDSL_MAX_SYMBOLS 64
#define TDSL_MAX_BYTES (INT64_C(1) << 47)

/*===----------------------------------------------------------------------===*\
|* 1. Tensors
\*===----------------------------------------------------------------------===*/

/** Where memory lies. The values are DLPack's; a CPU kernel takes TDSL_CPU. */
enum { TDSL_CPU = 1, TDSL_CUDA = 2, TDSL_VULKAN = 7 };

/** Classes of element types. The values are DLPack's. */
enum {
  TDSL_INT = 0,
  TDSL_UINT = 1,
  TDSL_FLOAT = 2,
  TDSL_BFLOAT = 4,
  TDSL_COMPLEX = 5,
  TDSL_BOOL = 6
};

typedef struct tdsl_device {
  int32_t type; /**< TDSL_CPU, ... */
  int32_t id;   /**< which one of that type; 0 for the CPU */
} tdsl_device;

typedef struct tdsl_dtype {
  uint8_t code;   /**< TDSL_INT, ... */
  uint8_t bits;   /**< of one element; a bool has 8 */
  uint16_t lanes; /**< 1 */
} tdsl_dtype;

/** A tensor that somebody else owns; the same bytes as DLPack's DLTensor. */
typedef struct tdsl_tensor {
  void *data;
  tdsl_device device;
  int32_t ndim;
  tdsl_dtype dtype;
  int64_t *shape;       /**< ndim extents; may be NULL when ndim is 0 */
  int64_t *strides;     /**< in elements; NULL means dense, row after row */
  uint64_t byte_offset; /**< from `data` to the first element */
} tdsl_tensor;

static inline tdsl_dtype tdsl_make_dtype(int code, int bits) {
  tdsl_dtype dtype;
  dtype.code = (uint8_t)code;
  dtype.bits = (uint8_t)bits;
  dtype.lanes = 1;
  return dtype;
}

/** Describes dense CPU memory. `shape` is borrowed, not copied. A scalar is a
 *  tensor of no dimensions: tdsl_dense(&value, dtype, 0, NULL). */
static inline tdsl_tensor tdsl_dense(void *data, tdsl_dtype dtype, int32_t ndim,
                                     int64_t *shape) {
  tdsl_tensor tensor;
  tensor.data = data;
  tensor.device.type = TDSL_CPU;
  tensor.device.id = 0;
  tensor.ndim = ndim;
  tensor.dtype = dtype;
  tensor.shape = shape;
  tensor.strides = NULL;
  tensor.byte_offset = 0;
  return tensor;
}

/*===----------------------------------------------------------------------===*\
|* 2. Calls
\*===----------------------------------------------------------------------===*/

/** What a call answers. Every value but TDSL_OK comes with a sentence in
 *  tdsl_last_error(). The numbers are part of the ABI. */
typedef enum tdsl_status {
  TDSL_OK = 0,
  TDSL_ERROR_NULL = 1,       /**< a function, tensor, shape or data is NULL */
  TDSL_ERROR_ABI = 2,        /**< made for another version of this runtime */
  TDSL_ERROR_DEVICE = 3,     /**< the memory is on another device */
  TDSL_ERROR_DTYPE = 4,      /**< another element type was declared */
  TDSL_ERROR_RANK = 5,       /**< another number of dimensions was declared */
  TDSL_ERROR_SHAPE = 6,      /**< an extent does not fit the declared shape */
  TDSL_ERROR_STRIDES = 7,    /**< not dense, row after row */
  TDSL_ERROR_EXTENT = 8,     /**< negative, or more than TDSL_MAX_BYTES */
  TDSL_ERROR_ALIGNMENT = 9,  /**< the first element is not aligned */
  TDSL_ERROR_OVERLAP = 10,   /**< an output shares memory with another tensor */
  TDSL_ERROR_SIZE = 11,      /**< a size is missing or below its minimum */
  TDSL_ERROR_CONDITION = 12, /**< a `where` condition on sizes is false */
  TDSL_ERROR_ELEMENT = 13,   /**< an element breaks a `where` condition */
  TDSL_ERROR_INDEX = 14,     /**< a checked access fell outside its tensor */
  TDSL_ERROR_EMPTY = 15,     /**< a reduction that needs elements has none */
  TDSL_ERROR_MEMORY = 16,    /**< the workspace could not be allocated */
  TDSL_ERROR_DESCRIPTOR = 17, /**< the descriptor itself is malformed */
  TDSL_ERROR_KERNEL = 18,     /**< the kernel failed without a report */
  TDSL_ERROR_DRIVER = 19,     /**< there is no such device, or it failed */
  TDSL_ERROR_LIMIT = 20       /**< more than the device can do at once */
} tdsl_status;

typedef struct tdsl_function tdsl_function; /* part 3 */
typedef struct tdsl_context tdsl_context;   /* one running call; opaque */
typedef struct tdsl_prepared tdsl_prepared; /* a function with its constants */

/** The caller promises the element conditions of `where`. Memory stays safe:
 *  conditions that an access depends on are checked nevertheless. */
#define TDSL_CALL_TRUST_ELEMENTS 1u

/** How a call runs. All zero is the default, and so is a NULL pointer. */
typedef struct tdsl_call_options {
  int32_t threads; /**< at most so many; 0 means every worker of the pool */
  uint32_t flags;  /**< TDSL_CALL_* */
  int64_t
      *leaves; /**< of `dslc verify` and `bench`: leaf_count many, or NULL */
  /** Of a function that runs on a device: what reaches it, instead of the
   *  driver that the runtime has (device.h); NULL for that one. */
  const struct tdsl_driver *driver;
} tdsl_call_options;

/** An explicit size that is to take its default. */
#define TDSL_DEFAULT_SIZE INT64_MIN

/** Checks the arguments, then runs the function.
 *
 *  `args` has one tensor for each parameter in order, results last, scalars as
 *  tensors of no dimensions. `sizes` has one value for each size that no
 *  argument determines, in order; NULL where there are none or all take their
 *  defaults. Nothing is written before every check has passed. */
TDSL_API tdsl_status tdsl_invoke(const tdsl_function *function,
                                 const tdsl_tensor *const *args,
                                 const int64_t *sizes,
                                 const tdsl_call_options *options);

/** Computes the shape that parameter `param` must have, from the arguments
 *  that are given (NULL entries are left out: results, usually). Writes as
 *  many extents as the parameter's rank, at most TDSL_MAX_RANK. */
TDSL_API tdsl_status tdsl_infer_shape(const tdsl_function *function,
                                      const tdsl_tensor *const *args,
                                      const int64_t *sizes, int32_t param,
                                      int64_t *shape);

/** Binds the `const` parameters once. `constants` holds those alone, in order;
 *  they are checked and copied, so the caller may free them. */
TDSL_API tdsl_status tdsl_prepare(const tdsl_function *function,
                                  const tdsl_tensor *const *constants,
                                  tdsl_prepared **prepared);

/** Calls a prepared function with its other arguments, in order. Several
 *  threads may run the same prepared function at once. */
TDSL_API tdsl_status tdsl_run(const tdsl_prepared *prepared,
                              const tdsl_tensor *const *args,
                              const int64_t *sizes,
                              const tdsl_call_options *options);

/** Frees a prepared function; NULL is allowed. */
TDSL_API void tdsl_release(tdsl_prepared *prepared);

/** The message of the last failed call of this thread, "" if there was none.
 *  It stays until the next failed call of this thread. */
TDSL_API const char *tdsl_last_error(void);

/** The name of a status: "shape" for TDSL_ERROR_SHAPE, ... */
TDSL_API const char *tdsl_status_name(tdsl_status status);

/** TDSL_ABI_VERSION of the runtime that is loaded. */
TDSL_API uint32_t tdsl_abi_version(void);

/** How many threads a call uses by default: one for each CPU that the process
 *  may use, within its cgroup's quota and TDSL_NUM_THREADS. */
TDSL_API int32_t tdsl_thread_count(void);

/** Gives the workspace that is kept between calls back to the allocator: at
 *  once for this thread, for any other thread at its next allocation. */
TDSL_API void tdsl_trim(void);

/* Hooks. Set them before the first call, from one thread; NULL restores the
 * built-in behaviour. */

/** Called on the calling thread for each call that fails. */
typedef void (*tdsl_error_hook)(void *user, tdsl_status status,
                                const char *message);
TDSL_API void tdsl_set_error_hook(tdsl_error_hook hook, void *user);

/** Workspace memory. `allocate` returns NULL when there is none; `alignment`
 *  is a power of two, at least 64. Both must be thread-safe. */
typedef struct tdsl_allocator {
  void *(*allocate)(void *user, size_t bytes, size_t alignment);
  void (*release)(void *user, void *memory, size_t bytes);
  void *user;
} tdsl_allocator;
TDSL_API void tdsl_set_allocator(const tdsl_allocator *allocator);

/** Runs task(data, 0) .. task(data, count - 1) in any order, on any threads,
 *  and returns when all are done. It replaces the pool. */
typedef void (*tdsl_parallel_hook)(void *user, int64_t count,
                                   void (*task)(void *data, int64_t index),
                                   void *data);
TDSL_API void tdsl_set_parallel_hook(tdsl_parallel_hook hook, void *user);

/*===----------------------------------------------------------------------===*\
|* 3. Descriptors: written by the code generator, read by tdsl_invoke
\*===----------------------------------------------------------------------===*/

/** Words of a program: postfix on a stack of int64, every operation checked
 *  for overflow. TDSL_OP_PUSH and TDSL_OP_SYMBOL take the word that follows.
 *  Division rounds down; x / 0 and x % 0 are 0; comparisons give 0 or 1. */
enum {
  TDSL_OP_PUSH = 0,   /**< push the next word */
  TDSL_OP_SYMBOL = 1, /**< push the size whose number is the next word */
  TDSL_OP_EXTENT = 2, /**< push the extent that is being solved */
  TDSL_OP_ADD = 3,
  TDSL_OP_SUB = 4,
  TDSL_OP_MUL = 5,
  TDSL_OP_FLOORDIV = 6,
  TDSL_OP_MOD = 7,
  TDSL_OP_MIN = 8,
  TDSL_OP_MAX = 9,
  TDSL_OP_EQ = 10,
  TDSL_OP_NE = 11,
  TDSL_OP_LT = 12,
  TDSL_OP_LE = 13,
  TDSL_OP_AND = 14, /**< of truth values; both sides are evaluated */
  TDSL_OP_OR = 15,
  TDSL_OP_NOT = 16
};

/** A range of words in tdsl_function.code. Length 0 means "none". */
typedef struct tdsl_program {
  uint32_t begin;
  uint32_t length;
} tdsl_program;

/** What a parameter is for. */
enum {
  TDSL_PARAM_INPUT = 0,  /**< a tensor or a scalar that is read */
  TDSL_PARAM_OUTPUT = 1, /**< a result: written, shares memory with nothing */
  TDSL_PARAM_CONST = 2   /**< an input that tdsl_prepare takes */
};

typedef struct tdsl_param {
  const char *name;
  const char *shape_text; /**< as declared, for messages: "[2 * N, K]" */
  int32_t kind;           /**< TDSL_PARAM_* */
  int32_t rank;           /**< 0 for a scalar */
  tdsl_dtype dtype;
  uint32_t alignment;       /**< a power of two; 0 means an element's size */
  const tdsl_program *dims; /**< the extent of each dimension; rank many */
} tdsl_param;

/** A size. Symbols stand in an order in which each can be solved from those
 *  before it. The kernel finds their values in the same order. */
typedef struct tdsl_symbol {
  const char *name;
  int64_t minimum;    /**< smaller values are refused; at least 0 for extents */
  int32_t param;      /**< the argument that determines it, or -1: explicit */
  int32_t dim;        /**< ... and the dimension of that argument */
  tdsl_program solve; /**< from TDSL_OP_EXTENT; none: the extent */
  tdsl_program default_value; /**< of an explicit size; none: required */
} tdsl_symbol;

/** A `where` condition on sizes; it holds when the program gives nonzero. */
typedef struct tdsl_condition {
  const char *text; /**< as written: "N % 8 == 0" */
  tdsl_program test;
} tdsl_condition;

enum {
  TDSL_ELEMENT_LOW = 1u,  /**< there is a lower bound */
  TDSL_ELEMENT_HIGH = 2u, /**< there is an upper bound */
  TDSL_ELEMENT_MUST = 4u  /**< an access depends on it: never trusted */
};

/** A `where` condition on every element of an argument: low <= x <= high, both
 *  inclusive. Bounds of integers are programs over the sizes, bounds of floats
 *  are numbers; a NaN breaks every condition. */
typedef struct tdsl_element_condition {
  const char *text; /**< as written: "image <= 21845" */
  int32_t param;
  uint32_t flags; /**< TDSL_ELEMENT_* */
  tdsl_program low;
  tdsl_program high;
  double real_low;
  double real_high;
} tdsl_element_condition;

/** The body: a pointer to the first element of each parameter, scalars too,
 *  and the value of each symbol. Nonzero means that it failed; it may also
 *  return 0 after tdsl_rt_report, the call fails all the same. */
typedef int32_t (*tdsl_kernel)(tdsl_context *context, void *const *buffers,
                               const int64_t *sizes);

struct tdsl_function {
  uint32_t abi_version; /**< TDSL_ABI_VERSION of the compiler; stays first */
  int32_t param_count;
  int32_t symbol_count;
  int32_t condition_count;
  int32_t element_condition_count;
  int32_t leaf_count;   /**< how many counters the kernel writes to */
  uint32_t code_length; /**< words in `code` */
  uint32_t reserved;    /**< 0 */
  const char *name;
  const tdsl_param *params; /**< in order of declaration, results last */
  const tdsl_symbol *symbols;
  const tdsl_condition *conditions;
  const tdsl_element_condition *element_conditions;
  const int64_t *code; /**< the words of all programs */
  tdsl_kernel kernel;
};

/*===----------------------------------------------------------------------===*\
|* 4. What generated code calls. All of it may be called inside parallel bodies
\*===----------------------------------------------------------------------===*/

typedef void (*tdsl_body)(void *closure, tdsl_context *context, int64_t begin,
                          int64_t end);

/** Runs `body` over disjoint ranges that make up begin..end and returns when
 *  all are done. `cost` is the estimated time of one iteration in nanoseconds,
 *  0 if unknown: work that is too small runs on the calling thread, and so
 *  does a loop inside a parallel body. Ranges not yet begun are skipped once
 *  the call has failed. */
TDSL_API void tdsl_rt_parallel_for(tdsl_context *context, int64_t begin,
                                   int64_t end, int64_t cost, tdsl_body body,
                                   void *closure);

/** Workspace of `bytes` bytes, uninitialised, aligned to `alignment` (a power
 *  of two; at least 64 is given). It is kept for the next call when freed. On
 *  failure, NULL: the error is recorded and the kernel returns. `bytes` below 0
 *  or above TDSL_MAX_BYTES is such a failure. */
TDSL_API void *tdsl_rt_alloc(tdsl_context *context, int64_t bytes,
                             int64_t alignment);
TDSL_API void tdsl_rt_free(tdsl_context *context, void *memory);

/** Multiplies without overflow: the bytes of a buffer, or -1, which
 *  tdsl_rt_alloc refuses. Empty extents (<= 0) make an empty buffer. */
TDSL_API int64_t tdsl_rt_bytes(const int64_t *extents, int32_t rank,
                               int64_t element_bytes);

/** Kinds of run-time checks. */
enum {
  TDSL_SITE_READ = 0,
  TDSL_SITE_WRITE = 1,
  TDSL_SITE_EMPTY = 2 /**< a reduction that needs at least one element */
};

/** A place in the source that is checked at run time. */
typedef struct tdsl_access_site {
  const char *stage;  /**< whose computation it is */
  const char *tensor; /**< what is read or written */
  const char *file;
  int32_t line;   /**< from 1 */
  int32_t column; /**< from 1 */
  int32_t dim;    /**< from 0 */
  int32_t kind;   /**< TDSL_SITE_* */
} tdsl_access_site;

/** Records that `index` is outside 0..extent. The first report of a call wins.
 *  Always returns 1, so that a kernel can return it. */
TDSL_API int32_t tdsl_rt_report(tdsl_context *context,
                                const tdsl_access_site *site, int64_t index,
                                int64_t extent);

/** Nonzero once the call has failed: long loops may stop early. */
TDSL_API int32_t tdsl_rt_failed(const tdsl_context *context);

/** The counters of `dslc verify`, at least leaf_count many, never NULL. Kernels
 *  compiled for it add to them atomically. */
TDSL_API int64_t *tdsl_rt_leaves(tdsl_context *context);

/** Writes the time, in nanoseconds of a clock that never goes back, to one of
 *  the counters: `dslc bench --by-stage` reads them. */
TDSL_API void tdsl_rt_clock(tdsl_context *context, int64_t place);

/** Every tdsl_rt_ function above by name, for a JIT that links this library
 *  statically; ends with a NULL name. */
typedef struct tdsl_rt_symbol {
  const char *name;
  void *address;
} tdsl_rt_symbol;
TDSL_API const tdsl_rt_symbol *tdsl_rt_symbols(void);

#ifdef __cplusplus
} /* extern "C" */
#endif

#endif /* TDSL_RUNTIME_H */
