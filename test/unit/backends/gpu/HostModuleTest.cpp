//===- HostModuleTest.cpp - Plans and descriptors, read back as C ---------===//

#include "backends/gpu/HostModule.h"

#include "backends/native/Native.h"
#include "runtime/include/tdsl/device.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Parser/Parser.h"
#include "llvm/ExecutionEngine/Orc/LLJIT.h"
#include "gtest/gtest.h"

using namespace tdsl;

namespace {

const char *kernels = R"(
tir.kernel @first threads [64, 2, 1] buffers [0, 2] uses [1, 2] sizes [1] {
^bb0(%x: !tir.buffer<f32, 1, argument>, %t: !tir.buffer<f32, 1, argument>,
     %n: index):
}
tir.kernel @second threads [32, 1, 1] buffers [2, 1, 3] uses [1, 3, 3] sizes []
    report {
^bb0(%t: !tir.buffer<f32, 1, argument>, %y: !tir.buffer<f32, 1, argument>,
     %r: !tir.buffer<i32, 1, argument>):
}
)";

/// What the kernel of the module calls instead of the runtime.
struct Seen {
  tdsl_context *context;
  const tdsl_plan *plan;
  void *const *buffers;
  const int64_t *sizes;
};
Seen seen;

int32_t runPlan(tdsl_context *context, const tdsl_plan *plan,
                void *const *buffers, const int64_t *sizes) {
  seen = {context, plan, buffers, sizes};
  return 7;
}

target::Param param(const char *name, target::Param::Kind kind) {
  target::Param made;
  made.kind = kind;
  made.name = name;
  made.shapeText = "[N]";
  made.type = {target::TypeCode::Float, 32};
  made.dims = {sets::Expr::symbol("N")};
  return made;
}

target::Unit unit() {
  target::Unit made;
  made.signature.name = "twice";
  made.signature.params = {param("x", target::Param::Kind::Input),
                           param("y", target::Param::Kind::Output)};
  made.signature.symbols = {{"N", 3, 0, 0, {}, {}}, {"M", -4, -1, 0, {}, {5}}};
  return made;
}

gpu::DeviceProgram program(mlir::MLIRContext &context) {
  gpu::DeviceProgram made;
  made.kernels = mlir::parseSourceString<mlir::ModuleOp>(kernels, &context);
  made.buffers.push_back({"t", 4, {{11, 12}, {13}}});
  gpu::Step launch;
  launch.what = 1;
  launch.grid = {target::Words{21}, target::Words{22, 23}, target::Words{24}};
  gpu::Step release;
  release.kind = gpu::Step::Kind::Release;
  made.steps = {launch, release};
  made.sites.push_back(
      tir::SiteAttr::get(&context, "y", "x", "twice.tdsl", 8, 9, 1, 2));
  made.leafCount = 6;
  made.hasReport = true;
  return made;
}

gpu::DeviceCode code() {
  gpu::DeviceCode made;
  made.images = {"text of the kernels"};
  made.kernels = {{"first", 0, 100, 0}, {"second", 0, 70000, 60000}};
  return made;
}

/// A module in memory, from its descriptor on.
class HostModule : public testing::Test {
protected:
  void SetUp() override {
    mlir.loadDialect<tir::TirDialect, mlir::arith::ArithDialect>();
    load(program(mlir), code(), TDSL_CUDA);
  }

  /// Makes a module, puts it into memory and calls its kernel.
  void load(const gpu::DeviceProgram &program, const gpu::DeviceCode &code,
            int32_t device) {
    std::string whyNot;
    auto machine = native::makeMachine(made.target, true, whyNot);
    ASSERT_TRUE(machine) << whyNot;
    auto context = std::make_unique<llvm::LLVMContext>();
    auto module =
        gpu::hostModule(made, program, code, device, *context, *machine);
    jit = cantFail(llvm::orc::LLJITBuilder().create());
    cantFail(jit->getMainJITDylib().define(llvm::orc::absoluteSymbols(
        {{jit->mangleAndIntern("tdsl_rt_run_plan"),
          {llvm::orc::ExecutorAddr::fromPtr(&runPlan),
           llvm::JITSymbolFlags::Exported}}})));
    cantFail(jit->addIRModule({std::move(module), std::move(context)}));
    function = cantFail(jit->lookup("twice")).toPtr<const tdsl_function *>();
    call();
  }

  void call() {
    seen = {};
    int marker = 0;
    auto *context = reinterpret_cast<tdsl_context *>(&marker);
    void *buffers[] = {&marker};
    int64_t sizes[] = {1, 2};
    EXPECT_EQ(function->kernel(context, buffers, sizes), 7);
    EXPECT_EQ(seen.context, context);
    EXPECT_EQ(seen.buffers, buffers);
    EXPECT_EQ(seen.sizes, sizes);
    ASSERT_NE(seen.plan, nullptr);
    plan = seen.plan;
  }

  std::vector<int64_t> words(tdsl_program program) {
    EXPECT_LE(program.begin + program.length, function->code_length);
    const int64_t *begin = function->code + program.begin;
    return {begin, begin + program.length};
  }

  using Words = std::vector<int64_t>;

  mlir::MLIRContext mlir;
  target::Unit made = unit();
  std::unique_ptr<llvm::orc::LLJIT> jit;
  const tdsl_function *function = nullptr;
  const tdsl_plan *plan = nullptr;
};

