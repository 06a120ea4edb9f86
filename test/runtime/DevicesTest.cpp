//===- DevicesTest.cpp - Which devices there are --------------------------===//

#include "tdsl/device.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <cstring>
#include <string>

namespace {

void expectNone(int32_t device, const std::string &reason) {
  tdsl_words why = {""}, line = {"old"};
  EXPECT_EQ(tdsl_device_driver(device, &why), nullptr);
  EXPECT_NE(std::string(why.text).find(reason), std::string::npos) << why.text;

  why.text[0] = '\0';
  EXPECT_EQ(tdsl_device_describe(device, &line, &why), 1);
  EXPECT_NE(std::string(why.text).find(reason), std::string::npos) << why.text;
  EXPECT_STREQ(line.text, "");

  tdsl_device_limits limits, none;
  std::memset(&limits, 1, sizeof limits);
  std::memset(&none, 0, sizeof none);
  EXPECT_EQ(tdsl_device_get_limits(device, &limits, &why), 1);
  EXPECT_EQ(std::memcmp(&limits, &none, sizeof limits), 0);
  EXPECT_EQ(tdsl_device_driver(device, nullptr), nullptr);
}

TEST(Devices, OfAnotherKindThereAreNone) {
  expectNone(TDSL_CPU, "there are drivers for CUDA (2) and Vulkan (7)");
}

TEST(Devices, CanBeDisabled) {
  setenv("TDSL_DISABLE_CUDA", "1", 1);
  setenv("TDSL_DISABLE_VULKAN", "1", 1);
  expectNone(TDSL_CUDA, "TDSL_DISABLE_CUDA is set");
  expectNone(TDSL_VULKAN, "TDSL_DISABLE_VULKAN is set");
  unsetenv("TDSL_DISABLE_CUDA");
  unsetenv("TDSL_DISABLE_VULKAN");
}

TEST(Devices, AMissingLibraryIsNamed) {
  unsetenv("TDSL_DISABLE_CUDA"); // whoever runs the tests may have set it
  setenv("TDSL_CUDA_LIBRARY", "/nowhere/libcuda.so.1", 1);
  expectNone(TDSL_CUDA, "/nowhere/libcuda.so.1");
  unsetenv("TDSL_CUDA_LIBRARY");
}

TEST(Devices, ALibraryOfSomethingElseIsRefused) {
  setenv("TDSL_CUDA_LIBRARY", "libm.so.6", 1);
  expectNone(TDSL_CUDA, "it has no cuCtxPopCurrent_v2");
  unsetenv("TDSL_CUDA_LIBRARY");
}

} // namespace
