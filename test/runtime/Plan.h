//===- Plan.h - Build the plans of device functions by hand ---------------===//
//
// What generated code emits as constant data, written by the tests.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_TEST_RUNTIME_PLAN_H
#define TDSL_TEST_RUNTIME_PLAN_H

#include "test/runtime/Descriptor.h"

#include "tdsl/device.h"

#include <string>

namespace tdsl::test {

/// The plan of the function that is called, as its kernel would name it.
inline const tdsl_plan *thePlan;

inline int32_t runThePlan(tdsl_context *context, void *const *buffers,
                          const int64_t *sizes) {
  return tdsl_rt_run_plan(context, thePlan, buffers, sizes);
}

struct Use {
  uint32_t buffer;
  uint32_t uses;
};
inline Use reads(uint32_t buffer) { return {buffer, TDSL_BUFFER_READ}; }
inline Use writes(uint32_t buffer) { return {buffer, TDSL_BUFFER_WRITE}; }

/// A function that runs on a device, under construction.
class Plan : public Descriptor {
public:
  explicit Plan(const char *name, int32_t device)
      : Descriptor(name, runThePlan) {
    plan.abi_version = TDSL_ABI_VERSION;
    plan.device = device;
    plan.state = &state;
  }

  Plan &image(std::string bytes) {
    bytesOfImages.push_back(std::move(bytes));
    images.push_back(
        {bytesOfImages.back().data(), uint64_t(bytesOfImages.back().size())});
    return *this;
  }

  Plan &kernel(const char *entry, uint32_t image, std::vector<Use> uses,
               std::vector<uint32_t> sizes, uint32_t threads = 64) {
    std::vector<tdsl_plan_argument> &arguments = argumentLists.emplace_back();
    for (Use use : uses)
      arguments.push_back({use.buffer, use.uses});
    sizeLists.push_back(std::move(sizes));
    kernels.push_back({entry,
                       image,
                       {threads, 1, 1},
                       0,
                       0,
                       uint32_t(arguments.size()),
                       uint32_t(sizeLists.back().size()),
                       arguments.data(),
                       sizeLists.back().data()});
    return *this;
  }

  Plan &buffer(const char *stage, std::vector<Words> extents,
               int32_t elementBytes) {
    std::vector<tdsl_program> &programs = extentLists.emplace_back();
    for (Words extent : extents)
      programs.push_back(program(extent));
    buffers.push_back(
        {stage, int32_t(extents.size()), elementBytes, programs.data()});
    return *this;
  }

  Plan &step(int32_t kind, uint32_t what) {
    steps.push_back({kind, what, {{0, 0}, {0, 0}, {0, 0}}});
    return *this;
  }
  Plan &launch(uint32_t kernel, const std::vector<int64_t> &x,
               const std::vector<int64_t> &y = {},
               const std::vector<int64_t> &z = {}) {
    steps.push_back(
        {TDSL_STEP_LAUNCH, kernel, {program(x), program(y), program(z)}});
    return *this;
  }

  Plan &site(tdsl_access_site site) {
    sites.push_back(site);
    return *this;
  }
  Plan &report(uint32_t leaves = 0) {
    plan.has_report = 1;
    plan.leaf_count = leaves;
    return *this;
  }

  /// Calls it; other plans may not be called meanwhile.
  tdsl_status run(const Args &args, const tdsl_driver *driver = nullptr,
                  const int64_t *sizes = nullptr, int64_t *leaves = nullptr) {
    tdsl_call_options options = {0, 0, leaves, driver};
    thePlan = finished();
    return tdsl_invoke(get(), args.data(), sizes, &options);
  }

  const tdsl_plan *finished() {
    plan.image_count = uint32_t(images.size());
    plan.kernel_count = uint32_t(kernels.size());
    plan.buffer_count = uint32_t(buffers.size());
    plan.step_count = uint32_t(steps.size());
    plan.site_count = uint32_t(sites.size());
    plan.images = images.data();
    plan.kernels = kernels.data();
    plan.buffers = buffers.data();
    plan.steps = steps.data();
    plan.sites = sites.data();
    return &plan;
  }

  tdsl_plan plan = {};
  void *state = nullptr;
  std::vector<tdsl_plan_kernel> kernels;
  std::vector<tdsl_plan_buffer> buffers;
  std::vector<tdsl_plan_step> steps;

private:
  std::deque<std::string> bytesOfImages;
  std::vector<tdsl_image> images;
  std::deque<std::vector<tdsl_plan_argument>> argumentLists;
  std::deque<std::vector<uint32_t>> sizeLists;
  std::deque<std::vector<tdsl_program>> extentLists;
  std::vector<tdsl_access_site> sites;
};

/// ceil(size / 64): the blocks of a loop over a size.
inline std::vector<int64_t> blocksOf(int64_t symbol) {
  return {TDSL_OP_SYMBOL, symbol,       TDSL_OP_PUSH, 63,
          TDSL_OP_ADD,    TDSL_OP_PUSH, 64,           TDSL_OP_FLOORDIV};
}

} // namespace tdsl::test

#endif // TDSL_TEST_RUNTIME_PLAN_H
