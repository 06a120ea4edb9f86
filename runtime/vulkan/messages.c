/*===- messages.c - What Vulkan and its validation layer say --------------===*/

#include "runtime/vulkan/vulkan.h"

#include <stdio.h>

static const char *name_of(VkResult result) {
  switch (result) {
  case VK_ERROR_OUT_OF_HOST_MEMORY:
    return "the host has no memory left";
  case VK_ERROR_OUT_OF_DEVICE_MEMORY:
    return "the device has no memory left";
  case VK_ERROR_INITIALIZATION_FAILED:
    return "it could not be initialised";
  case VK_ERROR_DEVICE_LOST:
    return "the device was lost";
  case VK_ERROR_MEMORY_MAP_FAILED:
    return "memory could not be mapped";
  case VK_ERROR_LAYER_NOT_PRESENT:
    return "a layer is missing";
  case VK_ERROR_EXTENSION_NOT_PRESENT:
    return "an extension is missing";
  case VK_ERROR_FEATURE_NOT_PRESENT:
    return "a feature is missing";
  case VK_ERROR_INCOMPATIBLE_DRIVER:
    return "no driver for any device is installed";
  case VK_ERROR_TOO_MANY_OBJECTS:
    return "there are too many objects of this kind";
  case VK_ERROR_FRAGMENTED_POOL:
  case VK_ERROR_OUT_OF_POOL_MEMORY:
    return "a pool is exhausted";
  case VK_ERROR_INVALID_SHADER_NV:
    return "the driver rejects the SPIR-V";
  default:
    return "unexpected result";
  }
}

bool rt_vulkan_failed(VkResult result, const char *function, tdsl_words *why) {
  if (result == VK_SUCCESS)
    return false;
  return rt_say(why, "%s: %s (VkResult %d)", function, name_of(result), result);
}

static VkBool32 VKAPI_PTR hear(VkDebugUtilsMessageSeverityFlagBitsEXT severity,
                               VkDebugUtilsMessageTypeFlagsEXT types,
                               const VkDebugUtilsMessengerCallbackDataEXT *data,
                               void *user) {
  rt_vulkan_messages *messages = (rt_vulkan_messages *)user;
  (void)severity, (void)types;
  fprintf(stderr, "vulkan: %s\n", data->pMessage);
  if (!messages->pending)
    rt_say(&messages->first, "%s", data->pMessage);
  messages->pending = true;
  return VK_FALSE;
}

VkDebugUtilsMessengerCreateInfoEXT
rt_vulkan_messenger_info(rt_vulkan_messages *messages) {
  return (VkDebugUtilsMessengerCreateInfoEXT){
      .sType = VK_STRUCTURE_TYPE_DEBUG_UTILS_MESSENGER_CREATE_INFO_EXT,
      .messageSeverity = VK_DEBUG_UTILS_MESSAGE_SEVERITY_WARNING_BIT_EXT |
                         VK_DEBUG_UTILS_MESSAGE_SEVERITY_ERROR_BIT_EXT,
      .messageType = VK_DEBUG_UTILS_MESSAGE_TYPE_VALIDATION_BIT_EXT |
                     VK_DEBUG_UTILS_MESSAGE_TYPE_PERFORMANCE_BIT_EXT,
      .pfnUserCallback = hear,
      .pUserData = messages};
}

int rt_vulkan_answer(rt_vulkan *vulkan, int failed, tdsl_words *why) {
  if (!vulkan->messages.pending)
    return failed;
  vulkan->messages.pending = false;
  return rt_say(why, "the validation layer says: %.480s",
                vulkan->messages.first.text);
}
