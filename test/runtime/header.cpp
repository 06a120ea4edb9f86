//===- header.cpp - The public header is C++11 ----------------------------===//

#include "tdsl/device.h"

static_assert(sizeof(tdsl_tensor) == 48, "the layout is that of C");
