/*===- driver.c - The CUDA driver of the runtime --------------------------===*/

#include "runtime/cuda/driver.h"
#include "runtime/device/words.h"

const tdsl_driver *rt_cuda_driver(tdsl_words *why) {
  rt_say(why, "not yet");
  return NULL;
}
void rt_cuda_describe(tdsl_words *line) { (void)line; }
void rt_cuda_get_limits(tdsl_device_limits *limits) { (void)limits; }
