/*===- batch.c - Commands that are recorded, then done together -----------===*/

#include "runtime/vulkan/vulkan.h"

static int make_pools(rt_vulkan *vulkan, tdsl_words *why) {
  rt_vulkan_batch *batch = &vulkan->batch;
  VkCommandPoolCreateInfo pool = {
      .sType = VK_STRUCTURE_TYPE_COMMAND_POOL_CREATE_INFO,
      .flags = VK_COMMAND_POOL_CREATE_RESET_COMMAND_BUFFER_BIT,
      .queueFamilyIndex = vulkan->family};
  VkFenceCreateInfo fence = {.sType = VK_STRUCTURE_TYPE_FENCE_CREATE_INFO};
  VkDescriptorPoolSize size = {VK_DESCRIPTOR_TYPE_STORAGE_BUFFER,
                               RT_BATCH_DESCRIPTORS};
  VkDescriptorPoolCreateInfo descriptors = {
      .sType = VK_STRUCTURE_TYPE_DESCRIPTOR_POOL_CREATE_INFO,
      .maxSets = RT_BATCH_LAUNCHES,
      .poolSizeCount = 1,
      .pPoolSizes = &size};
  VkQueryPoolCreateInfo clock = {.sType =
                                     VK_STRUCTURE_TYPE_QUERY_POOL_CREATE_INFO,
                                 .queryType = VK_QUERY_TYPE_TIMESTAMP,
                                 .queryCount = 2};
  return RT_VULKAN_FAILED(CreateCommandPool, vulkan->device, &pool, NULL,
                          &batch->pool) ||
         RT_VULKAN_FAILED(CreateFence, vulkan->device, &fence, NULL,
                          &batch->fence) ||
         RT_VULKAN_FAILED(CreateDescriptorPool, vulkan->device, &descriptors,
                          NULL, &batch->descriptors) ||
         (vulkan->clock_bits &&
          RT_VULKAN_FAILED(CreateQueryPool, vulkan->device, &clock, NULL,
                           &batch->clock));
}

int rt_vulkan_open_batch(rt_vulkan *vulkan, tdsl_words *why) {
  rt_vulkan_batch *batch = &vulkan->batch;
  if (make_pools(vulkan, why))
    return 1;
  VkCommandBufferAllocateInfo info = {
      .sType = VK_STRUCTURE_TYPE_COMMAND_BUFFER_ALLOCATE_INFO,
      .commandPool = batch->pool,
      .level = VK_COMMAND_BUFFER_LEVEL_PRIMARY,
      .commandBufferCount = 1};
  if (RT_VULKAN_FAILED(AllocateCommandBuffers, vulkan->device, &info,
                       &batch->commands))
    return 1;
  batch->sizes = rt_vulkan_make_buffer(
      vulkan, RT_BATCH_LAUNCHES * RT_LAUNCH_SIZES, true, why);
  return !batch->sizes;
}

void rt_vulkan_close_batch(rt_vulkan *vulkan) {
  rt_vulkan_batch *batch = &vulkan->batch;
  VkDevice device = vulkan->device;
  rt_vulkan_destroy_buffer(vulkan, batch->sizes);
  vulkan->call.DestroyQueryPool(device, batch->clock, NULL);
  vulkan->call.DestroyDescriptorPool(device, batch->descriptors, NULL);
  vulkan->call.DestroyFence(device, batch->fence, NULL);
  vulkan->call.DestroyCommandPool(device, batch->pool, NULL);
}

/* All that was written is seen by all that comes, on the host too. */
static void order(rt_vulkan *vulkan, VkPipelineStageFlags later,
                  VkAccessFlags accesses) {
  VkPipelineStageFlags earlier =
      VK_PIPELINE_STAGE_COMPUTE_SHADER_BIT | VK_PIPELINE_STAGE_TRANSFER_BIT;
  VkMemoryBarrier barrier = {.sType = VK_STRUCTURE_TYPE_MEMORY_BARRIER,
                             .srcAccessMask = VK_ACCESS_SHADER_WRITE_BIT |
                                              VK_ACCESS_TRANSFER_WRITE_BIT,
                             .dstAccessMask = accesses};
  vulkan->call.CmdPipelineBarrier(vulkan->batch.commands, earlier, later, 0, 1,
                                  &barrier, 0, NULL, 0, NULL);
}

