//===- Indices.cpp - How the indices of an operation are written ----------===//

#include "compiler/graph/Indices.h"

#include "mlir/IR/Builders.h"

using namespace mlir;

namespace tdsl::graph {

ParseResult parseIndex(OpAsmParser &parser, SmallVectorImpl<Attribute> &names,
                       SmallVectorImpl<Attribute> &symbols) {
  std::string name, symbol;
  if (parser.parseString(&name))
    return failure();
  symbol = name;
  if (succeeded(parser.parseOptionalKeyword("as")) &&
      parser.parseString(&symbol))
    return failure();
  names.push_back(parser.getBuilder().getStringAttr(name));
  symbols.push_back(parser.getBuilder().getStringAttr(symbol));
  return success();
}

void printIndex(OpAsmPrinter &printer, Attribute name, Attribute symbol) {
  printer << name;
  if (name != symbol)
    printer << " as " << symbol;
}

void nameIndices(Region &region, ArrayAttr symbols,
                 OpAsmSetValueNameFn setName) {
  for (auto [argument, symbol] : llvm::zip(region.getArguments(), symbols))
    setName(argument, cast<StringAttr>(symbol).getValue());
}

} // namespace tdsl::graph
