//===- Outline.cpp - Taking a function apart into kernels and steps -------===//
//
//   tir.allocate heap t [n]              allocate t [n]
//     tir.launch c blocks [g] {...}  ->  launch f_c_0 on g     tir.kernel
//     @f_c_0
//                                        release t
//
// Only launches touch memory, so what stands around them is sizes: a kernel
// computes again what it needs of it, and the host has it as programs.
//
//===----------------------------------------------------------------------===//

#include "backends/gpu/Program.h"

#include "compiler/support/Check.h"
#include "compiler/target/Tir.h"
#include "compiler/tir/Access.h"
#include "runtime/include/tdsl/device.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/IR/IRMapping.h"
#include "mlir/IR/Matchers.h"
#include "mlir/IR/Verifier.h"
#include "mlir/Transforms/RegionUtils.h"
#include "llvm/ADT/SetVector.h"

#include <map>

using namespace mlir;

namespace tdsl::gpu {
namespace {

class Outliner {
public:
  explicit Outliner(const target::Unit &unit)
      : signature(unit.signature), limits(unit.target.gpu),
        original(unit.tir->module),
        func(*original.getBody()->getOps<tir::FuncOp>().begin()),
        builder(func.getContext()) {}

  DeviceProgram run() {
    program.kernels = ModuleOp::create(func.getLoc());
    program.leafCount = func.getLeaves();
    size_t params = func.getParams().size();
    Block &block = func.getBody().front();
    for (auto [place, argument] : llvm::enumerate(block.getArguments())) {
      if (place < params) {
        buffers[argument] = static_cast<int64_t>(place);
        continue;
      }
      auto name = cast<StringAttr>(func.getSizes()[place - params]);
      int symbol = signature.symbolNamed(name);
      TDSL_CHECK(symbol >= 0, "a size that the caller does not know");
      sizes[argument] = symbol;
    }
    // The report comes behind every buffer.
    int64_t numBuffers = static_cast<int64_t>(params);
    func.walk(
        [&](tir::AllocateOp allocate) { numBuffers += isWorkspace(allocate); });
    report = numBuffers;
    steps(block);
    TDSL_CHECK(succeeded(verify(*program.kernels)), "a kernel is invalid");
    return std::move(program);
  }

private:
  static bool isWorkspace(tir::AllocateOp allocate) {
    return bufferOf(allocate).getType().getScope() == tir::Scope::Heap;
  }

  static TypedValue<tir::BufferType> bufferOf(tir::AllocateOp allocate) {
    return cast<TypedValue<tir::BufferType>>(allocate.getBody().getArgument(0));
  }

  void steps(Block &block) {
    for (Operation &op : block) {
      if (auto allocate = dyn_cast<tir::AllocateOp>(op))
        workspace(allocate);
      else if (auto launch = dyn_cast<tir::LaunchOp>(op))
        this->launch(launch);
      else if (auto clock = dyn_cast<tir::ClockOp>(op))
        program.steps.push_back(
            {Step::Kind::Clock, static_cast<int64_t>(clock.getPlace()), {}});
    }
  }

  void workspace(tir::AllocateOp allocate) {
    Value memory = bufferOf(allocate);
    auto number =
        static_cast<int64_t>(func.getParams().size() + program.buffers.size());
    buffers[memory] = number;
    WorkBuffer buffer;
    buffer.stage = allocate.getStage().str();
    Type type = bufferOf(allocate).getType().getElementType();
    buffer.elementBytes = std::max(1u, type.getIntOrFloatBitWidth() / 8);
    for (Value extent : allocate.getExtents())
      buffer.extents.push_back(words(extent));
    program.buffers.push_back(std::move(buffer));
    program.steps.push_back({Step::Kind::Allocate, number, {}});
    steps(allocate.getBody().front());
    program.steps.push_back({Step::Kind::Release, number, {}});
  }

  void launch(tir::LaunchOp launch) {
    Step step;
    step.kind = Step::Kind::Launch;
    step.what = numKernels;
    step.grid = {words(launch.getGridX()), words(launch.getGridY()),
                 words(launch.getGridZ())};
    program.steps.push_back(std::move(step));
    makeKernel(launch);
    ++numKernels;
  }

  // ---- Kernels

  void makeKernel(tir::LaunchOp launch) {
    llvm::SetVector<Value> captured;
    collect(launch, captured);
    std::map<int64_t, Value> taken, counted; // by their numbers
    for (Value value : captured) {
      if (auto found = buffers.find(value); found != buffers.end())
        taken[found->second] = value;
      else if (auto found = sizes.find(value); found != sizes.end())
        counted[found->second] = value;
    }
    bool reports = numberSites(launch);
    program.hasReport |= reports;
    SmallVector<int64_t> numbers, uses, symbols;
    for (auto [number, value] : taken) {
      numbers.push_back(number);
      uses.push_back(usesOf(launch, value));
    }
    if (reports) {
      numbers.push_back(report);
      uses.push_back(TDSL_BUFFER_READ | TDSL_BUFFER_WRITE);
    }
    for (auto [symbol, value] : counted)
      symbols.push_back(symbol);
    builder.setInsertionPointToEnd(program.kernels->getBody());
    auto kernel = builder.create<tir::KernelOp>(launch.getLoc(), nameOf(launch),
                                                launch.getThreads(), numbers,
                                                uses, symbols, reports);
    fill(kernel, launch, taken, counted, captured, reports);
  }

