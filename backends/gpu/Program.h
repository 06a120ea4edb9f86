//===- Program.h - A function as kernels and the steps that run them ------===//
//
// What both GPU backends start from: the flat tensor IR of a unit, taken apart
// into tir.kernel operations and a straight-line program for the host. It is
// the compiler's side of a tdsl_plan (runtime/include/tdsl/device.h), where
// buffers, sizes and sites have the same numbers.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_BACKENDS_GPU_PROGRAM_H
#define TDSL_BACKENDS_GPU_PROGRAM_H

#include "compiler/target/Backend.h"
#include "compiler/tir/Tir.h"

#include <array>

namespace tdsl::gpu {

/// Memory of a device that lives between two steps.
struct WorkBuffer {
  std::string stage;
  int64_t elementBytes = 0;
  std::vector<target::Words> extents;
};

struct Step {
  enum class Kind : uint8_t {
    Allocate,
    Release,
    Launch,
    Clock
  } kind = Kind::Launch;
  /// The number of the buffer in the plan, of the kernel, of the counter.
  int64_t what = 0;
  std::array<target::Words, 3> grid; // of a launch
};

struct DeviceProgram {
  /// Nothing but tir.kernel operations, in the order of their numbers.
  mlir::OwningOpRef<mlir::ModuleOp> kernels;
  std::vector<WorkBuffer> buffers;
  std::vector<Step> steps;
  std::vector<tir::SiteAttr> sites;
  int64_t leafCount = 0;
  bool hasReport = false;
};

/// Takes the tensor IR of a unit apart. The program lives in its context.
DeviceProgram outline(const target::Unit &unit);

/// Code for a device, and where in it a kernel is.
struct KernelCode {
  std::string entry;
  unsigned image = 0;
  int64_t sharedBytes = 0;  // of a block
  int64_t dynamicBytes = 0; // the part that a launch asks for
};

struct DeviceCode {
  std::vector<std::string> images;
  std::vector<KernelCode> kernels; // as in the program
};

} // namespace tdsl::gpu

#endif // TDSL_BACKENDS_GPU_PROGRAM_H
