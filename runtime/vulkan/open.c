/*===- open.c - From the library to a device that is ready ----------------===*/

#include "runtime/vulkan/vulkan.h"

#include <dlfcn.h>
#include <string.h>

static int make_device(rt_vulkan *vulkan, tdsl_words *why) {
  rt_vulkan_features features;
  rt_vulkan_find_features(vulkan, &features);
  float priority = 1;
  VkDeviceQueueCreateInfo queue = {
      .sType = VK_STRUCTURE_TYPE_DEVICE_QUEUE_CREATE_INFO,
      .queueFamilyIndex = vulkan->family,
      .queueCount = 1,
      .pQueuePriorities = &priority};
  VkDeviceCreateInfo info = {.sType = VK_STRUCTURE_TYPE_DEVICE_CREATE_INFO,
                             .pNext = &features.core,
                             .queueCreateInfoCount = 1,
                             .pQueueCreateInfos = &queue,
                             .enabledExtensionCount = features.extension_count,
                             .ppEnabledExtensionNames = features.extensions};
  if (RT_VULKAN_FAILED(CreateDevice, vulkan->physical, &info, NULL,
                       &vulkan->device))
    return 1;
  vulkan->call.GetDeviceQueue(vulkan->device, vulkan->family, 0,
                              &vulkan->queue);
  return 0;
}

/* A processor and a device on its chip share memory; what a card shows of its
 * memory is slow to read. */
static bool is_staged(const rt_vulkan *vulkan) {
  VkPhysicalDeviceType type = vulkan->properties.deviceType;
  return (type != VK_PHYSICAL_DEVICE_TYPE_CPU &&
          type != VK_PHYSICAL_DEVICE_TYPE_INTEGRATED_GPU) ||
         rt_is_set("TDSL_VULKAN_STAGING") ||
         !rt_vulkan_has_shared_memory(vulkan);
}

int rt_vulkan_open(rt_vulkan *vulkan, tdsl_words *why) {
  memset(vulkan, 0, sizeof *vulkan);
  if (rt_vulkan_open_instance(vulkan, why) || rt_vulkan_choose(vulkan, why))
    return 1;
  vulkan->staged = is_staged(vulkan);
  if (make_device(vulkan, why) || rt_vulkan_open_batch(vulkan, why))
    return 1;
  rt_vulkan_load_cache(vulkan);
  return rt_vulkan_answer(vulkan, 0, why);
}

void rt_vulkan_close(rt_vulkan *vulkan) {
  const rt_vulkan_functions *call = &vulkan->call;
  if (vulkan->device) {
    rt_vulkan_close_batch(vulkan);
    call->DestroyPipelineCache(vulkan->device, vulkan->cache, NULL);
    call->DestroyDevice(vulkan->device, NULL);
  }
  if (vulkan->messenger)
    call->DestroyDebugUtilsMessengerEXT(vulkan->instance, vulkan->messenger,
                                        NULL);
  if (vulkan->instance && call->DestroyInstance)
    call->DestroyInstance(vulkan->instance, NULL);
  if (vulkan->library)
    dlclose(vulkan->library);
  memset(vulkan, 0, sizeof *vulkan);
}
