//===- Nest.cpp - Walking a finalized nest --------------------------------===//

#include "test/nest/Evaluate.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/SaveAndRestore.h"

namespace tdsl::testing {

using schedule::Allocate;
using schedule::Block;
using schedule::Compute;
using schedule::Loop;
using schedule::LoopKind;
using schedule::Phase;
using schedule::Scope;
using schedule::Unless;

namespace {

class Walker : public Reader {
public:
  Walker(const schedule::Scheduled &scheduled, const Sizes &sizes,
         const Tensors &arguments)
      : func(scheduled.func), nest(scheduled.nest), sizes(sizes), values(sizes),
        buffers(arguments) {
    outcome.leafRuns.resize(nest.numLeaves);
  }

  Outcome run() {
    for (const schedule::Buffer &buffer : nest.buffers)
      if (buffer.scope == Scope::Argument)
        buffers[buffer.stage] = makeTensor(buffer);
    block(nest.root);
    for (unsigned i = 0; i < func.getNumResults(); ++i) {
      std::string stage = graph::nameOf(func.getReturn().getValues()[i]).str();
      outcome.results[func.getResultName(i).str()] = buffers[stage];
    }
    return std::move(outcome);
  }

  Number read(graph::ReadOp at, const Point &point) override {
    std::string name = graph::nameOf(at.getTensor()).str();
    auto found = buffers.find(name);
    if (found == buffers.end()) {
      fail("`" + name + "` is read where it has no buffer");
      return {};
    }
    const Tensor &tensor = found->second;
    auto offset = tensor.offset(point);
    if (!offset && !at.getChecked())
      fail("`" + name + "` is read outside of its buffer");
    else if (offset && !tensor.written[*offset])
      fail("`" + name + "` is read before it is written");
    return offset ? tensor.elements[*offset] : Number();
  }

private:
  void fail(std::string why) {
    if (outcome.error.empty())
      outcome.error = std::move(why);
  }

  int64_t valueOf(const sets::Expr &e) {
    auto value = testing::valueOf(e, values);
    if (!value)
      fail("nothing says what " + e.str() + " is");
    return value.value_or(0);
  }

  Tensor makeTensor(const schedule::Buffer &buffer) {
    std::vector<int64_t> lower, extents;
    for (const auto &[range, extent] : llvm::zip(buffer.box, buffer.extents)) {
      lower.push_back(valueOf(range.lower));
      extents.push_back(valueOf(extent));
      if (valueOf(range.extent()) > extents.back())
        fail("the buffer of `" + buffer.stage + "` is too small");
      // What a launch cannot keep is refused after finalize().
      if (!inLaunch && !extent.constant() &&
          (buffer.scope == Scope::Stack || buffer.scope == Scope::Register))
        fail("the buffer of `" + buffer.stage + "` has no constant size");
    }
    return Tensor(std::move(lower), std::move(extents));
  }

  void block(const Block &nodes) {
    for (const std::unique_ptr<schedule::Node> &node : nodes) {
      if (!outcome.error.empty())
        return;
      if (const Loop *it = node->as<Loop>())
        loop(*it);
      else if (const Compute *it = node->as<Compute>())
        compute(*it);
      else if (const Allocate *it = node->as<Allocate>())
        allocate(*it);
      else if (const Unless *it = node->as<Unless>())
        unless(*it);
      else if (const schedule::Launch *it = node->as<schedule::Launch>())
        launch(*it);
    }
  }

  /// Each thread of each block, one after the other.
  void launch(const schedule::Launch &launch) {
    inLaunch = true;
    block(launch.body);
    inLaunch = false;
  }

  /// Threads and lanes come in any order, so they run backwards here.
  void loop(const Loop &loop) {
    int64_t lower = valueOf(loop.range.lower);
    int64_t upper = valueOf(loop.range.upper);
    bool isConstant = loop.range.extent().constant().has_value();
    bool isParallel = loop.kind == LoopKind::Parallel;
    if (loop.kind != LoopKind::Serial && !isParallel && !isBound(loop.kind) &&
        !isConstant)
      fail("`" + loop.name + "` has no constant extent");
    if (loop.kind == LoopKind::Vector &&
        (loop.body.size() != 1 || !loop.body.front()->as<Compute>()))
      fail("the vector loop `" + loop.name + "` holds more than a leaf");
    if (isParallel && inParallel)
      fail("the parallel loop `" + loop.name + "` is inside of another");
    llvm::SaveAndRestore<bool> around(inParallel, inParallel || isParallel);
    bool isBackwards =
        isParallel || isBound(loop.kind) || loop.kind == LoopKind::Vector;
    for (int64_t i = lower; i < upper; ++i) {
      values[loop.symbol] = isBackwards ? upper - 1 - (i - lower) : i;
      block(loop.body);
    }
    values.erase(loop.symbol);
  }

