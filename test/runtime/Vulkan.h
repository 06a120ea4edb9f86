//===- Vulkan.h - Tests that need a Vulkan device -------------------------===//

#ifndef TDSL_TEST_RUNTIME_VULKAN_H
#define TDSL_TEST_RUNTIME_VULKAN_H

#include "test/runtime/Plan.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

namespace tdsl::test {

/// Skipped where there is no device, with the reason that the runtime gives.
/// The validation layer listens where it is installed.
struct Vulkan : ::testing::Test {
  void SetUp() override {
    if (!*SPIRV_FOLDER)
      GTEST_SKIP() << "spirv-as was missing when the tests were built";
    tdsl_words why = {""};
    driver = tdsl_device_driver(TDSL_VULKAN, &why);
    if (!driver)
      GTEST_SKIP() << "no Vulkan device: " << why.text;
  }

  static void SetUpTestSuite() {
    tdsl_words why = {""};
    setenv("XDG_CACHE_HOME", (::testing::TempDir() + "tdsl-cache").c_str(), 0);
    if (TDSL_TEST_STAGED)
      setenv("TDSL_VULKAN_STAGING", "1", 1);
    setenv("TDSL_VULKAN_VALIDATION", "1", 1);
    isValidated = tdsl_device_driver(TDSL_VULKAN, &why);
    if (!isValidated)
      setenv("TDSL_VULKAN_VALIDATION", "0", 1);
  }

  const tdsl_driver *driver = nullptr;
  static inline bool isValidated = false;
};

/// The module that the build made of test/runtime/spirv/<name>.spvasm.
inline std::string assembled(const std::string &name) {
  std::ifstream file(SPIRV_FOLDER "/" + name + ".spv", std::ios::binary);
  std::stringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

/// fn f<N>(x: T[N]) -> (y: T[N]) with one of the modules named map.
struct Map : Plan {
  explicit Map(const std::string &name, tdsl_dtype type = f32)
      : Plan("f", TDSL_VULKAN) {
    symbol("N", 0, 0);
    param("x", TDSL_PARAM_INPUT, type, "[N]", {{TDSL_OP_SYMBOL, 0}});
    param("y", TDSL_PARAM_OUTPUT, type, "[N]", {{TDSL_OP_SYMBOL, 0}});
    image(assembled("map-" + name));
    kernel("map", 0, {reads(0), writes(1)}, {0});
    launch(0, blocksOf(0));
  }
};

} // namespace tdsl::test

#endif // TDSL_TEST_RUNTIME_VULKAN_H
