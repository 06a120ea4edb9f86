/*===- buffers.c - Buffers with memory of their own -----------------------===*/

#include "runtime/vulkan/vulkan.h"

#include <stdlib.h>

static const VkMemoryPropertyFlags ON_DEVICE =
    VK_MEMORY_PROPERTY_DEVICE_LOCAL_BIT;
static const VkMemoryPropertyFlags FOR_HOST =
    VK_MEMORY_PROPERTY_HOST_VISIBLE_BIT | VK_MEMORY_PROPERTY_HOST_COHERENT_BIT;
enum { NO_TYPE = VK_MAX_MEMORY_TYPES };

/* The first type among `allowed` that has all of `flags`. */
static uint32_t find_type(const rt_vulkan *vulkan, uint32_t allowed,
                          VkMemoryPropertyFlags flags) {
  for (uint32_t i = 0; i < vulkan->memory.memoryTypeCount; i++)
    if (allowed >> i & 1 &&
        (vulkan->memory.memoryTypes[i].propertyFlags & flags) == flags)
      return i;
  return NO_TYPE;
}

bool rt_vulkan_has_shared_memory(const rt_vulkan *vulkan) {
  return find_type(vulkan, UINT32_MAX, ON_DEVICE | FOR_HOST) != NO_TYPE;
}

static uint32_t choose_type(const rt_vulkan *vulkan, uint32_t allowed,
                            bool for_host) {
  if (!for_host)
    return find_type(vulkan, allowed,
                     vulkan->staged ? ON_DEVICE : ON_DEVICE | FOR_HOST);
  uint32_t cached =
      find_type(vulkan, allowed, FOR_HOST | VK_MEMORY_PROPERTY_HOST_CACHED_BIT);
  return cached != NO_TYPE ? cached : find_type(vulkan, allowed, FOR_HOST);
}

static int make_memory(rt_vulkan *vulkan, rt_vulkan_buffer *buffer,
                       bool for_host, tdsl_words *why) {
  VkMemoryRequirements needs;
  vulkan->call.GetBufferMemoryRequirements(vulkan->device, buffer->buffer,
                                           &needs);
  VkMemoryAllocateInfo info = {
      .sType = VK_STRUCTURE_TYPE_MEMORY_ALLOCATE_INFO,
      .allocationSize = needs.size,
      .memoryTypeIndex = choose_type(vulkan, needs.memoryTypeBits, for_host)};
  if (info.memoryTypeIndex == NO_TYPE)
    return rt_say(why, "the device has no memory for buffers");
  if (RT_VULKAN_FAILED(AllocateMemory, vulkan->device, &info, NULL,
                       &buffer->memory) ||
      RT_VULKAN_FAILED(BindBufferMemory, vulkan->device, buffer->buffer,
                       buffer->memory, 0))
    return 1;
  return (for_host || !vulkan->staged) &&
         RT_VULKAN_FAILED(MapMemory, vulkan->device, buffer->memory, 0,
                          VK_WHOLE_SIZE, 0, &buffer->mapped);
}

rt_vulkan_buffer *rt_vulkan_make_buffer(rt_vulkan *vulkan, uint64_t bytes,
                                        bool for_host, tdsl_words *why) {
  rt_vulkan_buffer *buffer = (rt_vulkan_buffer *)calloc(1, sizeof *buffer);
  if (!buffer) {
    rt_say(why, "the host has no memory left");
    return NULL;
  }
  buffer->capacity = bytes;
  VkBufferCreateInfo info = {.sType = VK_STRUCTURE_TYPE_BUFFER_CREATE_INFO,
                             .size = bytes,
                             .usage = VK_BUFFER_USAGE_STORAGE_BUFFER_BIT |
                                      VK_BUFFER_USAGE_TRANSFER_SRC_BIT |
                                      VK_BUFFER_USAGE_TRANSFER_DST_BIT,
                             .sharingMode = VK_SHARING_MODE_EXCLUSIVE};
  if (!RT_VULKAN_FAILED(CreateBuffer, vulkan->device, &info, NULL,
                        &buffer->buffer) &&
      !make_memory(vulkan, buffer, for_host, why))
    return buffer;
  rt_vulkan_destroy_buffer(vulkan, buffer);
  return NULL;
}

void rt_vulkan_destroy_buffer(rt_vulkan *vulkan, rt_vulkan_buffer *buffer) {
  if (!buffer)
    return;
  vulkan->call.DestroyBuffer(vulkan->device, buffer->buffer, NULL);
  vulkan->call.FreeMemory(vulkan->device, buffer->memory, NULL);
  free(buffer);
}
