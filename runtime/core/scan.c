/*===- scan.c - Find the first element outside its bounds -----------------===*\
|*
|* One loop for each element type. A block is tested without a branch, so that
|* it becomes vector code; only a bad block is searched.
|*
\*===----------------------------------------------------------------------===*/

#include "runtime/core/scan.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

enum { BLOCK = 1024 };

/* NAME scans elements of type T, widened to W by LOAD, between LOW and HIGH. */
#define DEFINE_SCAN(NAME, T, W, LOAD, LOW, HIGH)                               \
  static int64_t NAME(const void *data, int64_t begin, int64_t end,            \
                      rt_bounds bounds) {                                      \
    const T *element = (const T *)data;                                        \
    const W low = LOW, high = HIGH;                                            \
    for (int64_t block = begin; block < end; block += BLOCK) {                 \
      int64_t stop = end - block < BLOCK ? end : block + BLOCK;                \
      unsigned inside = 0;                                                     \
      for (int64_t i = block; i < stop; i++)                                   \
        inside += (LOAD(element[i]) >= low) & (LOAD(element[i]) <= high);      \
      if (inside == stop - block)                                              \
        continue;                                                              \
      for (int64_t i = block; i < stop; i++)                                   \
        if (!(LOAD(element[i]) >= low && LOAD(element[i]) <= high))            \
          return i;                                                            \
    }                                                                          \
    return -1;                                                                 \
  }

/* Bounds outside the type are moved to its ends; bounds that no value of it
 * meets become the empty range [max, min]. */
static bool meets_none(rt_bounds bounds, int64_t min, int64_t max) {
  return (bounds.has_low && bounds.low > max) ||
         (bounds.has_high && bounds.high < min);
}

static int64_t clamp_low(rt_bounds bounds, int64_t min, int64_t max) {
  if (meets_none(bounds, min, max))
    return max;
  return bounds.has_low && bounds.low > min ? bounds.low : min;
}

static int64_t clamp_high(rt_bounds bounds, int64_t min, int64_t max) {
  if (meets_none(bounds, min, max))
    return min;
  return bounds.has_high && bounds.high < max ? bounds.high : max;
}

static uint64_t clamp_high_u64(rt_bounds bounds) {
  return bounds.has_high ? (uint64_t)clamp_high(bounds, 0, INT64_MAX)
                         : UINT64_MAX;
}

static float float_of_bits(uint32_t bits) {
  float value;
  memcpy(&value, &bits, sizeof value);
  return value;
}

static float half_to_float(uint16_t half) {
  uint32_t sign = (uint32_t)(half >> 15) << 31;
  uint32_t exponent = half >> 10 & 31u, fraction = half & 1023u;
  if (exponent == 0) { /* zero and subnormals: fraction * 2^-24 */
    float magnitude = (float)fraction * 0x1p-24f;
    return sign ? -magnitude : magnitude;
  }
  uint32_t rebased = exponent == 31 ? 255 : exponent + 127 - 15;
  return float_of_bits(sign | rebased << 23 | fraction << 13);
}

static float bfloat_to_float(uint16_t bits) {
  return float_of_bits((uint32_t)bits << 16);
}

/* The least float that is not below `bound`, and the greatest not above it:
 * comparing floats with these is comparing them with `bound`, at full speed. */
static float round_up(double bound) {
  float value = (float)bound;
  if (!((double)value < bound))
    return value;
  uint32_t bits;
  memcpy(&bits, &value, sizeof bits);
  if (value == 0)
    return float_of_bits(1);
  return float_of_bits(value > 0 ? bits + 1 : bits - 1);
}

static float round_down(double bound) { return -round_up(-bound); }

#define SELF(x) x
#define INT_LOW(MIN, MAX) clamp_low(bounds, MIN, MAX)
#define INT_HIGH(MIN, MAX) clamp_high(bounds, MIN, MAX)
#define REAL_LOW (bounds.has_low ? bounds.real_low : -INFINITY)
#define REAL_HIGH (bounds.has_high ? bounds.real_high : INFINITY)

#define DEFINE_INT_SCAN(NAME, T, MIN, MAX)                                     \
  DEFINE_SCAN(NAME, T, T, SELF, (T)INT_LOW(MIN, MAX), (T)INT_HIGH(MIN, MAX))

