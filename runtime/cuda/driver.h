/*===- driver.h - The CUDA driver of the runtime --------------------------===*/

#ifndef TDSL_RUNTIME_CUDA_DRIVER_H
#define TDSL_RUNTIME_CUDA_DRIVER_H

#include "tdsl/device.h"

/* The driver, opened now unless it was before; NULL with the reason. Not for
 * two threads at a time, nor are the others. */
const tdsl_driver *rt_cuda_driver(tdsl_words *why);

/* Of the open driver. */
void rt_cuda_describe(tdsl_words *line);
void rt_cuda_get_limits(tdsl_device_limits *limits);

#endif /* TDSL_RUNTIME_CUDA_DRIVER_H */
