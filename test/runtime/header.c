/*===- header.c - The public headers are C11, their layout is fixed -------===*\
|*
|* Compiled with every warning as an error. The layout of tensors is DLPack's;
|* where DLPack's header is installed it is compared with that.
|*
\*===----------------------------------------------------------------------===*/

#include "tdsl/device.h"

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

/* Those of device.h. */
_Static_assert(sizeof(tdsl_image) == 16, "image");
AT(tdsl_image, bytes, 0);
AT(tdsl_image, size, 8);
_Static_assert(sizeof(tdsl_plan_buffer) == 24, "plan buffer");
AT(tdsl_plan_buffer, stage, 0);
AT(tdsl_plan_buffer, rank, 8);
AT(tdsl_plan_buffer, element_bytes, 12);
AT(tdsl_plan_buffer, extents, 16);
_Static_assert(sizeof(tdsl_plan_argument) == 8, "plan argument");
AT(tdsl_plan_argument, buffer, 0);
AT(tdsl_plan_argument, uses, 4);
_Static_assert(sizeof(tdsl_plan_kernel) == 56, "plan kernel");
AT(tdsl_plan_kernel, entry, 0);
AT(tdsl_plan_kernel, image, 8);
AT(tdsl_plan_kernel, threads, 12);
AT(tdsl_plan_kernel, shared_bytes, 24);
AT(tdsl_plan_kernel, dynamic_bytes, 28);
AT(tdsl_plan_kernel, argument_count, 32);
AT(tdsl_plan_kernel, size_count, 36);
AT(tdsl_plan_kernel, arguments, 40);
AT(tdsl_plan_kernel, sizes, 48);
_Static_assert(sizeof(tdsl_program) == 8, "program");
_Static_assert(sizeof(tdsl_plan_step) == 32, "plan step");
AT(tdsl_plan_step, kind, 0);
AT(tdsl_plan_step, what, 4);
AT(tdsl_plan_step, grid, 8);
_Static_assert(sizeof(tdsl_plan) == 88, "plan");
AT(tdsl_plan, abi_version, 0);
AT(tdsl_plan, device, 4);
AT(tdsl_plan, image_count, 8);
AT(tdsl_plan, kernel_count, 12);
AT(tdsl_plan, buffer_count, 16);
AT(tdsl_plan, step_count, 20);
AT(tdsl_plan, site_count, 24);
AT(tdsl_plan, leaf_count, 28);
AT(tdsl_plan, has_report, 32);
AT(tdsl_plan, reserved, 36);
AT(tdsl_plan, images, 40);
AT(tdsl_plan, kernels, 48);
AT(tdsl_plan, buffers, 56);
AT(tdsl_plan, steps, 64);
AT(tdsl_plan, sites, 72);
AT(tdsl_plan, state, 80);
_Static_assert(TDSL_BUFFER_READ == 1 && TDSL_BUFFER_WRITE == 2, "uses");
_Static_assert(TDSL_STEP_ALLOCATE == 0 && TDSL_STEP_RELEASE == 1 &&
                   TDSL_STEP_LAUNCH == 2 && TDSL_STEP_CLOCK == 3,
               "steps");
_Static_assert(TDSL_PUSHED_SIZES == 32 && TDSL_REPORT_WORDS == 8, "words");
