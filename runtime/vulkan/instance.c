/*===- instance.c - Open the library of Vulkan, make an instance ----------===*/

#include "runtime/vulkan/vulkan.h"

#include <dlfcn.h>
#include <string.h>

static const char *const VALIDATION = "VK_LAYER_KHRONOS_validation";
enum { MAX_LAYERS = 64 };

static int find_global(rt_vulkan *vulkan, PFN_vkGetInstanceProcAddr find,
                       tdsl_words *why);
static int find_validation(rt_vulkan *vulkan, tdsl_words *why);
static int make_instance(rt_vulkan *vulkan, tdsl_words *why);
static int find_functions(rt_vulkan *vulkan, PFN_vkGetInstanceProcAddr find,
                          tdsl_words *why);
static int hear_messages(rt_vulkan *vulkan, tdsl_words *why);

int rt_vulkan_open_instance(rt_vulkan *vulkan, tdsl_words *why) {
  vulkan->library = dlopen("libvulkan.so.1", RTLD_NOW | RTLD_LOCAL);
  if (!vulkan->library)
    return rt_say(why, "%s", dlerror());
  PFN_vkGetInstanceProcAddr find = (PFN_vkGetInstanceProcAddr)(uintptr_t)dlsym(
      vulkan->library, "vkGetInstanceProcAddr");
  if (!find)
    return rt_say(why, "libvulkan.so.1 has no vkGetInstanceProcAddr");
  vulkan->messages.wanted = rt_is_set("TDSL_VULKAN_VALIDATION");
  return find_global(vulkan, find, why) ||
         (vulkan->messages.wanted && find_validation(vulkan, why)) ||
         make_instance(vulkan, why) || find_functions(vulkan, find, why) ||
         (vulkan->messages.wanted && hear_messages(vulkan, why));
}

static int find_global(rt_vulkan *vulkan, PFN_vkGetInstanceProcAddr find,
                       tdsl_words *why) {
#define TDSL_VULKAN_GLOBAL(NAME)                                               \
  vulkan->call.NAME = (PFN_vk##NAME)find(NULL, "vk" #NAME);                    \
  if (!vulkan->call.NAME)                                                      \
    return rt_say(why, "libvulkan.so.1 is too old: it has no vk" #NAME);
#include "runtime/vulkan/functions.def"

  uint32_t version = VK_API_VERSION_1_0;
  if (RT_VULKAN_FAILED(EnumerateInstanceVersion, &version))
    return 1;
  if (version < VK_API_VERSION_1_1)
    return rt_say(why, "libvulkan.so.1 knows Vulkan 1.0, 1.1 is needed");
  vulkan->version =
      version < VK_API_VERSION_1_2 ? VK_API_VERSION_1_1 : VK_API_VERSION_1_2;
  return 0;
}

static int find_validation(rt_vulkan *vulkan, tdsl_words *why) {
  VkLayerProperties layers[MAX_LAYERS];
  uint32_t count = MAX_LAYERS;
  vulkan->call.EnumerateInstanceLayerProperties(&count, layers);
  for (uint32_t i = 0; i < count; i++)
    if (!strcmp(layers[i].layerName, VALIDATION))
      return 0;
  return rt_say(why,
                "TDSL_VULKAN_VALIDATION is set, but the layer %s is not "
                "installed",
                VALIDATION);
}

static int make_instance(rt_vulkan *vulkan, tdsl_words *why) {
  static const VkValidationFeatureEnableEXT SYNCHRONIZATION =
      VK_VALIDATION_FEATURE_ENABLE_SYNCHRONIZATION_VALIDATION_EXT;
  static const char *const DEBUG_UTILS = VK_EXT_DEBUG_UTILS_EXTENSION_NAME;
  VkDebugUtilsMessengerCreateInfoEXT messenger =
      rt_vulkan_messenger_info(&vulkan->messages);
  VkValidationFeaturesEXT validation = {
      .sType = VK_STRUCTURE_TYPE_VALIDATION_FEATURES_EXT,
      .pNext = &messenger,
      .enabledValidationFeatureCount = 1,
      .pEnabledValidationFeatures = &SYNCHRONIZATION};
  VkApplicationInfo application = {.sType = VK_STRUCTURE_TYPE_APPLICATION_INFO,
                                   .pApplicationName = "tdsl",
                                   .pEngineName = "tdsl",
                                   .apiVersion = vulkan->version};
  VkInstanceCreateInfo info = {.sType = VK_STRUCTURE_TYPE_INSTANCE_CREATE_INFO,
                               .pApplicationInfo = &application};
  if (vulkan->messages.wanted) {
    info.pNext = &validation;
    info.enabledLayerCount = 1;
    info.ppEnabledLayerNames = &VALIDATION;
    info.enabledExtensionCount = 1;
    info.ppEnabledExtensionNames = &DEBUG_UTILS;
  }
  return RT_VULKAN_FAILED(CreateInstance, &info, NULL, &vulkan->instance);
}

static int find_functions(rt_vulkan *vulkan, PFN_vkGetInstanceProcAddr find,
                          tdsl_words *why) {
#define TDSL_VULKAN_INSTANCE(NAME)                                             \
  vulkan->call.NAME = (PFN_vk##NAME)find(vulkan->instance, "vk" #NAME);        \
  if (!vulkan->call.NAME)                                                      \
    return rt_say(why, "libvulkan.so.1 has no vk" #NAME);
#define TDSL_VULKAN_OPTIONAL(NAME)                                             \
  vulkan->call.NAME = (PFN_vk##NAME)find(vulkan->instance, "vk" #NAME);
#include "runtime/vulkan/functions.def"
  return 0;
}

static int hear_messages(rt_vulkan *vulkan, tdsl_words *why) {
  VkDebugUtilsMessengerCreateInfoEXT info =
      rt_vulkan_messenger_info(&vulkan->messages);
  if (!vulkan->call.CreateDebugUtilsMessengerEXT)
    return rt_say(why, "the validation layer has no " //
                  VK_EXT_DEBUG_UTILS_EXTENSION_NAME);
  return RT_VULKAN_FAILED(CreateDebugUtilsMessengerEXT, vulkan->instance, &info,
                          NULL, &vulkan->messenger);
}
