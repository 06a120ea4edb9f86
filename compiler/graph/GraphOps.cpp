//===- GraphOps.cpp - The operations of stage bodies ----------------------===//

#include "compiler/graph/Graph.h"
#include "compiler/graph/Indices.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/IR/Builders.h"

using namespace mlir;

//===----------------------------------------------------------------------===//
// Indices of a reduction: ("i", "j" as "j.1")
//===----------------------------------------------------------------------===//

static ParseResult parseIndices(OpAsmParser &parser, ArrayAttr &names,
                                ArrayAttr &symbols) {
  SmallVector<Attribute> nameList, symbolList;
  auto parseOne = [&] {
    return tdsl::graph::parseIndex(parser, nameList, symbolList);
  };
  if (parser.parseCommaSeparatedList(AsmParser::Delimiter::Paren, parseOne))
    return failure();
  names = parser.getBuilder().getArrayAttr(nameList);
  symbols = parser.getBuilder().getArrayAttr(symbolList);
  return success();
}

static void printIndices(OpAsmPrinter &printer, Operation *, ArrayAttr names,
                         ArrayAttr symbols) {
  printer << '(';
  llvm::interleaveComma(llvm::zip(names, symbols), printer, [&](auto index) {
    tdsl::graph::printIndex(printer, std::get<0>(index), std::get<1>(index));
  });
  printer << ')';
}

#define GET_OP_CLASSES
#include "compiler/graph/GraphOps.cpp.inc"

namespace tdsl::graph {

LogicalResult SizeOp::verify() {
  auto func = (*this)->getParentOfType<FuncOp>();
  auto sizes = func.getSizes().getAsValueRange<StringAttr>();
  if (!llvm::is_contained(sizes, getName()))
    return emitOpError("C1: \"") << getName() << "\" is no size";
  return success();
}

LogicalResult ReadOp::verify() {
  unsigned rank = getTensor().getType().getRank();
  if (getIndices().size() != rank)
    return emitOpError("C1: ")
           << getIndices().size() << " indices for " << rank << " dimensions";
  return success();
}

//===----------------------------------------------------------------------===//
// Reductions
//===----------------------------------------------------------------------===//

static bool comparesValues(ReduceKind kind) {
  switch (kind) {
  case ReduceKind::Max:
  case ReduceKind::Min:
  case ReduceKind::ArgMax:
  case ReduceKind::ArgMin:
    return true;
  case ReduceKind::Sum:
  case ReduceKind::Prod:
  case ReduceKind::Any:
  case ReduceKind::All:
    return false;
  }
  llvm_unreachable("all kinds are listed");
}

LogicalResult ReduceOp::verify() {
  unsigned count = getNames().size();
  if (count == 0 || getSymbols().size() != count || getFrom().size() != count ||
      (isArg() && count != 1))
    return emitOpError("C1: one name, symbol, start and end an index");
  bool isInteger = isa<IntegerType>(getResult().getType());
  if (isArg() && !isInteger && !getResult().getType().isIndex())
    return emitOpError("C2: yields an index, so an integer");
  if (getIsUnsigned() && !comparesValues(getKind()))
    return emitOpError("C3: unsigned where nothing is compared");
  bool isFloat = isa<FloatType>(getResult().getType());
  if (getContract() && (getKind() != ReduceKind::Sum || !isFloat))
    return emitOpError("C3: contract on what is no sum of floats");
  return success();
}

LogicalResult ReduceOp::verifyRegions() {
  if (getBody().getNumArguments() != getNames().size() ||
      !llvm::all_of(getBody().getArgumentTypes(),
                    [](Type type) { return type.isIndex(); }))
    return emitOpError("C1: one block argument of type index an index");
  Type result = getResult().getType();
  auto yield = dyn_cast<YieldOp>(getBody().front().back());
  if (!yield || (!isArg() && yield.getValue().getType() != result))
    return emitOpError("C2: the body yields one ") << result;
  bool isLogical = getKind() == ReduceKind::Any || getKind() == ReduceKind::All;
  if (isLogical && !result.isInteger(1))
    return emitOpError("C2: any and all are of i1");
  return success();
}

void ReduceOp::getAsmBlockArgumentNames(Region &region,
                                        OpAsmSetValueNameFn setName) {
  nameIndices(region, getSymbols(), setName);
}

YieldOp ReduceOp::getYield() {
  return cast<YieldOp>(getBody().front().getTerminator());
}

std::optional<std::vector<sets::Variable>> ReduceOp::getVariables() {
  std::vector<sets::Variable> variables;
  for (unsigned i = 0; i < getNumIndices(); ++i) {
    auto lower = affine(getFrom()[i]);
    auto upper = affine(getTo()[i]);
    if (!lower || !upper)
      return std::nullopt;
    variables.push_back({getIndexSymbol(i).str(), {*lower, *upper}});
  }
  return variables;
}

//===----------------------------------------------------------------------===//
// Tables
//===----------------------------------------------------------------------===//

LogicalResult TableOp::verify() {
  auto type = dyn_cast<ShapedType>(getEntries().getType());
  if (!type || type.getRank() != 1 || type.getNumElements() == 0)
    return emitOpError("C1: the entries are a vector, at least one long");
  return success();
}

OpFoldResult TableOp::fold(FoldAdaptor adaptor) {
  auto index = dyn_cast_or_null<IntegerAttr>(adaptor.getIndex());
  if (!index || index.getInt() < 0 ||
      index.getInt() >= getEntries().getNumElements())
    return {};
  return getEntries().getValues<Attribute>()[index.getInt()];
}

//===----------------------------------------------------------------------===//
// Division
//===----------------------------------------------------------------------===//

/// Folds an operation of two indices by its meaning in the algebra.
static OpFoldResult foldIndices(Operation *op, Attribute left, Attribute right,
                                sets::Expr (*meaning)(const sets::Expr &,
                                                      const sets::Expr &)) {
  auto a = dyn_cast_or_null<IntegerAttr>(left);
  auto b = dyn_cast_or_null<IntegerAttr>(right);
  if (!a || !b)
    return {};
  auto value = meaning(a.getInt(), b.getInt()).constant();
  if (!value)
    return {};
  return IntegerAttr::get(IndexType::get(op->getContext()), *value);
}

OpFoldResult FloorDivOp::fold(FoldAdaptor adaptor) {
  if (auto divisor = dyn_cast_or_null<IntegerAttr>(adaptor.getRight()))
    if (divisor.getInt() == 1)
      return getLeft();
  return foldIndices(*this, adaptor.getLeft(), adaptor.getRight(),
                     sets::Expr::floorDiv);
}

OpFoldResult ModOp::fold(FoldAdaptor adaptor) {
  return foldIndices(*this, adaptor.getLeft(), adaptor.getRight(),
                     sets::Expr::mod);
}

} // namespace tdsl::graph
