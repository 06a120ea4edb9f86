//===- HostModule.cpp - The host's side of a function on a device ---------===//
//
// Writes a tdsl_plan (runtime/include/tdsl/device.h, part 1) as constant data,
// and the function that runs it. The layouts here are those of that header; a
// test of test/unit/backends/gpu reads them back.
//
//===----------------------------------------------------------------------===//

#include "backends/gpu/HostModule.h"

#include "backends/native/Constants.h"
#include "backends/native/Native.h"
#include "compiler/support/Check.h"
#include "runtime/include/tdsl/device.h"

#include "llvm/IR/IRBuilder.h"

using namespace llvm;

namespace tdsl::gpu {
namespace {

class PlanWriter {
public:
  PlanWriter(const DeviceProgram &program, const DeviceCode &code,
             native::Constants &constants)
      : program(program), code(code), make(constants) {}

  Constant *write(int32_t device) {
    int64_t leaves = program.hasReport ? program.leafCount : 0;
    return make.global(make.structOf(
        {make.u32(TDSL_ABI_VERSION), make.u32(static_cast<uint32_t>(device)),
         make.u32(code.images.size()), make.u32(code.kernels.size()),
         make.u32(program.buffers.size()), make.u32(program.steps.size()),
         make.u32(program.sites.size()), make.u32(leaves),
         make.u32(program.hasReport), make.u32(0), make.array(writeImages()),
         make.array(writeKernels()), make.array(writeBuffers()),
         make.array(writeSteps()), make.array(writeSites()), state()}));
  }

private:
  const DeviceProgram &program;
  const DeviceCode &code;
  native::Constants &make;

  /// Words of SPIR-V are read as such, and PTX ends with a NUL that does not
  /// count.
  std::vector<Constant *> writeImages() {
    std::vector<Constant *> rows;
    for (const std::string &image : code.images) {
      GlobalVariable *bytes =
          make.global(ConstantDataArray::getString(make.getContext(), image));
      bytes->setAlignment(Align(16));
      rows.push_back(make.structOf({bytes, make.u64(image.size())}));
    }
    return rows;
  }

  std::vector<Constant *> writeKernels() {
    std::vector<Constant *> rows;
    mlir::ModuleOp kernels = *program.kernels;
    for (auto [kernel, made] : llvm::zip_equal(
             kernels.getBody()->getOps<tir::KernelOp>(), code.kernels))
      rows.push_back(writeKernel(kernel, made));
    return rows;
  }

  Constant *writeKernel(tir::KernelOp kernel, const KernelCode &made) {
    std::vector<Constant *> arguments, sizes;
    for (auto [buffer, uses] : llvm::zip(kernel.getBuffers(), kernel.getUses()))
      arguments.push_back(make.structOf({make.u32(buffer), make.u32(uses)}));
    for (int64_t size : kernel.getSizes())
      sizes.push_back(make.u32(size));
    ArrayRef<int64_t> threads = kernel.getThreads();
    Constant *block[] = {make.u32(threads[0]), make.u32(threads[1]),
                         make.u32(threads[2])};
    return make.structOf({make.text(made.entry), make.u32(made.image),
                          inPlace(block), make.u32(made.sharedBytes),
                          make.u32(made.dynamicBytes),
                          make.u32(arguments.size()), make.u32(sizes.size()),
                          make.array(arguments), make.array(sizes)});
  }

  std::vector<Constant *> writeBuffers() {
    std::vector<Constant *> rows;
    for (const WorkBuffer &buffer : program.buffers) {
      std::vector<Constant *> extents;
      for (const target::Words &extent : buffer.extents)
        extents.push_back(make.program(extent));
      rows.push_back(
          make.structOf({make.text(buffer.stage), make.u32(extents.size()),
                         make.u32(buffer.elementBytes), make.array(extents)}));
    }
    return rows;
  }

  std::vector<Constant *> writeSteps() {
    std::vector<Constant *> rows;
    for (const Step &step : program.steps) {
      Constant *grid[] = {make.program(step.grid[0]),
                          make.program(step.grid[1]),
                          make.program(step.grid[2])};
      rows.push_back(make.structOf(
          {make.u32(kindOf(step)), make.u32(step.what), inPlace(grid)}));
    }
    return rows;
  }

  static uint32_t kindOf(const Step &step) {
    switch (step.kind) {
    case Step::Kind::Allocate:
      return TDSL_STEP_ALLOCATE;
    case Step::Kind::Release:
      return TDSL_STEP_RELEASE;
    case Step::Kind::Launch:
      return TDSL_STEP_LAUNCH;
    case Step::Kind::Clock:
      return TDSL_STEP_CLOCK;
    }
    llvm_unreachable("a step of no kind");
  }

  std::vector<Constant *> writeSites() {
    std::vector<Constant *> rows;
    for (tir::SiteAttr site : program.sites)
      rows.push_back(
          make.structOf({make.text(site.getStage()),
                         make.text(site.getTensor()), make.text(site.getFile()),
                         make.u32(site.getLine()), make.u32(site.getColumn()),
                         make.u32(site.getDim()), make.u32(site.getKind())}));
    return rows;
  }

  /// An array that is a field.
  static Constant *inPlace(ArrayRef<Constant *> values) {
    return ConstantArray::get(
        ArrayType::get(values.front()->getType(), values.size()), values);
  }

  /// Where the runtime remembers what it loaded.
  Constant *state() {
    auto *pointer = PointerType::get(make.getContext(), 0);
    return new GlobalVariable(make.getModule(), pointer, /*isConstant=*/false,
                              GlobalValue::PrivateLinkage,
                              ConstantPointerNull::get(pointer));
  }
};

/// kernel(context, buffers, sizes) { return run(context, &plan, ...); }
Function *addKernel(Module &module, StringRef name, Constant *plan) {
  LLVMContext &context = module.getContext();
  Type *pointer = PointerType::get(context, 0),
       *i32 = Type::getInt32Ty(context);
  FunctionCallee run = module.getOrInsertFunction(
      "tdsl_rt_run_plan",
      FunctionType::get(i32, {pointer, pointer, pointer, pointer}, false));
  auto *kernel = Function::Create(
      FunctionType::get(i32, {pointer, pointer, pointer}, false),
      GlobalValue::InternalLinkage, name, module);
  IRBuilder<> builder(BasicBlock::Create(context, "", kernel));
  builder.CreateRet(builder.CreateCall(
      run, {kernel->getArg(0), plan, kernel->getArg(1), kernel->getArg(2)}));
  return kernel;
}

} // namespace

std::unique_ptr<Module> hostModule(const target::Unit &unit,
                                   const DeviceProgram &program,
                                   const DeviceCode &code, int32_t device,
                                   LLVMContext &context,
                                   TargetMachine &machine) {
  Doing doing("writing the plan of a device");
  auto module = std::make_unique<Module>(unit.signature.name, context);
  native::Constants constants(*module);
  Constant *plan = PlanWriter(program, code, constants).write(device);
  Function *kernel = addKernel(*module, unit.signature.name + ".kernel", plan);
  native::setTarget(*module, machine);
  native::addDescriptor(unit.signature, program.leafCount, *kernel, constants);
  return module;
}

} // namespace tdsl::gpu