DEFINE_INT_SCAN(scan_i8, int8_t, INT8_MIN, INT8_MAX)
DEFINE_INT_SCAN(scan_i16, int16_t, INT16_MIN, INT16_MAX)
DEFINE_INT_SCAN(scan_i32, int32_t, INT32_MIN, INT32_MAX)
DEFINE_INT_SCAN(scan_i64, int64_t, INT64_MIN, INT64_MAX)
DEFINE_INT_SCAN(scan_u8, uint8_t, 0, UINT8_MAX)
DEFINE_INT_SCAN(scan_u16, uint16_t, 0, UINT16_MAX)
DEFINE_INT_SCAN(scan_u32, uint32_t, 0, UINT32_MAX)
DEFINE_SCAN(scan_u64, uint64_t, uint64_t, SELF, (uint64_t)INT_LOW(0, INT64_MAX),
            clamp_high_u64(bounds))
DEFINE_SCAN(scan_f16, uint16_t, double, half_to_float, REAL_LOW, REAL_HIGH)
DEFINE_SCAN(scan_bf16, uint16_t, double, bfloat_to_float, REAL_LOW, REAL_HIGH)
DEFINE_SCAN(scan_f32, float, float, SELF, round_up(REAL_LOW),
            round_down(REAL_HIGH))
DEFINE_SCAN(scan_f64, double, double, SELF, REAL_LOW, REAL_HIGH)

/* One number for each class and width, to switch over. */
#define KIND(CODE, BITS) ((CODE) << 8 | (BITS))

rt_scanner rt_scanner_of(tdsl_dtype dtype) {
  switch (KIND(dtype.code, dtype.bits)) {
  case KIND(TDSL_INT, 8):
    return scan_i8;
  case KIND(TDSL_INT, 16):
    return scan_i16;
  case KIND(TDSL_INT, 32):
    return scan_i32;
  case KIND(TDSL_INT, 64):
    return scan_i64;
  case KIND(TDSL_UINT, 8):
  case KIND(TDSL_BOOL, 8):
    return scan_u8;
  case KIND(TDSL_UINT, 16):
    return scan_u16;
  case KIND(TDSL_UINT, 32):
    return scan_u32;
  case KIND(TDSL_UINT, 64):
    return scan_u64;
  case KIND(TDSL_FLOAT, 16):
    return scan_f16;
  case KIND(TDSL_BFLOAT, 16):
    return scan_bf16;
  case KIND(TDSL_FLOAT, 32):
    return scan_f32;
  case KIND(TDSL_FLOAT, 64):
    return scan_f64;
  }
  return NULL;
}

rt_text rt_element(const void *data, tdsl_dtype dtype, int64_t i) {
  rt_text text = {.length = 0};
  switch (KIND(dtype.code, dtype.bits)) {
  case KIND(TDSL_INT, 8):
    rt_append(&text, "%d", ((const int8_t *)data)[i]);
    break;
  case KIND(TDSL_INT, 16):
    rt_append(&text, "%d", ((const int16_t *)data)[i]);
    break;
  case KIND(TDSL_INT, 32):
    rt_append(&text, "%" PRId32, ((const int32_t *)data)[i]);
    break;
  case KIND(TDSL_INT, 64):
    rt_append(&text, "%" PRId64, ((const int64_t *)data)[i]);
    break;
  case KIND(TDSL_UINT, 8):
  case KIND(TDSL_BOOL, 8):
    rt_append(&text, "%d", ((const uint8_t *)data)[i]);
    break;
  case KIND(TDSL_UINT, 16):
    rt_append(&text, "%d", ((const uint16_t *)data)[i]);
    break;
  case KIND(TDSL_UINT, 32):
    rt_append(&text, "%" PRIu32, ((const uint32_t *)data)[i]);
    break;
  case KIND(TDSL_UINT, 64):
    rt_append(&text, "%" PRIu64, ((const uint64_t *)data)[i]);
    break;
  case KIND(TDSL_FLOAT, 16):
    rt_append(&text, "%g", half_to_float(((const uint16_t *)data)[i]));
    break;
  case KIND(TDSL_BFLOAT, 16):
    rt_append(&text, "%g", bfloat_to_float(((const uint16_t *)data)[i]));
    break;
  case KIND(TDSL_FLOAT, 32):
    rt_append(&text, "%.9g", ((const float *)data)[i]);
    break;
  case KIND(TDSL_FLOAT, 64):
    rt_append(&text, "%.17g", ((const double *)data)[i]);
    break;
  }
  return text;
}