static int begin(rt_vulkan *vulkan, tdsl_words *why) {
  rt_vulkan_batch *batch = &vulkan->batch;
  VkCommandBufferBeginInfo info = {
      .sType = VK_STRUCTURE_TYPE_COMMAND_BUFFER_BEGIN_INFO,
      .flags = VK_COMMAND_BUFFER_USAGE_ONE_TIME_SUBMIT_BIT};
  if (RT_VULKAN_FAILED(ResetDescriptorPool, vulkan->device, batch->descriptors,
                       0) ||
      RT_VULKAN_FAILED(BeginCommandBuffer, batch->commands, &info))
    return 1;
  batch->open = true;
  batch->launches = 0;
  batch->used_descriptors = 0;
  if (!batch->clock)
    return 0;
  vulkan->call.CmdResetQueryPool(batch->commands, batch->clock, 0, 2);
  vulkan->call.CmdWriteTimestamp(
      batch->commands, VK_PIPELINE_STAGE_TOP_OF_PIPE_BIT, batch->clock, 0);
  return 0;
}

int rt_vulkan_record(rt_vulkan *vulkan, tdsl_words *why) {
  if (!vulkan->batch.open)
    return begin(vulkan, why);
  order(vulkan,
        VK_PIPELINE_STAGE_COMPUTE_SHADER_BIT | VK_PIPELINE_STAGE_TRANSFER_BIT,
        VK_ACCESS_SHADER_READ_BIT | VK_ACCESS_SHADER_WRITE_BIT |
            VK_ACCESS_TRANSFER_READ_BIT | VK_ACCESS_TRANSFER_WRITE_BIT);
  return 0;
}

static int submit(rt_vulkan *vulkan, tdsl_words *why) {
  rt_vulkan_batch *batch = &vulkan->batch;
  order(vulkan, VK_PIPELINE_STAGE_HOST_BIT, VK_ACCESS_HOST_READ_BIT);
  if (batch->clock)
    vulkan->call.CmdWriteTimestamp(
        batch->commands, VK_PIPELINE_STAGE_BOTTOM_OF_PIPE_BIT, batch->clock, 1);
  VkSubmitInfo info = {.sType = VK_STRUCTURE_TYPE_SUBMIT_INFO,
                       .commandBufferCount = 1,
                       .pCommandBuffers = &batch->commands};
  return RT_VULKAN_FAILED(EndCommandBuffer, batch->commands) ||
         RT_VULKAN_FAILED(QueueSubmit, vulkan->queue, 1, &info, batch->fence) ||
         RT_VULKAN_FAILED(WaitForFences, vulkan->device, 1, &batch->fence,
                          VK_TRUE, UINT64_MAX) ||
         RT_VULKAN_FAILED(ResetFences, vulkan->device, 1, &batch->fence);
}

static void read_clock(rt_vulkan *vulkan) {
  rt_vulkan_batch *batch = &vulkan->batch;
  uint64_t ticks[2];
  if (!batch->clock || !batch->launches ||
      vulkan->call.GetQueryPoolResults(vulkan->device, batch->clock, 0, 2,
                                       sizeof ticks, ticks, sizeof *ticks,
                                       VK_QUERY_RESULT_64_BIT) != VK_SUCCESS)
    return;
  uint64_t mask = vulkan->clock_bits < 64
                      ? (UINT64_C(1) << vulkan->clock_bits) - 1
                      : UINT64_MAX;
  double period = (double)vulkan->properties.limits.timestampPeriod;
  vulkan->nanoseconds +=
      (int64_t)((double)((ticks[1] - ticks[0]) & mask) * period);
}

int rt_vulkan_finish(rt_vulkan *vulkan, tdsl_words *why) {
  if (!vulkan->batch.open)
    return 0;
  vulkan->batch.open = false;
  if (submit(vulkan, why))
    return 1;
  read_clock(vulkan);
  return 0;
}
