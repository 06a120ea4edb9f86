//===- Vulkan.h - Tests that need a Vulkan device -------------------------===//

#ifndef TDSL_TEST_RUNTIME_VULKAN_H
#define TDSL_TEST_RUNTIME_VULKAN_H

#include "test/runtime/Plan.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace tdsl::test {

/// Skipped where there is no device, with the reason that the runtime gives.
struct Vulkan : ::testing::Test {
  void SetUp() override {
    tdsl_words why = {""};
    if (!*SPIRV_FOLDER)
      GTEST_SKIP() << "spirv-as was missing when the tests were built";
    if (!tdsl_device_driver(TDSL_VULKAN, &why))
      GTEST_SKIP() << "no Vulkan device: " << why.text;
  }
};

/// The module that the build made of test/runtime/spirv/<name>.spvasm.
inline std::string assembled(const std::string &name) {
  std::ifstream file(SPIRV_FOLDER "/" + name + ".spv", std::ios::binary);
  std::stringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

} // namespace tdsl::test

#endif // TDSL_TEST_RUNTIME_VULKAN_H
