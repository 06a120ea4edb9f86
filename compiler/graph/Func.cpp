//===- Func.cpp - graph.func and graph.return -----------------------------===//

#include "compiler/graph/GraphDialect.h"

#include "mlir/IR/Builders.h"
#include "mlir/Interfaces/FunctionImplementation.h"
#include "llvm/ADT/StringSet.h"

using namespace mlir;

namespace tdsl::graph {

ParseResult FuncOp::parse(OpAsmParser &parser, OperationState &result) {
  auto buildType = [](Builder &builder, ArrayRef<Type> arguments,
                      ArrayRef<Type> results,
                      function_interface_impl::VariadicFlag, std::string &) {
    return builder.getFunctionType(arguments, results);
  };
  return function_interface_impl::parseFunctionOp(
      parser, result, /*allowVariadic=*/false,
      getFunctionTypeAttrName(result.name), buildType,
      getArgAttrsAttrName(result.name), getResAttrsAttrName(result.name));
}

void FuncOp::print(OpAsmPrinter &printer) {
  function_interface_impl::printFunctionOp(
      printer, *this, /*isVariadic=*/false, getFunctionTypeAttrName(),
      getArgAttrsAttrName(), getResAttrsAttrName());
}

void FuncOp::getAsmBlockArgumentNames(Region &region,
                                      OpAsmSetValueNameFn setName) {
  for (BlockArgument argument : region.getArguments())
    setName(argument, getArgumentName(argument.getArgNumber()));
}

static StringRef nameIn(Attribute attribute) {
  auto name = dyn_cast_or_null<StringAttr>(attribute);
  return name ? name.getValue() : StringRef();
}

StringRef FuncOp::getArgumentName(unsigned i) {
  return nameIn(getArgAttr(i, NameAttr));
}

StringRef FuncOp::getResultName(unsigned i) {
  return nameIn(getResultAttr(i, NameAttr));
}

bool FuncOp::isConstArgument(unsigned i) {
  return getArgAttr(i, ConstAttr) != nullptr;
}

ReturnOp FuncOp::getReturn() {
  return cast<ReturnOp>(getBody().front().getTerminator());
}

//===----------------------------------------------------------------------===//
// Verification
//===----------------------------------------------------------------------===//

static bool isTensor(Type type) { return isa<TensorType>(type); }

static LogicalResult verifySignature(FuncOp func) {
  FunctionType type = func.getFunctionType();
  if (!llvm::all_of(type.getInputs(), isTensor) ||
      !llvm::all_of(type.getResults(), isTensor))
    return func.emitOpError("C2: takes and returns tensors only");
  for (unsigned i = 0; i < type.getNumInputs(); ++i)
    if (func.getArgumentName(i).empty())
      return func.emitOpError("C2: argument ") << i << " has no graph.name";
  for (unsigned i = 0; i < type.getNumResults(); ++i)
    if (func.getResultName(i).empty())
      return func.emitOpError("C2: result ") << i << " has no graph.name";
  return success();
}

static LogicalResult verifyForms(FuncOp func, ArrayAttr forms,
                                 const llvm::StringSet<> &sizes) {
  for (StringRef text : forms.getAsValueRange<StringAttr>()) {
    auto form = sets::Expr::parse(text);
    if (!form)
      return func.emitOpError("C3: \"")
             << text << "\" is no form of the algebra";
    for (const std::string &symbol : form->symbols())
      if (!sizes.contains(symbol))
        return func.emitOpError("C3: \"")
               << text << "\" speaks of \"" << symbol << "\", which is no size";
  }
  return success();
}

LogicalResult FuncOp::verify() {
  if (failed(verifySignature(*this)))
    return failure();
  llvm::StringSet<> sizes;
  for (StringRef size : getSizes().getAsValueRange<StringAttr>())
    sizes.insert(size);
  if (failed(verifyForms(*this, getFacts(), sizes)) ||
      (getRequired() && failed(verifyForms(*this, *getRequired(), sizes))))
    return failure();
  for (StringRef name : getConsts().getAsValueRange<StringAttr>())
    if (!sizes.contains(name))
      return emitOpError("C3: const \"") << name << "\" is no size";
  return success();
}

/// Adds names to a set as long as they are new.
static LogicalResult addNew(Operation *op, llvm::StringSet<> &known,
                            ArrayAttr names, StringRef what) {
  for (StringRef name : names.getAsValueRange<StringAttr>())
    if (!known.insert(name).second)
      return op->emitOpError("C4: two ")
             << what << " are called \"" << name << "\"";
  return success();
}

LogicalResult FuncOp::verifyRegions() {
  if (!isa<ReturnOp>(getBody().front().back()))
    return emitOpError("C1: the body ends in graph.return");
  llvm::StringSet<> tensors, symbols;
  if (failed(addNew(*this, symbols, getSizes(), "symbols")))
    return failure();
  for (unsigned i = 0; i < getNumArguments(); ++i)
    if (!tensors.insert(getArgumentName(i)).second)
      return emitOpError("C4: two tensors are called \"")
             << getArgumentName(i) << "\"";
  WalkResult walk = getBody().walk([&](Operation *op) {
    if (auto stage = dyn_cast<StageOp>(op)) {
      if (!tensors.insert(stage.getName()).second)
        return WalkResult(stage.emitOpError("C4: two tensors are called \"")
                          << stage.getName() << "\"");
      return WalkResult(addNew(op, symbols, stage.getSymbols(), "symbols"));
    }
    if (auto reduce = dyn_cast<ReduceOp>(op))
      return WalkResult(addNew(op, symbols, reduce.getSymbols(), "symbols"));
    return WalkResult::advance();
  });
  return failure(walk.wasInterrupted());
}

LogicalResult ReturnOp::verify() {
  auto func = cast<FuncOp>(getOperation()->getParentOp());
  if (getOperandTypes() != func.getResultTypes())
    return emitOpError("C1: returns ")
           << getOperandTypes() << " where the function says "
           << func.getResultTypes();
  return success();
}

} // namespace tdsl::graph