  void fill(tir::KernelOp kernel, tir::LaunchOp launch,
            const std::map<int64_t, Value> &taken,
            const std::map<int64_t, Value> &counted,
            const llvm::SetVector<Value> &captured, bool reports) {
    Block *block = builder.createBlock(&kernel.getBody());
    IRMapping mapping;
    // In a kernel every buffer that lives outside of it is an argument.
    for (auto [number, value] : taken) {
      auto type = cast<tir::BufferType>(value.getType());
      auto argument = tir::BufferType::get(
          type.getContext(), type.getElementType(), 1, tir::Scope::Argument);
      mapping.map(value, block->addArgument(argument, launch.getLoc()));
    }
    if (reports)
      block->addArgument(tir::BufferType::get(kernel.getContext(),
                                              builder.getI32Type(), 1,
                                              tir::Scope::Argument),
                         launch.getLoc());
    for (auto [symbol, value] : counted)
      mapping.map(value,
                  block->addArgument(builder.getIndexType(), launch.getLoc()));
    OpBuilder inside = OpBuilder::atBlockEnd(block);
    for (Value value : captured)
      if (!mapping.contains(value))
        inside.clone(*value.getDefiningOp(), mapping);
    for (Operation &op : launch.getBody().front())
      inside.clone(op, mapping);
  }

  /// What the body takes from around it, each behind what it is made of.
  void collect(tir::LaunchOp launch, llvm::SetVector<Value> &captured) {
    llvm::SetVector<Value> used;
    getUsedValuesDefinedAbove(launch.getBody(), used);
    for (Value value : used)
      addWithOperands(value, captured);
  }

  void addWithOperands(Value value, llvm::SetVector<Value> &captured) {
    if (captured.contains(value))
      return;
    if (Operation *op = value.getDefiningOp()) {
      TDSL_CHECK(isPure(op), "a launch takes a value that is no size");
      for (Value operand : op->getOperands())
        addWithOperands(operand, captured);
    }
    captured.insert(value);
  }

  static int64_t usesOf(tir::LaunchOp launch, Value buffer) {
    int64_t uses = 0;
    launch.walk([&](Operation *op) {
      std::optional<tir::Touch> access = tir::touch(*op);
      if (!access || access->buffer != buffer)
        return;
      uses |= access->reads ? TDSL_BUFFER_READ : 0;
      uses |= access->writes ? TDSL_BUFFER_WRITE : 0;
    });
    return uses;
  }

  /// Gives each check its number; whether anything reports.
  bool numberSites(tir::LaunchOp launch) {
    bool reports = false;
    launch.walk([&](Operation *op) {
      reports |= isa<tir::LeafOp, tir::CheckOp>(op) ||
                 (isa<tir::ForOp>(op) && !limits.fullLoops);
      auto check = dyn_cast<tir::CheckOp>(op);
      if (!check)
        return;
      auto found = llvm::find(program.sites, check.getSite());
      check->setAttr("number",
                     builder.getI64IntegerAttr(found - program.sites.begin()));
      if (found == program.sites.end())
        program.sites.push_back(check.getSite());
    });
    return reports;
  }

  std::string nameOf(tir::LaunchOp launch) {
    std::string name = signature.name + "_" + launch.getStage().str() + "_" +
                       std::to_string(numKernels);
    for (char &c : name)
      if (!llvm::isAlnum(c))
        c = '_';
    return name;
  }

  // ---- Sizes as programs

  target::Words words(Value index) { return signature.words(form(index)); }

  sets::Expr form(Value index) {
    IntegerAttr constant;
    if (matchPattern(index, m_Constant(&constant)))
      return constant.getInt();
    if (auto found = sizes.find(index); found != sizes.end())
      return sets::Expr::symbol(signature.symbols[found->second].name);
    Operation *op = index.getDefiningOp();
    TDSL_CHECK(op && op->getNumOperands() == 2,
               "the host cannot compute a size");
    sets::Expr a = form(op->getOperand(0)), b = form(op->getOperand(1));
    if (isa<arith::AddIOp>(op))
      return a + b;
    if (isa<arith::SubIOp>(op))
      return a - b;
    if (isa<arith::MulIOp>(op))
      return a * b;
    if (isa<arith::MinSIOp, arith::MinUIOp>(op))
      return sets::Expr::min(a, b);
    if (isa<arith::MaxSIOp, arith::MaxUIOp>(op))
      return sets::Expr::max(a, b);
    if (isa<arith::DivUIOp, arith::FloorDivSIOp>(op))
      return sets::Expr::floorDiv(a, b);
    if (isa<arith::CeilDivSIOp, arith::CeilDivUIOp>(op))
      return sets::Expr::ceilDiv(a, b);
    TDSL_CHECK(isa<arith::RemUIOp>(op), "the host cannot compute a size");
    return sets::Expr::mod(a, b);
  }

  const target::Signature &signature;
  const target::GpuLimits &limits;
  ModuleOp original;
  tir::FuncOp func;
  OpBuilder builder;
  DeviceProgram program;
  llvm::DenseMap<Value, int64_t> buffers, sizes; // their numbers
  int64_t report = 0;
  int64_t numKernels = 0;
};

} // namespace

DeviceProgram outline(const target::Unit &unit) {
  Doing doing("taking a function apart into kernels");
  return Outliner(unit).run();
}

} // namespace tdsl::gpu
