//===- Stage.cpp - Making stages ------------------------------------------===//

#include "compiler/lower/AstToGraph/Body.h"
#include "compiler/lower/AstToGraph/Types.h"

using namespace mlir;

namespace tdsl::lower {

static Tensor tensorFor(Value value, const StageSpec &spec,
                        const llvm::BitVector &dropped) {
  Tensor tensor{value, {}};
  for (auto [i, index] : llvm::enumerate(spec.indices)) {
    if (dropped[i])
      continue;
    Slot slot;
    slot.kind = index.isOuter ? Slot::Kind::Outer : Slot::Kind::Own;
    slot.outer = index.key;
    tensor.slots.push_back(slot);
  }
  return tensor;
}

Tensor Elaborator::define(const StageSpec &spec,
                          llvm::function_ref<Value(Body &)> emitBody) {
  SmallVector<StringRef> names;
  std::vector<std::string> symbolTexts;
  std::vector<graph::Dim> dims;
  for (const IndexSpec &index : spec.indices) {
    names.push_back(index.name);
    symbolTexts.push_back(uniqueSymbol(index.name));
    dims.push_back(index.range);
  }
  SmallVector<StringRef> symbolNames(symbolTexts.begin(), symbolTexts.end());
  auto type = graph::TensorType::get(&context(),
                                     elementType(context(), spec.type), dims);
  Location loc = NameLoc::get(builder.getStringAttr(spec.name), spec.loc);

  OpBuilder::InsertionGuard guard(builder);
  auto op = builder.create<graph::StageOp>(
      loc, type, spec.name, builder.getStrArrayAttr(names),
      builder.getStrArrayAttr(symbolNames), options.pinned.contains(spec.name),
      spec.isAnonymous, spec.isBoundary, /*nonEmpty=*/nullptr);
  builder.setInsertionPoint(op); // what the body needs is made before it
  Block &block = op.getBody().emplaceBlock();
  OpBuilder inside = OpBuilder::atBlockEnd(&block);
  Body body(*this, spec, inside);
  for (auto [i, index] : llvm::enumerate(spec.indices)) {
    Value value = block.addArgument(inside.getIndexType(), spec.loc);
    body.enter({index.key, index.name, symbolTexts[i], value,
                /*isReduction=*/false, index.range});
  }
  Value value = emitBody(body);
  inside.setInsertionPointToEnd(&block);
  inside.create<graph::YieldOp>(spec.loc, value, /*predicate=*/Value());
  llvm::BitVector dropped(spec.indices.size());
  Value result = dropUnused(op, spec, dropped);
  return tensorFor(result, spec, dropped);
}

/// Leaves out the dimensions of outer indices that the body does not use.
Value Elaborator::dropUnused(graph::StageOp op, const StageSpec &spec,
                             llvm::BitVector &dropped) {
  Block &block = op.getBody().front();
  SmallVector<Attribute> names, symbolNames;
  std::vector<graph::Dim> dims;
  for (auto [i, index] : llvm::enumerate(spec.indices)) {
    if (index.isOuter && block.getArgument(i).use_empty()) {
      dropped.set(i);
      continue;
    }
    names.push_back(op.getNames()[i]);
    symbolNames.push_back(op.getSymbols()[i]);
    dims.push_back(index.range);
  }
  if (dropped.none())
    return op.getResult();
  block.eraseArguments(dropped);
  op.setNamesAttr(builder.getArrayAttr(names));
  op.setSymbolsAttr(builder.getArrayAttr(symbolNames));
  op.getResult().setType(
      graph::TensorType::get(&context(), op.getType().getElementType(), dims));
  return op.getResult();
}

//===----------------------------------------------------------------------===//
// The stages of a function
//===----------------------------------------------------------------------===//

void Elaborator::defineStages(Instance &instance) {
  for (const sema::Stage *stage : instance.function->stages)
    if (stage->wholeCall && !isScalarFunction(*stage->wholeCall->callee))
      defineByCall(instance, *stage);
    else
      defineStage(instance, *stage);
}

/// Where a result of a call becomes a stage of the caller, the caller's shape
/// counts: it is the same, but perhaps written in another way.
static const sema::Stage &shapeGiver(const Instance &instance,
                                     const sema::Stage &stage,
                                     const Instance *&owner) {
  owner = &instance;
  if (!instance.isTheResult(stage) || !instance.target)
    return stage;
  return shapeGiver(*instance.caller, *instance.target, owner);
}

void Elaborator::defineStage(Instance &instance, const sema::Stage &stage) {
  StageSpec spec{instance.pathOf(stage), instance.typeOf(stage.type),
                 instance.outer,         instance.isAnonymous,
                 stage.isBoundary,       instance.isSpeculative,
                 location(stage.span)};
  const Instance *owner;
  const sema::Stage &giver = shapeGiver(instance, stage, owner);
  std::vector<graph::Dim> box = owner->boxOf(giver);
  for (auto [i, index] : llvm::enumerate(stage.indices))
    spec.indices.push_back({{&instance, index->symbol}, index->name, box[i]});
  instance.tensors[&stage] = define(spec, [&](Body &body) {
    return body.evaluateRoot(instance, *stage.body);
  });
}

void Elaborator::defineByCall(Instance &instance, const sema::Stage &stage) {
  StageSpec spec{
      instance.pathOf(stage), instance.typeOf(stage.type), {}, false, false,
      instance.isSpeculative, location(stage.span)};
  Body outside(*this, spec, builder);
  unsigned result = 0;
  if (const auto *access = llvm::dyn_cast_or_null<sema::AccessExpr>(stage.body))
    result = access->base.result;
  Instance *callee = instantiate(instance, *stage.wholeCall, outside);
  if (callee)
    instance.tensors[&stage] =
        callee->tensors[callee->function->results[result]];
}

} // namespace tdsl::lower
