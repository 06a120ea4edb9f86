/*===- devices.c - The drivers that the runtime has -----------------------===*/

#include "runtime/cuda/driver.h"
#include "runtime/device/words.h"
#include "runtime/vulkan/driver.h"

#include <pthread.h>
#include <string.h>

typedef struct entry {
  int32_t device;
  const tdsl_driver *(*open)(tdsl_words *why);
  void (*describe)(tdsl_words *line);
  void (*get_limits)(tdsl_device_limits *limits);
} entry;

static const entry entries[] = {
    {TDSL_CUDA, rt_cuda_driver, rt_cuda_describe, rt_cuda_get_limits},
    {TDSL_VULKAN, rt_vulkan_driver, rt_vulkan_describe, rt_vulkan_get_limits},
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static const entry *find(int32_t device) {
  for (size_t i = 0; i < sizeof entries / sizeof *entries; i++)
    if (entries[i].device == device)
      return &entries[i];
  return NULL;
}

/* The driver of an entry, which may be NULL itself. */
static const tdsl_driver *open_entry(const entry *entry, tdsl_words *why) {
  tdsl_words ignored;
  if (!why)
    why = &ignored;
  if (!entry) {
    rt_say(why, "there are drivers for CUDA (%d) and Vulkan (%d)", TDSL_CUDA,
           TDSL_VULKAN);
    return NULL;
  }
  pthread_mutex_lock(&lock);
  const tdsl_driver *driver = entry->open(why);
  pthread_mutex_unlock(&lock);
  return driver;
}

const tdsl_driver *tdsl_device_driver(int32_t device, tdsl_words *why) {
  return open_entry(find(device), why);
}

int tdsl_device_describe(int32_t device, tdsl_words *line, tdsl_words *why) {
  const entry *entry = find(device);
  line->text[0] = '\0';
  if (!open_entry(entry, why))
    return 1;
  entry->describe(line);
  return 0;
}

int tdsl_device_get_limits(int32_t device, tdsl_device_limits *limits,
                           tdsl_words *why) {
  const entry *entry = find(device);
  memset(limits, 0, sizeof *limits);
  if (!open_entry(entry, why))
    return 1;
  entry->get_limits(limits);
  return 0;
}
