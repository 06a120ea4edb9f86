/*===- types.h - What the driver needs to know of CUDA --------------------===*\
|*
|* Declared here, so that no toolkit is needed to build the runtime. The numbers
|* and the signatures are CUDA's binary interface, which does not change.
|*
\*===----------------------------------------------------------------------===*/

#ifndef TDSL_RUNTIME_CUDA_TYPES_H
#define TDSL_RUNTIME_CUDA_TYPES_H

#include <stddef.h>
#include <stdint.h>

typedef int CUresult;
typedef int CUdevice;
typedef uint64_t CUdeviceptr;
typedef struct CUctx_st *CUcontext;
typedef struct CUevent_st *CUevent;
typedef struct CUfunc_st *CUfunction;
typedef struct CUmod_st *CUmodule;
typedef struct CUstream_st *CUstream;

enum { CUDA_SUCCESS = 0, CUDA_ERROR_OUT_OF_MEMORY = 2 };

/* CUdevice_attribute */
enum {
  CU_DEVICE_MAX_THREADS_PER_BLOCK = 1,
  CU_DEVICE_MAX_BLOCK_DIM_X = 2, /* Y and Z follow */
  CU_DEVICE_MAX_GRID_DIM_X = 5,  /* Y and Z follow */
  CU_DEVICE_MAX_SHARED_MEMORY_PER_BLOCK = 8,
  CU_DEVICE_WARP_SIZE = 10,
  CU_DEVICE_COMPUTE_CAPABILITY_MAJOR = 75,
  CU_DEVICE_COMPUTE_CAPABILITY_MINOR = 76,
  CU_DEVICE_MAX_SHARED_MEMORY_PER_BLOCK_OPTIN = 97
};

/* CUfunction_attribute */
enum { CU_FUNC_MAX_DYNAMIC_SHARED_SIZE_BYTES = 8 };

/* CUjit_option */
enum { CU_JIT_ERROR_LOG_BUFFER = 5, CU_JIT_ERROR_LOG_BUFFER_SIZE_BYTES = 6 };

#endif /* TDSL_RUNTIME_CUDA_TYPES_H */
