//===- Stage.cpp - graph.stage --------------------------------------------===//

#include "compiler/graph/Graph.h"
#include "compiler/graph/Indices.h"

#include "mlir/IR/Builders.h"

using namespace mlir;

namespace tdsl::graph {

//===----------------------------------------------------------------------===//
// Syntax: "name" ["i" in "0..N", "j" as "j.1" in "*"] {attributes} : f32 {...}
//===----------------------------------------------------------------------===//

static ParseResult parseInterval(OpAsmParser &parser,
                                 SmallVectorImpl<Dim> &dims) {
  std::string text;
  if (parser.parseKeyword("in"))
    return failure();
  auto loc = parser.getCurrentLocation();
  if (parser.parseString(&text))
    return failure();
  auto dim = parseDim(text);
  if (!dim)
    return parser.emitError(loc, "\"") << text << "\" is no interval";
  dims.push_back(*dim);
  return success();
}

ParseResult StageOp::parse(OpAsmParser &parser, OperationState &result) {
  StringAttr name;
  SmallVector<Attribute> names, symbols;
  SmallVector<Dim> dims;
  auto parseOne = [&]() -> ParseResult {
    return failure(parseIndex(parser, names, symbols) ||
                   parseInterval(parser, dims));
  };
  Type element;
  if (parser.parseAttribute(name) ||
      parser.parseCommaSeparatedList(AsmParser::Delimiter::Square, parseOne) ||
      parser.parseOptionalAttrDict(result.attributes) ||
      parser.parseColonType(element) || parser.parseRegion(*result.addRegion()))
    return failure();
  Builder builder = parser.getBuilder();
  auto &properties = result.getOrAddProperties<Properties>();
  properties.name = name;
  properties.names = builder.getArrayAttr(names);
  properties.symbols = builder.getArrayAttr(symbols);
  result.addTypes(TensorType::get(parser.getContext(), element, dims));
  return success();
}

void StageOp::print(OpAsmPrinter &printer) {
  printer << ' ' << getNameAttr() << " [";
  for (unsigned i = 0; i < getNumIndices(); ++i) {
    if (i)
      printer << ", ";
    printIndex(printer, getNames()[i], getSymbols()[i]);
    printer << " in " << getType().getDims()[i];
  }
  printer << ']';
  printer.printOptionalAttrDict((*this)->getAttrs(),
                                {"name", "names", "symbols"});
  printer << " : " << getType().getElementType() << ' ';
  printer.printRegion(getBody());
}

void StageOp::getAsmBlockArgumentNames(Region &region,
                                       OpAsmSetValueNameFn setName) {
  nameIndices(region, getSymbols(), setName);
}

void StageOp::getAsmResultNames(OpAsmSetValueNameFn setName) {
  setName(getResult(), getName());
}

//===----------------------------------------------------------------------===//
// Verification
//===----------------------------------------------------------------------===//

LogicalResult StageOp::verify() {
  if (getNames().size() != getRank() || getSymbols().size() != getRank())
    return emitOpError("C1: one name and one symbol a dimension");
  if (auto forms = getNonEmpty())
    for (StringRef form : forms->getAsValueRange<StringAttr>())
      if (!sets::Expr::parse(form))
        return emitOpError("C4: \"") << form << "\" is no form of the algebra";
  return success();
}

static LogicalResult verifyCaptures(StageOp stage) {
  Region &body = stage.getBody();
  WalkResult walk = body.walk([&](Operation *op) {
    for (Value operand : op->getOperands()) {
      bool isInside = body.isAncestor(operand.getParentRegion());
      if (!isInside && !isa<TensorType>(operand.getType()))
        return WalkResult(op->emitOpError(
            "C3: takes a value that is no tensor from outside of the stage"));
    }
    return WalkResult::advance();
  });
  return failure(walk.wasInterrupted());
}

LogicalResult StageOp::verifyRegions() {
  if (getBody().getNumArguments() != getRank() ||
      !llvm::all_of(getBody().getArgumentTypes(),
                    [](Type type) { return type.isIndex(); }))
    return emitOpError("C1: one block argument of type index a dimension");
  auto yield = dyn_cast<YieldOp>(getBody().front().back());
  if (!yield || yield.getPredicate() ||
      yield.getValue().getType() != getType().getValueType())
    return emitOpError("C2: the body yields one ") << getType().getValueType();
  return verifyCaptures(*this);
}

//===----------------------------------------------------------------------===//
// Questions
//===----------------------------------------------------------------------===//

YieldOp StageOp::getYield() {
  return cast<YieldOp>(getBody().front().getTerminator());
}

std::optional<std::vector<sets::Variable>> StageOp::getVariables() {
  auto box = getType().getBox();
  if (!box)
    return std::nullopt;
  std::vector<sets::Variable> variables;
  for (unsigned i = 0; i < getRank(); ++i)
    variables.push_back({getIndexSymbol(i).str(), (*box)[i]});
  return variables;
}

std::vector<sets::Expr> StageOp::getNonEmptyForms() {
  std::vector<sets::Expr> forms;
  if (auto texts = getNonEmpty())
    for (StringRef text : texts->getAsValueRange<StringAttr>())
      forms.push_back(*sets::Expr::parse(text));
  return forms;
}

ReduceOp StageOp::getRootReduction() {
  return getYield().getValue().getDefiningOp<ReduceOp>();
}

} // namespace tdsl::graph