  void allocate(const Allocate &allocate) {
    const schedule::Buffer &buffer = nest.buffers[allocate.buffer];
    // What is summed in registers has a place of its own around them.
    auto around = buffers.find(buffer.stage);
    bool isInRegisters = around != buffers.end();
    if (isInRegisters)
      outer[buffer.stage] = std::move(around->second);
    buffers[buffer.stage] = makeTensor(buffer);
    block(allocate.body);
    if (isInRegisters)
      buffers[buffer.stage] = std::move(outer[buffer.stage]);
    else
      buffers.erase(buffer.stage);
  }

  void unless(const Unless &unless) {
    if (llvm::all_of(unless.positive,
                     [&](const sets::Expr &e) { return valueOf(e) > 0; }))
      block(unless.body);
  }

  void compute(const Compute &compute) {
    auto fails = [&](const sets::Expr &e) { return valueOf(e) < 0; };
    if (llvm::any_of(compute.guards, fails) ||
        llvm::any_of(compute.masks, fails)) // what nobody uses
      return;
    ++outcome.leafRuns[compute.leaf];
    for (const sets::Expr &fact : compute.facts)
      if (valueOf(fact) < 0)
        fail("`" + compute.stage + "` believes " + fact.str() + " >= 0");
    graph::StageOp stage = graph::findStage(func, compute.stage);
    Point point;
    Body body(sizes, *this);
    for (unsigned i = 0; i < stage.getNumIndices(); ++i) {
      point.push_back(valueOf(compute.indices[i].second));
      body.bind(stage.getIndex(i), point.back());
    }
    if (compute.phase == Phase::Store)
      return store(compute, point);
    Tensor &tensor = buffers[compute.stage];
    auto offset = tensor.offset(point);
    if (!offset)
      return fail("`" + compute.stage + "` is written outside of its buffer");
    if (auto value = phase(compute, stage, body, tensor, *offset))
      tensor.elements[*offset] = *value;
    tensor.written[*offset] = true;
  }

  void store(const Compute &compute, const Point &point) {
    Tensor &from = buffers[compute.stage], &to = outer[compute.stage];
    auto source = from.offset(point), target = to.offset(point);
    if (!source || !target || !from.written[*source])
      return fail("`" + compute.stage + "` stores what it does not have");
    to.elements[*target] = from.elements[*source];
    to.written[*target] = true;
  }

  std::optional<Number> phase(const Compute &compute, graph::StageOp stage,
                              Body &body, const Tensor &tensor, size_t offset) {
    graph::ReduceOp reduce = stage.getRootReduction();
    switch (compute.phase) {
    case Phase::Whole:
      return body.run(stage.getBody().front());
    case Phase::Init:
      return identityOf(reduce);
    case Phase::Update:
    case Phase::Store:
      break;
    }
    if (!tensor.written[offset])
      fail("`" + compute.stage + "` is updated before it is set");
    for (unsigned i = 0; i < reduce.getNumIndices(); ++i)
      body.bind(reduce.getIndex(i),
                valueOf(compute.indices[stage.getNumIndices() + i].second));
    // What the body of the reduction takes from around it (sizes, say).
    for (mlir::Operation &op : stage.getBody().front().without_terminator())
      if (&op != reduce.getOperation())
        body.runOne(op);
    std::optional<Number> value = body.run(reduce.getBody().front());
    if (!value)
      return std::nullopt;
    return combine(reduce, tensor.elements[offset], *value);
  }

  graph::FuncOp func;
  const schedule::Nest &nest;
  const Sizes &sizes;
  Sizes values; // sizes and the loops around
  Tensors buffers;
  Tensors outer; // of stages that are in registers
  bool inParallel = false;
  bool inLaunch = false;
  Outcome outcome;
};

} // namespace

Outcome evaluateNest(const schedule::Scheduled &scheduled, const Sizes &sizes,
                     const Tensors &arguments) {
  return Walker(scheduled, sizes, arguments).run();
}

} // namespace tdsl::testing
