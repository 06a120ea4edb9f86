/*===- launch.c - Run one kernel ------------------------------------------===*/

#include "runtime/vulkan/vulkan.h"

#include <inttypes.h>
#include <string.h>

static int check_grid(const rt_vulkan *vulkan, const uint32_t grid[3],
                      tdsl_words *why) {
  for (int d = 0; d < 3; d++)
    if (grid[d] > vulkan->limits.grid[d])
      return rt_say(why,
                    "it needs %u blocks along %c, the device runs at most %u",
                    grid[d], 'x' + d, vulkan->limits.grid[d]);
  return 0;
}

static int narrow(const tdsl_plan_kernel *kernel, const int64_t *sizes,
                  int32_t *narrowed, tdsl_words *why) {
  for (uint32_t i = 0; i < kernel->size_count; i++) {
    if (sizes[i] > INT32_MAX || sizes[i] < INT32_MIN)
      return rt_say(why,
                    "the size %" PRId64 " does not fit the 32 bits that "
                    "kernels for Vulkan have for it",
                    sizes[i]);
    narrowed[i] = (int32_t)sizes[i];
  }
  return 0;
}

/* A set of descriptors, after a fresh start where there is no room for it. */
static int take_set(rt_vulkan *vulkan, const rt_vulkan_kernel *kernel,
                    uint32_t count, VkDescriptorSet *set, tdsl_words *why) {
  rt_vulkan_batch *batch = &vulkan->batch;
  if (batch->open &&
      (batch->launches == RT_BATCH_LAUNCHES ||
       batch->used_descriptors + count > RT_BATCH_DESCRIPTORS) &&
      rt_vulkan_finish(vulkan, why))
    return 1;
  if (rt_vulkan_record(vulkan, why))
    return 1;
  VkDescriptorSetAllocateInfo info = {
      .sType = VK_STRUCTURE_TYPE_DESCRIPTOR_SET_ALLOCATE_INFO,
      .descriptorPool = batch->descriptors,
      .descriptorSetCount = 1,
      .pSetLayouts = &kernel->bindings};
  batch->used_descriptors += count;
  return RT_VULKAN_FAILED(AllocateDescriptorSets, vulkan->device, &info, set);
}

static void bind_buffers(rt_vulkan *vulkan, const rt_vulkan_kernel *kernel,
                         VkDescriptorSet set, const tdsl_memory *buffers) {
  VkDescriptorBufferInfo ranges[RT_MOST_BINDINGS];
  uint32_t count = kernel->plan->argument_count;
  for (uint32_t i = 0; i < count; i++)
    ranges[i] = (VkDescriptorBufferInfo){
        rt_vulkan_buffer_of(buffers[i])->buffer, 0, buffers[i].bytes};
  if (!rt_vulkan_pushes(kernel->plan))
    ranges[count++] = (VkDescriptorBufferInfo){
        vulkan->batch.sizes->buffer,
        (VkDeviceSize)vulkan->batch.launches * RT_LAUNCH_SIZES,
        RT_LAUNCH_SIZES};
  VkWriteDescriptorSet write = {
      .sType = VK_STRUCTURE_TYPE_WRITE_DESCRIPTOR_SET,
      .dstSet = set,
      .descriptorCount = count, /* goes on into the bindings behind the first */
      .descriptorType = VK_DESCRIPTOR_TYPE_STORAGE_BUFFER,
      .pBufferInfo = ranges};
  vulkan->call.UpdateDescriptorSets(vulkan->device, count ? 1 : 0, &write, 0,
                                    NULL);
}

static void give_sizes(rt_vulkan *vulkan, const rt_vulkan_kernel *kernel,
                       const int32_t *sizes) {
  uint32_t bytes = kernel->plan->size_count * (uint32_t)sizeof *sizes;
  if (!rt_vulkan_pushes(kernel->plan))
    memcpy((char *)vulkan->batch.sizes->mapped +
               (size_t)vulkan->batch.launches * RT_LAUNCH_SIZES,
           sizes, bytes);
  else if (bytes)
    vulkan->call.CmdPushConstants(vulkan->batch.commands, kernel->layout,
                                  VK_SHADER_STAGE_COMPUTE_BIT, 0, bytes, sizes);
}

static int launch(rt_vulkan *vulkan, const rt_vulkan_kernel *kernel,
                  const uint32_t grid[3], const tdsl_memory *buffers,
                  const int64_t *sizes, tdsl_words *why) {
  VkCommandBuffer commands = vulkan->batch.commands;
  VkDescriptorSet set;
  int32_t narrowed[TDSL_MAX_SYMBOLS];
  uint32_t bindings =
      kernel->plan->argument_count + (rt_vulkan_pushes(kernel->plan) ? 0 : 1);
  if (check_grid(vulkan, grid, why) ||
      narrow(kernel->plan, sizes, narrowed, why) ||
      take_set(vulkan, kernel, bindings, &set, why))
    return 1;
  bind_buffers(vulkan, kernel, set, buffers);
  vulkan->call.CmdBindPipeline(commands, VK_PIPELINE_BIND_POINT_COMPUTE,
                               kernel->pipeline);
  vulkan->call.CmdBindDescriptorSets(commands, VK_PIPELINE_BIND_POINT_COMPUTE,
                                     kernel->layout, 0, 1, &set, 0, NULL);
  give_sizes(vulkan, kernel, narrowed);
  vulkan->call.CmdDispatch(commands, grid[0], grid[1], grid[2]);
  vulkan->batch.launches++;
  return 0;
}

int rt_vulkan_launch(void *user, void *module, uint32_t number,
                     const uint32_t grid[3], const tdsl_memory *buffers,
                     const int64_t *sizes, tdsl_words *why) {
  rt_vulkan *vulkan = (rt_vulkan *)user;
  int failed = launch(vulkan, rt_vulkan_kernel_of(module, number), grid,
                      buffers, sizes, why);
  return rt_vulkan_answer(vulkan, failed, why);
}
