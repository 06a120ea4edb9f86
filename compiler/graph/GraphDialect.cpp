//===- GraphDialect.cpp - The dialect and its tensor type -----------------===//

#include "compiler/graph/GraphDialect.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/DialectImplementation.h"
#include "mlir/Transforms/FoldUtils.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;

#include "compiler/graph/GraphOpsDialect.cpp.inc"

#include "compiler/graph/GraphOpsEnums.cpp.inc"

#define GET_TYPEDEF_CLASSES
#include "compiler/graph/GraphOpsTypes.cpp.inc"

#define GET_ATTRDEF_CLASSES
#include "compiler/graph/GraphOpsAttrs.cpp.inc"

namespace tdsl::graph {

namespace {
/// A constant that folding makes belongs to the body of its stage: bodies take
/// nothing but tensors from outside.
struct FoldIntoBodies : DialectFoldInterface {
  using DialectFoldInterface::DialectFoldInterface;
  bool shouldMaterializeInto(Region *region) const final {
    return isa<StageOp>(region->getParentOp());
  }
};
} // namespace

void GraphDialect::initialize() {
  addTypes<
#define GET_TYPEDEF_LIST
#include "compiler/graph/GraphOpsTypes.cpp.inc"
      >();
  addAttributes<
#define GET_ATTRDEF_LIST
#include "compiler/graph/GraphOpsAttrs.cpp.inc"
      >();
  addOperations<
#define GET_OP_LIST
#include "compiler/graph/GraphOps.cpp.inc"
      >();
  addInterfaces<FoldIntoBodies>();
  getContext()->loadDialect<arith::ArithDialect>();
}

Operation *GraphDialect::materializeConstant(OpBuilder &builder,
                                             Attribute value, Type type,
                                             Location loc) {
  return arith::ConstantOp::materialize(builder, value, type, loc);
}

//===----------------------------------------------------------------------===//
// Dimensions
//===----------------------------------------------------------------------===//

std::string print(const Dim &dim) {
  if (!dim)
    return "*";
  return dim->lower.str() + ".." + dim->upper.str();
}

std::optional<Dim> parseDim(StringRef text) {
  if (text.trim() == "*")
    return Dim();
  auto [lowerText, upperText] = text.split("..");
  auto lower = sets::Expr::parse(lowerText);
  auto upper = sets::Expr::parse(upperText);
  if (!lower || !upper)
    return std::nullopt;
  return Dim(sets::Interval{*lower, *upper});
}

//===----------------------------------------------------------------------===//
// TensorType
//===----------------------------------------------------------------------===//

static SmallVector<StringAttr> toText(MLIRContext *context,
                                      ArrayRef<Dim> dims) {
  SmallVector<StringAttr> texts;
  for (const Dim &dim : dims)
    texts.push_back(StringAttr::get(context, print(dim)));
  return texts;
}

TensorType TensorType::get(MLIRContext *context, Type elementType,
                           ArrayRef<Dim> dims) {
  return Base::get(context, elementType,
                   ArrayRef<StringAttr>(toText(context, dims)));
}

bool TensorType::isEverywhere(unsigned dim) const {
  return getDims()[dim].getValue() == "*";
}

Dim TensorType::getDim(unsigned dim) const {
  return *parseDim(getDims()[dim].getValue());
}

sets::Interval TensorType::getInterval(unsigned dim) const {
  return *getDim(dim);
}

std::optional<std::vector<sets::Interval>> TensorType::getBox() const {
  std::vector<sets::Interval> box;
  for (unsigned dim = 0; dim < getRank(); ++dim) {
    if (isEverywhere(dim))
      return std::nullopt;
    box.push_back(getInterval(dim));
  }
  return box;
}

Type TensorType::getValueType() const {
  Type element = getElementType();
  if (auto integer = llvm::dyn_cast<IntegerType>(element))
    return IntegerType::get(getContext(), integer.getWidth());
  return element;
}

static bool isElement(Type type) {
  if (auto integer = dyn_cast<IntegerType>(type)) {
    unsigned width = integer.getWidth();
    bool isNumber = !integer.isSignless() && width >= 8 && width <= 64 &&
                    llvm::isPowerOf2_32(width);
    return isNumber || integer.isSignlessInteger(1);
  }
  return type.isF16() || type.isBF16() || type.isF32() || type.isF64();
}

LogicalResult TensorType::verify(function_ref<InFlightDiagnostic()> emitError,
                                 Type elementType, ArrayRef<StringAttr> dims) {
  if (!isElement(elementType))
    return emitError() << "C1: " << elementType << " is no element type";
  for (StringAttr dim : dims)
    if (!parseDim(dim.getValue()))
      return emitError() << "C2: " << dim << " is no interval";
  return success();
}

Type TensorType::parse(AsmParser &parser) {
  Type element;
  SmallVector<StringAttr> dims;
  auto parseOne = [&]() -> ParseResult {
    std::string text;
    auto loc = parser.getCurrentLocation();
    if (parser.parseString(&text))
      return failure();
    auto dim = parseDim(text);
    if (!dim)
      return parser.emitError(loc, "C2: \"") << text << "\" is no interval";
    dims.push_back(parser.getBuilder().getStringAttr(graph::print(*dim)));
    return success();
  };
  if (parser.parseLess() || parser.parseType(element))
    return {};
  if (succeeded(parser.parseOptionalComma()) &&
      parser.parseCommaSeparatedList(AsmParser::Delimiter::Square, parseOne))
    return {};
  if (parser.parseGreater())
    return {};
  auto loc = parser.getNameLoc();
  return Base::getChecked([&] { return parser.emitError(loc); },
                          parser.getContext(), element,
                          ArrayRef<StringAttr>(dims));
}

void TensorType::print(AsmPrinter &printer) const {
  printer << '<' << getElementType();
  if (getRank() != 0) {
    printer << ", [";
    llvm::interleaveComma(getDims(), printer);
    printer << ']';
  }
  printer << '>';
}

} // namespace tdsl::graph
