/*===- features.c - What kernels may use of the device --------------------===*\
|*
|* Asks for the features that generated code may need, and enables those that
|* are there and no others.
|*
\*===----------------------------------------------------------------------===*/

#include "runtime/vulkan/vulkan.h"

#include <stdlib.h>
#include <string.h>

/* The extension is needed where the version does not contain it. */
static bool has_extension(const rt_vulkan *vulkan, const char *name) {
  uint32_t count = 0;
  vulkan->call.EnumerateDeviceExtensionProperties(vulkan->physical, NULL,
                                                  &count, NULL);
  VkExtensionProperties *list =
      (VkExtensionProperties *)calloc(count + 1, sizeof *list);
  bool found = false;
  if (list)
    vulkan->call.EnumerateDeviceExtensionProperties(vulkan->physical, NULL,
                                                    &count, list);
  for (uint32_t i = 0; list && i < count && !found; i++)
    found = strcmp(list[i].extensionName, name) == 0;
  free(list);
  return found;
}

/* Adds a structure to the chain of a device that knows it. */
static void ask(rt_vulkan *vulkan, rt_vulkan_features *features,
                void *structure, void **next_of_it, const char *extension) {
  if (vulkan->version < VK_API_VERSION_1_2) {
    if (!has_extension(vulkan, extension))
      return;
    features->extensions[features->extension_count++] = extension;
  }
  *next_of_it = features->core.pNext;
  features->core.pNext = structure;
}

static uint32_t flag(VkBool32 there, uint32_t feature) {
  return there ? feature : 0;
}

/* A processor that plays a device may round the product of an fma, and may end
 * long loops. How floats
 * behave can be asked for since version 1.2. */
static uint32_t floats_of(rt_vulkan *vulkan, bool has_16, bool has_64) {
  VkPhysicalDeviceFloatControlsProperties floats = {
      .sType = VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_FLOAT_CONTROLS_PROPERTIES};
  VkPhysicalDeviceProperties2 properties = {
      .sType = VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_PROPERTIES_2,
      .pNext = vulkan->version < VK_API_VERSION_1_2 ? NULL : &floats};
  vulkan->call.GetPhysicalDeviceProperties2(vulkan->physical, &properties);
  bool strict = floats.shaderSignedZeroInfNanPreserveFloat32 &&
                floats.shaderRoundingModeRTEFloat32 &&
                (!has_16 || (floats.shaderSignedZeroInfNanPreserveFloat16 &&
                             floats.shaderRoundingModeRTEFloat16)) &&
                (!has_64 || (floats.shaderSignedZeroInfNanPreserveFloat64 &&
                             floats.shaderRoundingModeRTEFloat64));
  bool is_cpu = vulkan->properties.deviceType == VK_PHYSICAL_DEVICE_TYPE_CPU;
  return flag(!is_cpu, TDSL_DEVICE_FMA) |
         flag(!is_cpu, TDSL_DEVICE_FULL_LOOPS) |
         flag(strict, TDSL_DEVICE_STRICT_FLOATS);
}

/* Drops what is there but not needed. */
static void choose(rt_vulkan *vulkan, rt_vulkan_features *features) {
  VkPhysicalDeviceFeatures all = features->core.features;
  features->core.features =
      (VkPhysicalDeviceFeatures){.shaderFloat64 = all.shaderFloat64,
                                 .shaderInt16 = all.shaderInt16,
                                 .shaderInt64 = all.shaderInt64};
  features->store_16.uniformAndStorageBuffer16BitAccess = VK_FALSE;
  features->store_16.storagePushConstant16 = VK_FALSE;
  features->store_16.storageInputOutput16 = VK_FALSE;
  features->store_8.uniformAndStorageBuffer8BitAccess = VK_FALSE;
  features->store_8.storagePushConstant8 = VK_FALSE;
  vulkan->limits.features =
      floats_of(vulkan, features->small.shaderFloat16, all.shaderFloat64) |
      flag(features->small.shaderFloat16, TDSL_DEVICE_F16) |
      flag(all.shaderFloat64, TDSL_DEVICE_F64) |
      flag(features->small.shaderInt8, TDSL_DEVICE_I8) |
      flag(all.shaderInt16, TDSL_DEVICE_I16) |
      flag(all.shaderInt64, TDSL_DEVICE_I64) |
      flag(features->store_8.storageBuffer8BitAccess, TDSL_DEVICE_STORE_8) |
      flag(features->store_16.storageBuffer16BitAccess, TDSL_DEVICE_STORE_16);
}

void rt_vulkan_find_features(rt_vulkan *vulkan, rt_vulkan_features *features) {
  *features = (rt_vulkan_features){
      .core = {.sType = VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_FEATURES_2},
      .store_16 = {
          .sType = VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_16BIT_STORAGE_FEATURES}};
  features->store_8.sType =
      VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_8BIT_STORAGE_FEATURES;
  features->small.sType =
      VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_SHADER_FLOAT16_INT8_FEATURES;
  features->core.pNext = &features->store_16;
  ask(vulkan, features, &features->store_8, &features->store_8.pNext,
      VK_KHR_8BIT_STORAGE_EXTENSION_NAME);
  ask(vulkan, features, &features->small, &features->small.pNext,
      VK_KHR_SHADER_FLOAT16_INT8_EXTENSION_NAME);
  vulkan->call.GetPhysicalDeviceFeatures2(vulkan->physical, &features->core);
  choose(vulkan, features);
}
