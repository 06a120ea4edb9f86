/*===- physical.c - Which device, and what it can do ----------------------===*/

#include "runtime/vulkan/vulkan.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_DEVICES = 32, MAX_FAMILIES = 32 };

static int pick(rt_vulkan *vulkan, const VkPhysicalDevice *devices,
                uint32_t count, tdsl_words *why);
static int find_family(rt_vulkan *vulkan, tdsl_words *why);
static void read_properties(rt_vulkan *vulkan);

int rt_vulkan_choose(rt_vulkan *vulkan, tdsl_words *why) {
  VkPhysicalDevice devices[MAX_DEVICES];
  uint32_t count = MAX_DEVICES;
  VkResult result =
      vulkan->call.EnumeratePhysicalDevices(vulkan->instance, &count, devices);
  if (result != VK_INCOMPLETE &&
      rt_vulkan_failed(result, "vkEnumeratePhysicalDevices", why))
    return 1;
  if (pick(vulkan, devices, count, why))
    return 1;
  vulkan->call.GetPhysicalDeviceProperties(vulkan->physical,
                                           &vulkan->properties);
  if (vulkan->properties.apiVersion < VK_API_VERSION_1_1)
    return rt_say(why, "%s knows Vulkan 1.0, 1.1 is needed",
                  vulkan->properties.deviceName);
  if (vulkan->properties.apiVersion < vulkan->version)
    vulkan->version = VK_API_VERSION_1_1;
  vulkan->call.GetPhysicalDeviceMemoryProperties(vulkan->physical,
                                                 &vulkan->memory);
  read_properties(vulkan);
  return find_family(vulkan, why);
}

/* A card of its own first, a processor that plays a device last. */
static int rank_of(const rt_vulkan *vulkan, VkPhysicalDevice device) {
  VkPhysicalDeviceProperties properties;
  vulkan->call.GetPhysicalDeviceProperties(device, &properties);
  if (properties.apiVersion < VK_API_VERSION_1_1)
    return 5;
  switch (properties.deviceType) {
  case VK_PHYSICAL_DEVICE_TYPE_DISCRETE_GPU:
    return 0;
  case VK_PHYSICAL_DEVICE_TYPE_INTEGRATED_GPU:
    return 1;
  case VK_PHYSICAL_DEVICE_TYPE_VIRTUAL_GPU:
    return 2;
  case VK_PHYSICAL_DEVICE_TYPE_CPU:
    return 3;
  default:
    return 4;
  }
}

static int pick(rt_vulkan *vulkan, const VkPhysicalDevice *devices,
                uint32_t count, tdsl_words *why) {
  if (count == 0)
    return rt_say(why, "Vulkan is installed, but has no device");
  uint32_t best = 0;
  for (uint32_t i = 1; i < count; i++)
    if (rank_of(vulkan, devices[i]) < rank_of(vulkan, devices[best]))
      best = i;
  int32_t wanted = rt_number_of("TDSL_VULKAN_DEVICE", (int32_t)best);
  if (wanted < 0 || (uint32_t)wanted >= count)
    return rt_say(why, "TDSL_VULKAN_DEVICE must be a number from 0 to %u",
                  count - 1);
  vulkan->physical = devices[wanted];
  return 0;
}

static int find_family(rt_vulkan *vulkan, tdsl_words *why) {
  VkQueueFamilyProperties families[MAX_FAMILIES];
  uint32_t count = MAX_FAMILIES;
  vulkan->call.GetPhysicalDeviceQueueFamilyProperties(vulkan->physical, &count,
                                                      families);
  for (uint32_t i = 0; i < count; i++)
    if (families[i].queueFlags & VK_QUEUE_COMPUTE_BIT) {
      vulkan->family = i;
      vulkan->clock_bits = families[i].timestampValidBits;
      return 0;
    }
  return rt_say(why, "%s has no queue that computes",
                vulkan->properties.deviceName);
}

static void read_properties(rt_vulkan *vulkan) {
  VkPhysicalDeviceDriverProperties driver = {
      .sType = VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_DRIVER_PROPERTIES};
  VkPhysicalDeviceSubgroupProperties subgroup = {
      .sType = VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_SUBGROUP_PROPERTIES,
      .pNext = vulkan->version < VK_API_VERSION_1_2 ? NULL : &driver};
  VkPhysicalDeviceProperties2 properties = {
      .sType = VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_PROPERTIES_2,
      .pNext = &subgroup};
  vulkan->call.GetPhysicalDeviceProperties2(vulkan->physical, &properties);
  snprintf(vulkan->driver_name, sizeof vulkan->driver_name, "%s%s%s",
           driver.driverName, *driver.driverInfo ? " " : "", driver.driverInfo);

  const VkPhysicalDeviceLimits *limits = &properties.properties.limits;
  tdsl_device_limits *found = &vulkan->limits;
  found->shared_bytes = limits->maxComputeSharedMemorySize;
  found->buffer_bytes = limits->maxStorageBufferRange;
  found->threads = limits->maxComputeWorkGroupInvocations;
  for (int d = 0; d < 3; d++) {
    found->threads_by_axis[d] = limits->maxComputeWorkGroupSize[d];
    found->grid[d] = limits->maxComputeWorkGroupCount[d];
  }
  found->subgroup = subgroup.subgroupSize;
  found->push_bytes = limits->maxPushConstantsSize;
}
