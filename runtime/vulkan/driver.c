/*===- driver.c - The Vulkan driver of the runtime ------------------------===*/

#include "runtime/vulkan/driver.h"
#include "runtime/vulkan/vulkan.h"

static rt_vulkan state;
static bool is_open;

static int finish(void *user, tdsl_words *why) {
  rt_vulkan *vulkan = (rt_vulkan *)user;
  return rt_vulkan_answer(vulkan, rt_vulkan_finish(vulkan, why), why);
}

static int64_t elapsed(void *user) {
  rt_vulkan *vulkan = (rt_vulkan *)user;
  int64_t nanoseconds = vulkan->nanoseconds;
  vulkan->nanoseconds = 0;
  return vulkan->batch.clock ? nanoseconds : -1;
}

static const tdsl_driver driver = {
    .device = TDSL_VULKAN,
    .name = "Vulkan",
    .user = &state,
    .load = rt_vulkan_load,
    .unload = rt_vulkan_unload,
    .allocate = rt_vulkan_allocate,
    .release = rt_vulkan_release,
    .upload = rt_vulkan_upload,
    .download = rt_vulkan_download,
    .clear = rt_vulkan_clear,
    .launch = rt_vulkan_launch,
    .finish = finish,
    .elapsed = elapsed,
};

const tdsl_driver *rt_vulkan_driver(tdsl_words *why) {
  if (rt_is_set("TDSL_DISABLE_VULKAN")) {
    rt_say(why, "TDSL_DISABLE_VULKAN is set");
    return NULL;
  }
  if (!is_open && rt_vulkan_open(&state, why)) {
    rt_vulkan_close(&state);
    return NULL;
  }
  is_open = true;
  return &driver;
}

void rt_vulkan_describe(tdsl_words *line) {
  uint32_t version = state.properties.apiVersion;
  rt_say(line,
         "%s (%s, Vulkan %u.%u), %u threads and %u KiB shared memory a block, "
         "subgroups of %u, buffers of %u MiB",
         state.properties.deviceName, state.driver_name,
         VK_API_VERSION_MAJOR(version), VK_API_VERSION_MINOR(version),
         state.limits.threads, (uint32_t)(state.limits.shared_bytes >> 10),
         state.limits.subgroup, (uint32_t)(state.limits.buffer_bytes >> 20));
}

void rt_vulkan_get_limits(tdsl_device_limits *limits) {
  *limits = state.limits;
}