TEST_F(HostModule, HasTheDescriptorOfTheFunction) {
  EXPECT_EQ(function->abi_version, TDSL_ABI_VERSION);
  EXPECT_STREQ(function->name, "twice");
  EXPECT_EQ(function->leaf_count, 6);
  ASSERT_EQ(function->param_count, 2);
  EXPECT_STREQ(function->params[0].name, "x");
  EXPECT_STREQ(function->params[1].name, "y");
  EXPECT_EQ(function->params[1].rank, 1);
  ASSERT_EQ(function->symbol_count, 2);
  EXPECT_STREQ(function->symbols[1].name, "M");
  EXPECT_EQ(function->symbols[1].minimum, -4);
  EXPECT_EQ(words(function->symbols[1].default_value), Words{5});
}

TEST_F(HostModule, HasAPlanOfTheProgram) {
  EXPECT_EQ(plan->abi_version, TDSL_ABI_VERSION);
  EXPECT_EQ(plan->device, TDSL_CUDA);
  EXPECT_EQ(plan->leaf_count, 6u);
  EXPECT_EQ(plan->has_report, 1);
  EXPECT_EQ(plan->reserved, 0u);
  ASSERT_EQ(plan->buffer_count, 1u);
  EXPECT_STREQ(plan->buffers[0].stage, "t");
  EXPECT_EQ(plan->buffers[0].element_bytes, 4);
  ASSERT_EQ(plan->buffers[0].rank, 2);
  EXPECT_EQ(words(plan->buffers[0].extents[0]), (Words{11, 12}));
  EXPECT_EQ(words(plan->buffers[0].extents[1]), Words{13});
  ASSERT_EQ(plan->step_count, 2u);
  EXPECT_EQ(plan->steps[0].kind, TDSL_STEP_LAUNCH);
  EXPECT_EQ(plan->steps[0].what, 1u);
  EXPECT_EQ(words(plan->steps[0].grid[0]), Words{21});
  EXPECT_EQ(words(plan->steps[0].grid[1]), (Words{22, 23}));
  EXPECT_EQ(words(plan->steps[0].grid[2]), Words{24});
  EXPECT_EQ(plan->steps[1].kind, TDSL_STEP_RELEASE);
  EXPECT_EQ(plan->steps[1].what, 0u);
  ASSERT_EQ(plan->site_count, 1u);
  EXPECT_STREQ(plan->sites[0].stage, "y");
  EXPECT_STREQ(plan->sites[0].tensor, "x");
  EXPECT_STREQ(plan->sites[0].file, "twice.tdsl");
  EXPECT_EQ(plan->sites[0].line, 8);
  EXPECT_EQ(plan->sites[0].column, 9);
  EXPECT_EQ(plan->sites[0].dim, 1);
  EXPECT_EQ(plan->sites[0].kind, 2);
}

TEST_F(HostModule, HasTheCodeOfTheKernels) {
  ASSERT_EQ(plan->image_count, 1u);
  EXPECT_EQ(plan->images[0].size, code().images[0].size());
  EXPECT_STREQ(static_cast<const char *>(plan->images[0].bytes),
               code().images[0].c_str());
  ASSERT_EQ(plan->kernel_count, 2u);
  const tdsl_plan_kernel &first = plan->kernels[0], &second = plan->kernels[1];
  EXPECT_STREQ(first.entry, "first");
  EXPECT_EQ(first.threads[0], 64u);
  EXPECT_EQ(first.threads[1], 2u);
  EXPECT_EQ(first.threads[2], 1u);
  EXPECT_EQ(first.shared_bytes, 100u);
  EXPECT_EQ(first.dynamic_bytes, 0u);
  ASSERT_EQ(first.argument_count, 2u);
  EXPECT_EQ(first.arguments[1].buffer, 2u);
  EXPECT_EQ(first.arguments[1].uses, TDSL_BUFFER_WRITE);
  ASSERT_EQ(first.size_count, 1u);
  EXPECT_EQ(first.sizes[0], 1u);
  EXPECT_STREQ(second.entry, "second");
  EXPECT_EQ(second.image, 0u);
  EXPECT_EQ(second.shared_bytes, 70000u);
  EXPECT_EQ(second.dynamic_bytes, 60000u);
  ASSERT_EQ(second.argument_count, 3u);
  EXPECT_EQ(second.arguments[2].buffer, 3u);
  EXPECT_EQ(second.arguments[2].uses, TDSL_BUFFER_READ | TDSL_BUFFER_WRITE);
  EXPECT_EQ(second.size_count, 0u);
}

TEST_F(HostModule, HasRoomForWhatTheRuntimeLoads) {
  ASSERT_NE(plan->state, nullptr);
  EXPECT_EQ(*plan->state, nullptr);
  *plan->state = &made; // it can be written to
  EXPECT_EQ(*plan->state, &made);
}

/// Without a report no kernel counts leaves, whatever the clocks count.
TEST_F(HostModule, CountsNoLeavesOfKernelsThatReportNothing) {
  gpu::DeviceProgram empty;
  empty.kernels = mlir::parseSourceString<mlir::ModuleOp>("", &mlir);
  empty.leafCount = 2;
  load(empty, {}, TDSL_VULKAN);
  EXPECT_EQ(function->leaf_count, 2);
  EXPECT_EQ(plan->device, TDSL_VULKAN);
  EXPECT_EQ(plan->leaf_count, 0u);
  EXPECT_EQ(plan->kernel_count, 0u);
  EXPECT_EQ(plan->kernels, nullptr);
}

} // namespace
