/*===- devices.c - The drivers that the runtime has -----------------------===*/

#include "runtime/cuda/driver.h"
#include "runtime/device/words.h"
#include "runtime/vulkan/driver.h"

#include <pthread.h>
#include <string.h>

typedef struct known_driver {
  int32_t device;
  const tdsl_driver *(*open)(tdsl_words *why);
  void (*describe)(tdsl_words *line);
  void (*get_limits)(tdsl_device_limits *limits);
} known_driver;

static const known_driver drivers[] = {
    {TDSL_CUDA, rt_cuda_driver, rt_cuda_describe, rt_cuda_get_limits},
    {TDSL_VULKAN, rt_vulkan_driver, rt_vulkan_describe, rt_vulkan_get_limits},
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static const known_driver *find(int32_t device) {
  for (size_t i = 0; i < sizeof drivers / sizeof *drivers; i++)
    if (drivers[i].device == device)
      return &drivers[i];
  return NULL;
}

/* The driver of an entry above, or of none. */
static const tdsl_driver *open_driver(const known_driver *known,
                                      tdsl_words *why) {
  tdsl_words ignored;
  if (!why)
    why = &ignored;
  if (!known) {
    rt_say(why, "there are drivers for CUDA (%d) and Vulkan (%d)", TDSL_CUDA,
           TDSL_VULKAN);
    return NULL;
  }
  pthread_mutex_lock(&lock);
  const tdsl_driver *driver = known->open(why);
  pthread_mutex_unlock(&lock);
  return driver;
}

const tdsl_driver *tdsl_device_driver(int32_t device, tdsl_words *why) {
  return open_driver(find(device), why);
}

int tdsl_device_describe(int32_t device, tdsl_words *line, tdsl_words *why) {
  const known_driver *known = find(device);
  line->text[0] = '\0';
  if (!open_driver(known, why))
    return 1;
  known->describe(line);
  return 0;
}

int tdsl_device_get_limits(int32_t device, tdsl_device_limits *limits,
                           tdsl_words *why) {
  const known_driver *known = find(device);
  memset(limits, 0, sizeof *limits);
  if (!open_driver(known, why))
    return 1;
  known->get_limits(limits);
  return 0;
}
