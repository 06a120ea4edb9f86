/*===- vulkan.h - The state of the Vulkan driver --------------------------===*\
|*
|* One device of one instance, and the commands that it has not been given yet.
|*
\*===----------------------------------------------------------------------===*/

#ifndef TDSL_RUNTIME_VULKAN_VULKAN_H
#define TDSL_RUNTIME_VULKAN_VULKAN_H

#include "runtime/device/kept.h"
#include "runtime/device/words.h"

#define VK_NO_PROTOTYPES
#include <vulkan/vulkan_core.h>

#include <stdbool.h>

typedef struct rt_vulkan_functions {
#define TDSL_VULKAN_GLOBAL(NAME) PFN_vk##NAME NAME;
#define TDSL_VULKAN_INSTANCE(NAME) PFN_vk##NAME NAME;
#define TDSL_VULKAN_OPTIONAL(NAME) PFN_vk##NAME NAME;
#include "runtime/vulkan/functions.def"
} rt_vulkan_functions;

/* What the validation layer said since somebody was told of it. */
typedef struct rt_vulkan_messages {
  bool wanted;
  bool pending;
  tdsl_words first;
} rt_vulkan_messages;

typedef struct rt_vulkan_buffer {
  VkBuffer buffer;
  VkDeviceMemory memory;
  void *mapped; /* NULL if the host cannot see it */
  uint64_t capacity;
} rt_vulkan_buffer;

/* Commands are recorded until somebody waits for them, or there is no room. */
enum {
  RT_BATCH_LAUNCHES = 64,
  RT_BATCH_DESCRIPTORS = 2048,
  RT_MOST_BINDINGS = 512, /* of a kernel */
  RT_LAUNCH_SIZES = 256   /* bytes: 64 sizes, and an alignment that suffices */
};

typedef struct rt_vulkan_batch {
  VkCommandPool pool;
  VkCommandBuffer commands;
  VkFence fence;
  VkDescriptorPool descriptors;
  VkQueryPool clock;       /* VK_NULL_HANDLE if the queue has none */
  rt_vulkan_buffer *sizes; /* of kernels that take too many to push */
  bool open;
  uint32_t launches;
  uint32_t used_descriptors;
} rt_vulkan_batch;

typedef struct rt_vulkan {
  rt_vulkan_functions call;
  void *library;
  rt_vulkan_messages messages;
  uint32_t version; /* of the instance and the device, the lower one */
  VkInstance instance;
  VkDebugUtilsMessengerEXT messenger;
  VkPhysicalDevice physical;
  VkPhysicalDeviceProperties properties;
  VkPhysicalDeviceMemoryProperties memory;
  char driver_name[VK_MAX_DRIVER_NAME_SIZE + VK_MAX_DRIVER_INFO_SIZE + 2];
  tdsl_device_limits limits;
  uint32_t family;     /* of the queue */
  uint32_t clock_bits; /* of its timestamps */
  VkDevice device;
  VkQueue queue;
  VkPipelineCache cache;
  uint64_t saved_bytes; /* of it, in its file */
  bool staged;          /* the host cannot see the memory of the device */
  rt_vulkan_buffer *staging;
  rt_vulkan_batch batch;
  rt_kept kept;
  int64_t nanoseconds; /* that kernels took, since it was asked */
} rt_vulkan;

/* Functions that fail return nonzero and say why. */

/* messages.c */
bool rt_vulkan_failed(VkResult result, const char *function, tdsl_words *why);
#define RT_VULKAN_FAILED(NAME, ...)                                            \
  rt_vulkan_failed(vulkan->call.NAME(__VA_ARGS__), "vk" #NAME, why)
VkDebugUtilsMessengerCreateInfoEXT
rt_vulkan_messenger_info(rt_vulkan_messages *messages);
/* The answer of a function of the driver: nonzero also if there is a message
 * of the validation layer. */
int rt_vulkan_answer(rt_vulkan *vulkan, int failed, tdsl_words *why);

/* instance.c: from the library to the instance. */
int rt_vulkan_open_instance(rt_vulkan *vulkan, tdsl_words *why);

/* physical.c: which device, and what it can do. */
int rt_vulkan_choose(rt_vulkan *vulkan, tdsl_words *why);

/* features.c: those that the device has and kernels may need. */
typedef struct rt_vulkan_features {
  VkPhysicalDeviceFeatures2 core;
  VkPhysicalDevice16BitStorageFeatures store_16;
  VkPhysicalDevice8BitStorageFeatures store_8;
  VkPhysicalDeviceShaderFloat16Int8Features small;
  const char *extensions[2];
  uint32_t extension_count;
} rt_vulkan_features;
void rt_vulkan_find_features(rt_vulkan *vulkan, rt_vulkan_features *features);

/* open.c */
int rt_vulkan_open(rt_vulkan *vulkan, tdsl_words *why);
void rt_vulkan_close(rt_vulkan *vulkan);

/* cache.c: pipelines of earlier processes; never a reason to fail. */
void rt_vulkan_load_cache(rt_vulkan *vulkan);
void rt_vulkan_save_cache(rt_vulkan *vulkan);

/* batch.c */
int rt_vulkan_open_batch(rt_vulkan *vulkan, tdsl_words *why);
void rt_vulkan_close_batch(rt_vulkan *vulkan);
/* Ready to record one more command, which sees what those before wrote. */
int rt_vulkan_record(rt_vulkan *vulkan, tdsl_words *why);
/* Submits what was recorded, and waits. */
int rt_vulkan_finish(rt_vulkan *vulkan, tdsl_words *why);

/* buffers.c */
rt_vulkan_buffer *rt_vulkan_make_buffer(rt_vulkan *vulkan, uint64_t bytes,
                                        bool for_host, tdsl_words *why);
void rt_vulkan_destroy_buffer(rt_vulkan *vulkan, rt_vulkan_buffer *buffer);
bool rt_vulkan_has_shared_memory(const rt_vulkan *vulkan);
static inline rt_vulkan_buffer *rt_vulkan_buffer_of(tdsl_memory memory) {
  return (rt_vulkan_buffer *)(uintptr_t)memory.handle;
}

/* memory.c */
int rt_vulkan_allocate(void *user, uint64_t bytes, tdsl_memory *memory,
                       tdsl_words *why);
void rt_vulkan_release(void *user, tdsl_memory memory);
int rt_vulkan_upload(void *user, tdsl_memory memory, const void *host,
                     uint64_t bytes, tdsl_words *why);
int rt_vulkan_download(void *user, tdsl_memory memory, void *host,
                       uint64_t bytes, tdsl_words *why);
int rt_vulkan_clear(void *user, tdsl_memory memory, tdsl_words *why);

/* module.c */
typedef struct rt_vulkan_kernel {
  const tdsl_plan_kernel *plan;
  VkDescriptorSetLayout bindings;
  VkPipelineLayout layout;
  VkPipeline pipeline;
} rt_vulkan_kernel;
void *rt_vulkan_load(void *user, const tdsl_plan *plan, tdsl_words *why);
void rt_vulkan_unload(void *user, void *module);
rt_vulkan_kernel *rt_vulkan_kernel_of(void *module, uint32_t number);
static inline bool rt_vulkan_pushes(const tdsl_plan_kernel *kernel) {
  return kernel->size_count <= TDSL_PUSHED_SIZES;
}

/* launch.c */
int rt_vulkan_launch(void *user, void *module, uint32_t kernel,
                     const uint32_t grid[3], const tdsl_memory *buffers,
                     const int64_t *sizes, tdsl_words *why);

#endif /* TDSL_RUNTIME_VULKAN_VULKAN_H */
