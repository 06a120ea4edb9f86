/*===- header.c - The public header is C11, and its layout is fixed -------===*\
|*
|* Compiled with every warning as an error. The layout of tensors is DLPack's;
|* where DLPack's header is installed it is compared with that.
|*
\*===----------------------------------------------------------------------===*/

#include "tdsl/runtime.h"

#if defined(__has_include)
#if __has_include(<dlpack/dlpack.h>)
#include <dlpack/dlpack.h>
#define SAME(OURS, THEIRS)                                                     \
  _Static_assert(offsetof(tdsl_tensor, OURS) == offsetof(DLTensor, THEIRS),    \
                 #OURS)
SAME(data, data);
SAME(device, device);
SAME(ndim, ndim);
SAME(dtype, dtype);
SAME(shape, shape);
SAME(strides, strides);
SAME(byte_offset, byte_offset);
_Static_assert(sizeof(tdsl_tensor) == sizeof(DLTensor), "tensor");
_Static_assert(sizeof(tdsl_dtype) == sizeof(DLDataType), "dtype");
_Static_assert((int)TDSL_CPU == (int)kDLCPU, "device");
_Static_assert((int)TDSL_CUDA == (int)kDLCUDA, "device");
_Static_assert((int)TDSL_VULKAN == (int)kDLVulkan, "device");
_Static_assert((int)TDSL_INT == (int)kDLInt, "code");
_Static_assert((int)TDSL_UINT == (int)kDLUInt, "code");
_Static_assert((int)TDSL_FLOAT == (int)kDLFloat, "code");
_Static_assert((int)TDSL_BFLOAT == (int)kDLBfloat, "code");
_Static_assert((int)TDSL_COMPLEX == (int)kDLComplex, "code");
#endif
#endif

/* The code generator writes these structures; a change is a new version. */
#define AT(TYPE, FIELD, OFFSET)                                                \
  _Static_assert(offsetof(TYPE, FIELD) == OFFSET, #TYPE "." #FIELD)
_Static_assert(TDSL_ABI_VERSION == 2, "version");
_Static_assert(sizeof(tdsl_tensor) == 48, "tensor");
AT(tdsl_tensor, device, 8);
AT(tdsl_tensor, ndim, 16);
AT(tdsl_tensor, dtype, 20);
AT(tdsl_tensor, shape, 24);
AT(tdsl_tensor, byte_offset, 40);
_Static_assert(sizeof(tdsl_param) == 40, "param");
AT(tdsl_param, kind, 16);
AT(tdsl_param, dtype, 24);
AT(tdsl_param, dims, 32);
_Static_assert(sizeof(tdsl_symbol) == 40, "symbol");
AT(tdsl_symbol, param, 16);
AT(tdsl_symbol, solve, 24);
_Static_assert(sizeof(tdsl_condition) == 16, "condition");
_Static_assert(sizeof(tdsl_element_condition) == 48, "element condition");
AT(tdsl_element_condition, low, 16);
AT(tdsl_element_condition, real_low, 32);
_Static_assert(sizeof(tdsl_function) == 88, "function");
AT(tdsl_function, abi_version, 0);
AT(tdsl_function, name, 32);
AT(tdsl_function, kernel, 80);
_Static_assert(sizeof(tdsl_access_site) == 40, "site");
AT(tdsl_access_site, line, 24);
