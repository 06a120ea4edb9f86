/*===- module.c - The pipelines of a plan ---------------------------------===*/

#include "runtime/vulkan/vulkan.h"

#include <stdlib.h>

typedef struct module {
  uint32_t count;
  rt_vulkan_kernel kernels[];
} module;

rt_vulkan_kernel *rt_vulkan_kernel_of(void *loaded, uint32_t number) {
  return &((module *)loaded)->kernels[number];
}

static uint32_t binding_count(const tdsl_plan_kernel *kernel) {
  return kernel->argument_count + (rt_vulkan_pushes(kernel) ? 0 : 1);
}

/* What the driver would not say, or not in words. */
static int check(const rt_vulkan *vulkan, const tdsl_plan_kernel *kernel,
                 tdsl_words *why) {
  const tdsl_device_limits *limits = &vulkan->limits;
  uint32_t most = vulkan->properties.limits.maxPerStageDescriptorStorageBuffers;
  if (most > RT_MOST_BINDINGS)
    most = RT_MOST_BINDINGS;
  uint64_t threads = 1;
  for (int d = 0; d < 3; d++) {
    threads *= kernel->threads[d];
    if (kernel->threads[d] > limits->threads_by_axis[d])
      return rt_say(why,
                    "kernel `%s` has blocks of %u threads along %c, the device "
                    "runs at most %u",
                    kernel->entry, kernel->threads[d], 'x' + d,
                    limits->threads_by_axis[d]);
    if (threads > limits->threads)
      return rt_say(why,
                    "kernel `%s` has blocks of more threads than the %u that "
                    "the device runs together",
                    kernel->entry, limits->threads);
  }
  if (kernel->dynamic_bytes)
    return rt_say(why,
                  "kernel `%s` wants shared memory by launch, which "
                  "Vulkan does not have",
                  kernel->entry);
  if (kernel->shared_bytes > limits->shared_bytes)
    return rt_say(why,
                  "kernel `%s` needs %u bytes of shared memory, a block of the "
                  "device has %u",
                  kernel->entry, kernel->shared_bytes,
                  (uint32_t)limits->shared_bytes);
  if (binding_count(kernel) > most)
    return rt_say(why,
                  "kernel `%s` takes %u buffers, the device binds at most %u",
                  kernel->entry, binding_count(kernel), most);
  return 0;
}

static int make_bindings(rt_vulkan *vulkan, rt_vulkan_kernel *kernel,
                         tdsl_words *why) {
  VkDescriptorSetLayoutBinding bindings[RT_MOST_BINDINGS];
  uint32_t count = binding_count(kernel->plan);
  for (uint32_t i = 0; i < count; i++)
    bindings[i] = (VkDescriptorSetLayoutBinding){
        .binding = i,
        .descriptorType = VK_DESCRIPTOR_TYPE_STORAGE_BUFFER,
        .descriptorCount = 1,
        .stageFlags = VK_SHADER_STAGE_COMPUTE_BIT};
  VkDescriptorSetLayoutCreateInfo info = {
      .sType = VK_STRUCTURE_TYPE_DESCRIPTOR_SET_LAYOUT_CREATE_INFO,
      .bindingCount = count,
      .pBindings = bindings};
  return RT_VULKAN_FAILED(CreateDescriptorSetLayout, vulkan->device, &info,
                          NULL, &kernel->bindings);
}

static int make_layout(rt_vulkan *vulkan, rt_vulkan_kernel *kernel,
                       tdsl_words *why) {
  VkPushConstantRange range = {VK_SHADER_STAGE_COMPUTE_BIT, 0,
                               kernel->plan->size_count *
                                   (uint32_t)sizeof(uint32_t)};
  VkPipelineLayoutCreateInfo info = {
      .sType = VK_STRUCTURE_TYPE_PIPELINE_LAYOUT_CREATE_INFO,
      .setLayoutCount = 1,
      .pSetLayouts = &kernel->bindings,
      .pushConstantRangeCount =
          range.size && rt_vulkan_pushes(kernel->plan) ? 1u : 0u,
      .pPushConstantRanges = &range};
  return RT_VULKAN_FAILED(CreatePipelineLayout, vulkan->device, &info, NULL,
                          &kernel->layout);
}

