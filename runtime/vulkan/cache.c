/*===- cache.c - Pipelines of earlier processes ---------------------------===*\
|*
|* What Vulkan made of the kernels is kept in a file of the user's cache folder,
|* one for each device and version of its driver. It is written beside its place
|* and renamed, so that nobody reads half of it, and has a sum, because drivers
|* trust what is in it. Whatever goes wrong, kernels are compiled anew.
|*
\*===----------------------------------------------------------------------===*/

#include "runtime/vulkan/vulkan.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct header {
  char magic[8];
  uint64_t bytes; /* that follow */
  uint64_t sum;   /* of them */
} header;

static const char MAGIC[8] = "TDSLVPC1";
static const uint64_t MAX_BYTES = 256 << 20;

static bool find_folder(char *path, size_t room) {
  const char *cache = getenv("XDG_CACHE_HOME");
  const char *home = getenv("HOME");
  int length = -1;
  if (cache && *cache == '/')
    length = snprintf(path, room, "%s/tdsl", cache);
  else if (home && *home == '/')
    length = snprintf(path, room, "%s/.cache/tdsl", home);
  return length > 0 && (size_t)length < room;
}

static bool find_file(const rt_vulkan *vulkan, char *path, size_t room) {
  if (!find_folder(path, room))
    return false;
  size_t length = strlen(path);
  char name[2 * VK_UUID_SIZE + 1];
  for (size_t i = 0; i < VK_UUID_SIZE; i++)
    snprintf(name + 2 * i, 3, "%02x", vulkan->properties.pipelineCacheUUID[i]);
  int more = snprintf(path + length, room - length, "/vulkan-%s-%08x.cache",
                      name, vulkan->properties.driverVersion);
  return more > 0 && (size_t)more < room - length;
}

static bool make_folders(const char *file) {
  char path[PATH_MAX];
  snprintf(path, sizeof path, "%s", file);
  for (char *slash = strchr(path + 1, '/'); slash;
       slash = strchr(slash + 1, '/')) {
    *slash = '\0';
    if (mkdir(path, 0700) != 0 && errno != EEXIST)
      return false;
    *slash = '/';
  }
  return true;
}

/* FNV-1a. */
static uint64_t sum_of(const unsigned char *data, size_t bytes) {
  uint64_t sum = UINT64_C(0xcbf29ce484222325);
  for (size_t i = 0; i < bytes; i++)
    sum = (sum ^ data[i]) * UINT64_C(0x100000001b3);
  return sum;
}

/* The data of a file that is whole, to be freed; NULL otherwise. */
static void *read_file(FILE *file, size_t *bytes) {
  header head;
  if (fread(&head, sizeof head, 1, file) != 1 ||
      memcmp(head.magic, MAGIC, sizeof MAGIC) != 0 || head.bytes > MAX_BYTES)
    return NULL;
  unsigned char *data = (unsigned char *)malloc(head.bytes + 1);
  if (data && fread(data, 1, head.bytes + 1, file) == head.bytes &&
      sum_of(data, head.bytes) == head.sum) {
    *bytes = head.bytes;
    return data;
  }
  free(data);
  return NULL;
}

void rt_vulkan_load_cache(rt_vulkan *vulkan) {
  char path[PATH_MAX];
  FILE *file = find_file(vulkan, path, sizeof path) ? fopen(path, "rb") : NULL;
  size_t bytes = 0;
  void *data = file ? read_file(file, &bytes) : NULL;
  if (file)
    fclose(file);
  VkPipelineCacheCreateInfo info = {
      .sType = VK_STRUCTURE_TYPE_PIPELINE_CACHE_CREATE_INFO,
      .initialDataSize = bytes,
      .pInitialData = data};
  if (vulkan->call.CreatePipelineCache(vulkan->device, &info, NULL,
                                       &vulkan->cache) != VK_SUCCESS)
    vulkan->cache = VK_NULL_HANDLE;
  vulkan->saved_bytes = bytes;
  free(data);
}

static bool write_file(FILE *file, const void *data, size_t bytes) {
  header head = {.bytes = bytes, .sum = sum_of(data, bytes)};
  memcpy(head.magic, MAGIC, sizeof MAGIC);
  bool good = fwrite(&head, sizeof head, 1, file) == 1 &&
              fwrite(data, 1, bytes, file) == bytes;
  return fclose(file) == 0 && good;
}

static void replace_file(const char *path, const void *data, size_t bytes) {
  char beside[PATH_MAX];
  int length = snprintf(beside, sizeof beside, "%s.XXXXXX", path);
  if (length < 0 || (size_t)length >= sizeof beside || !make_folders(path))
    return;
  int descriptor = mkstemp(beside);
  FILE *file = descriptor < 0 ? NULL : fdopen(descriptor, "wb");
  if (!file && descriptor >= 0)
    close(descriptor);
  bool good = file && write_file(file, data, bytes);
  if (descriptor >= 0 && (!good || rename(beside, path) != 0))
    unlink(beside);
}

void rt_vulkan_save_cache(rt_vulkan *vulkan) {
  char path[PATH_MAX];
  size_t bytes = 0;
  if (!vulkan->cache ||
      vulkan->call.GetPipelineCacheData(vulkan->device, vulkan->cache, &bytes,
                                        NULL) != VK_SUCCESS ||
      bytes == vulkan->saved_bytes || bytes > MAX_BYTES ||
      !find_file(vulkan, path, sizeof path))
    return;
  void *data = malloc(bytes);
  if (data && vulkan->call.GetPipelineCacheData(vulkan->device, vulkan->cache,
                                                &bytes, data) == VK_SUCCESS) {
    replace_file(path, data, bytes);
    vulkan->saved_bytes = bytes;
  }
  free(data);
}
