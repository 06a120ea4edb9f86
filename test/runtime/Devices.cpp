//===- Devices.cpp - Prints the devices that there are --------------------===//
//
// Not a test: lit asks it which features the machine has.
//
//===----------------------------------------------------------------------===//

#include "tdsl/device.h"

#include <cstdio>

int main() {
  tdsl_words line, why;
  if (tdsl_device_describe(TDSL_CUDA, &line, &why) == 0)
    std::printf("cuda: %s\n", line.text);
  else
    std::fprintf(stderr, "no cuda: %s\n", why.text);
  if (tdsl_device_describe(TDSL_VULKAN, &line, &why) == 0)
    std::printf("vulkan: %s\n", line.text);
  else
    std::fprintf(stderr, "no vulkan: %s\n", why.text);
}