static int make_pipeline(rt_vulkan *vulkan, rt_vulkan_kernel *kernel,
                         VkShaderModule code, tdsl_words *why) {
  if (check(vulkan, kernel->plan, why) || make_bindings(vulkan, kernel, why) ||
      make_layout(vulkan, kernel, why))
    return 1;
  VkComputePipelineCreateInfo info = {
      .sType = VK_STRUCTURE_TYPE_COMPUTE_PIPELINE_CREATE_INFO,
      .stage = {.sType = VK_STRUCTURE_TYPE_PIPELINE_SHADER_STAGE_CREATE_INFO,
                .stage = VK_SHADER_STAGE_COMPUTE_BIT,
                .module = code,
                .pName = kernel->plan->entry},
      .layout = kernel->layout};
  return RT_VULKAN_FAILED(CreateComputePipelines, vulkan->device, vulkan->cache,
                          1, &info, NULL, &kernel->pipeline);
}

/* All kernels of one image. */
static int load_image(rt_vulkan *vulkan, module *loaded, const tdsl_plan *plan,
                      uint32_t image, tdsl_words *why) {
  VkShaderModuleCreateInfo info = {
      .sType = VK_STRUCTURE_TYPE_SHADER_MODULE_CREATE_INFO,
      .codeSize = plan->images[image].size,
      .pCode = (const uint32_t *)plan->images[image].bytes};
  VkShaderModule code = VK_NULL_HANDLE;
  if (info.codeSize == 0 || info.codeSize % 4 != 0)
    return rt_say(why, "image %u is no SPIR-V", image);
  int failed =
      RT_VULKAN_FAILED(CreateShaderModule, vulkan->device, &info, NULL, &code);
  for (uint32_t k = 0; k < plan->kernel_count && !failed; k++)
    if (plan->kernels[k].image == image)
      failed = make_pipeline(vulkan, &loaded->kernels[k], code, why);
  vulkan->call.DestroyShaderModule(vulkan->device, code, NULL);
  return failed;
}

void *rt_vulkan_load(void *user, const tdsl_plan *plan, tdsl_words *why) {
  rt_vulkan *vulkan = (rt_vulkan *)user;
  module *loaded = (module *)calloc(
      1, sizeof *loaded + plan->kernel_count * sizeof *loaded->kernels);
  if (!loaded) {
    rt_say(why, "the host has no memory left");
    return NULL;
  }
  loaded->count = plan->kernel_count;
  for (uint32_t k = 0; k < plan->kernel_count; k++)
    loaded->kernels[k].plan = &plan->kernels[k];
  int failed = 0;
  for (uint32_t i = 0; i < plan->image_count && !failed; i++)
    failed = load_image(vulkan, loaded, plan, i, why);
  if (rt_vulkan_answer(vulkan, failed, why)) {
    rt_vulkan_unload(vulkan, loaded);
    return NULL;
  }
  rt_vulkan_save_cache(vulkan);
  return loaded;
}

void rt_vulkan_unload(void *user, void *loaded) {
  rt_vulkan *vulkan = (rt_vulkan *)user;
  const module *m = (module *)loaded;
  for (uint32_t k = 0; k < m->count; k++) {
    const rt_vulkan_kernel *kernel = &m->kernels[k];
    vulkan->call.DestroyPipeline(vulkan->device, kernel->pipeline, NULL);
    vulkan->call.DestroyPipelineLayout(vulkan->device, kernel->layout, NULL);
    vulkan->call.DestroyDescriptorSetLayout(vulkan->device, kernel->bindings,
                                            NULL);
  }
  free(loaded);
}
