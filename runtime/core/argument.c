/*===- argument.c - Check the descriptor and each tensor by itself --------===*/

#include "runtime/core/checks.h"
#include "runtime/core/text.h"

#include <inttypes.h>

bool rt_check_descriptor(tdsl_context *context) {
  const tdsl_function *f = context->function;
  if (!f)
    return rt_fail(context, TDSL_ERROR_NULL, "the function is NULL");
  if (f->abi_version != TDSL_ABI_VERSION)
    return rt_fail(context, TDSL_ERROR_ABI,
                   "the function was compiled for version %" PRIu32
                   " of the runtime, this is version %u; compile it again",
                   f->abi_version, TDSL_ABI_VERSION);

  bool counts = f->param_count >= 0 && f->param_count <= TDSL_MAX_PARAMS &&
                f->symbol_count >= 0 && f->symbol_count <= TDSL_MAX_SYMBOLS &&
                f->condition_count >= 0 && f->element_condition_count >= 0 &&
                f->leaf_count >= 0;
  bool pointers = f->kernel && (f->params || !f->param_count) &&
                  (f->symbols || !f->symbol_count) &&
                  (f->conditions || !f->condition_count) &&
                  (f->element_conditions || !f->element_condition_count) &&
                  (f->code || !f->code_length);
  if (!counts || !pointers)
    return rt_fail(context, TDSL_ERROR_DESCRIPTOR,
                   "the descriptor is malformed");
  return true;
}

static bool same_dtype(tdsl_dtype a, tdsl_dtype b) {
  return a.code == b.code && a.bits == b.bits && a.lanes == b.lanes;
}

/* Device, element type, rank: what must hold before the shape can be read. */
static bool check_kind(tdsl_context *context, const tdsl_param *param,
                       const tdsl_tensor *tensor) {
  if (tensor->device.type != TDSL_CPU)
    return rt_fail(context, TDSL_ERROR_DEVICE,
                   "`%s` is on a device of type %" PRId32
                   ", expected CPU memory (type %d)",
                   param->name, tensor->device.type, TDSL_CPU);
  if (!same_dtype(tensor->dtype, param->dtype))
    return rt_fail(context, TDSL_ERROR_DTYPE,
                   "`%s` has elements of type %s, expected %s", param->name,
                   rt_dtype_name(tensor->dtype).bytes,
                   rt_dtype_name(param->dtype).bytes);
  if (param->rank < 0 || param->rank > TDSL_MAX_RANK ||
      (param->rank && !param->dims))
    return rt_fail(context, TDSL_ERROR_DESCRIPTOR,
                   "the descriptor is malformed at `%s`", param->name);
  if (tensor->ndim != param->rank)
    return rt_fail(context, TDSL_ERROR_RANK,
                   "`%s` has %" PRId32 " dimensions, expected %" PRId32
                   " as in `%s`",
                   param->name, tensor->ndim, param->rank, param->shape_text);
  if (tensor->ndim && !tensor->shape)
    return rt_fail(context, TDSL_ERROR_NULL, "`%s` has no shape", param->name);
  return true;
}

/* The bytes of a tensor. The product leaves out extents of 0, so that no index
 * of a loop over the others can overflow either. */
static bool measure(tdsl_context *context, const tdsl_param *param,
                    const tdsl_tensor *tensor, int64_t *bytes) {
  int64_t product = (param->dtype.bits + 7) / 8;
  bool empty = false;
  for (int32_t d = 0; d < param->rank; d++) {
    int64_t extent = tensor->shape[d];
    if (extent < 0)
      return rt_fail(context, TDSL_ERROR_EXTENT,
                     "`%s` has the negative extent %" PRId64
                     " in dimension %" PRId32,
                     param->name, extent, d);
    if (extent == 0) {
      empty = true;
      continue;
    }
    if (__builtin_mul_overflow(product, extent, &product) ||
        product > TDSL_MAX_BYTES)
      return rt_fail(context, TDSL_ERROR_EXTENT,
                     "`%s` has shape %s, more than 2^47 bytes", param->name,
                     rt_list(tensor->shape, param->rank).bytes);
  }
  *bytes = empty ? 0 : product;
  return true;
}

static bool check_strides(tdsl_context *context, const tdsl_param *param,
                          const tdsl_tensor *tensor) {
  int64_t dense[TDSL_MAX_RANK];
  int64_t stride = 1;
  bool good = true;
  for (int32_t d = param->rank - 1; d >= 0; d--) {
    dense[d] = stride;
    good &= tensor->strides[d] == stride || tensor->shape[d] == 1;
    stride *= tensor->shape[d];
  }
  if (good)
    return true;
  return rt_fail(context, TDSL_ERROR_STRIDES,
                 "`%s` has strides %s, expected %s: dense, row after row; "
                 "copy it first",
                 param->name, rt_list(tensor->strides, param->rank).bytes,
                 rt_list(dense, param->rank).bytes);
}

static bool check_memory(tdsl_context *context, const tdsl_param *param,
                         const tdsl_tensor *tensor, int64_t bytes,
                         void **first) {
  if (!tensor->data && bytes)
    return rt_fail(context, TDSL_ERROR_NULL, "`%s` has no data", param->name);
  uintptr_t address = (uintptr_t)tensor->data;
  uintptr_t end;
  if (tensor->byte_offset > (uint64_t)TDSL_MAX_BYTES ||
      __builtin_add_overflow(address, (uintptr_t)tensor->byte_offset,
                             &address) ||
      __builtin_add_overflow(address, (uintptr_t)bytes, &end))
    return rt_fail(context, TDSL_ERROR_EXTENT,
                   "`%s` ends outside the address space", param->name);
  uint32_t alignment =
      param->alignment ? param->alignment : (param->dtype.bits + 7u) / 8u;
  if (bytes && address & (alignment - 1))
    return rt_fail(context, TDSL_ERROR_ALIGNMENT,
                   "`%s` starts at address 0x%" PRIxPTR
                   ", which is not a multiple of %" PRIu32,
                   param->name, address, alignment);
  *first = (void *)address;
  return true;
}

bool rt_check_argument(tdsl_context *context, int32_t index) {
  const tdsl_param *param = &context->function->params[index];
  const tdsl_tensor *tensor = context->args[index];
  if (!tensor)
    return rt_fail(context, TDSL_ERROR_NULL,
                   "argument %" PRId32 ", `%s`, is NULL", index + 1,
                   param->name);
  int64_t bytes;
  if (!check_kind(context, param, tensor) ||
      !measure(context, param, tensor, &bytes) ||
      !check_memory(context, param, tensor, bytes, &context->buffers[index]))
    return false;
  context->bytes[index] = bytes;
  return !tensor->strides || !bytes || check_strides(context, param, tensor);
}
