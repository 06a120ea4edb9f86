//===- Elaborator.cpp - The function around the stages --------------------===//

#include "compiler/lower/AstToGraph/Elaborator.h"

#include "compiler/diag/Catalog.h"
#include "compiler/lower/AstToGraph/Types.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"

using namespace mlir;

namespace tdsl::lower {

OwningOpRef<ModuleOp> toGraph(const sema::Function &function,
                              const GraphOptions &options,
                              const SourceManager &sources,
                              MLIRContext &context, diag::Sink &sink) {
  context.loadDialect<graph::GraphDialect, arith::ArithDialect,
                      math::MathDialect>();
  size_t before = sink.emittedErrors();
  auto module = Elaborator(options, sources, context, sink).run(function);
  if (sink.emittedErrors() != before)
    return {};
  return module;
}

OwningOpRef<ModuleOp> Elaborator::run(const sema::Function &function) {
  OwningOpRef<ModuleOp> module = ModuleOp::create(location(function.span));
  builder.setInsertionPointToEnd(module->getBody());
  Instance &root = makeRoot(function);
  func = makeFunction(root);
  builder.setInsertionPointToEnd(&func.getBody().front());
  defineStages(root);
  makeReturn(root);
  return module;
}

//===----------------------------------------------------------------------===//
// The signature
//===----------------------------------------------------------------------===//

Instance &Elaborator::makeRoot(const sema::Function &function) {
  Instance &root = instances.emplace_back();
  root.function = &function;
  root.types = options.types;
  for (const sema::SizeParameter &size : function.sizes) {
    auto known = options.constants.find(size.name);
    root.sizes[size.name] = known == options.constants.end()
                                ? sets::Expr::symbol(size.name)
                                : sets::Expr(known->second);
    symbols.insert(size.name);
  }
  return root;
}

Type Elaborator::tensorType(const Instance &instance,
                            const sema::Stage &stage) {
  std::vector<graph::Dim> dims;
  for (const sema::Dim &dim : stage.shape)
    dims.push_back(instance.inSizes(dim));
  return graph::TensorType::get(
      &context(), elementType(context(), instance.typeOf(stage.type)), dims);
}

/// What is known of the sizes, each thing once.
std::vector<sets::Expr> Elaborator::factsOf(const Instance &root) const {
  std::vector<sets::Expr> found;
  auto add = [&](const sets::Expr &fact) {
    sets::Expr e = root.inSizes(fact);
    bool isOfSizes = llvm::all_of(e.symbols(), [&](const std::string &symbol) {
      return root.sizes.count(symbol) != 0;
    });
    if (isOfSizes && !e.constant() && !e.isOverflow() &&
        !llvm::is_contained(found, e))
      found.push_back(e);
  };
  for (const sets::Expr &fact : root.function->facts.conditions())
    add(fact);
  for (const sema::Where &where : root.function->wheres)
    for (const sets::Expr &fact : where.nonNegatives)
      add(fact);
  return found;
}

graph::FuncOp Elaborator::makeFunction(Instance &root) {
  const sema::Function &function = *root.function;
  SmallVector<Type> inputs, results;
  for (const sema::Stage *param : function.params)
    inputs.push_back(tensorType(root, *param));
  for (const sema::Stage *result : function.results)
    results.push_back(tensorType(root, *result));

  SmallVector<StringRef> sizes, consts;
  for (const sema::SizeParameter &size : function.sizes) {
    if (root.sizes[size.name].constant())
      continue;
    sizes.push_back(size.name);
    if (size.isConst)
      consts.push_back(size.name);
  }
  std::vector<std::string> factTexts;
  for (const sets::Expr &fact : factsOf(root)) {
    factTexts.push_back(fact.str());
    sizeFacts.assumeNonNegative(fact);
  }
  SmallVector<StringRef> facts(factTexts.begin(), factTexts.end());

  auto made = builder.create<graph::FuncOp>(
      location(function.span), function.name,
      builder.getFunctionType(inputs, results), /*arg_attrs=*/nullptr,
      /*res_attrs=*/nullptr, builder.getStrArrayAttr(sizes),
      builder.getStrArrayAttr(facts), builder.getStrArrayAttr(consts),
      /*required=*/nullptr);
  Block &block = made.getBody().emplaceBlock();
  for (auto [i, param] : llvm::enumerate(function.params)) {
    made.setArgAttr(i, graph::FuncOp::NameAttr,
                    builder.getStringAttr(param->name));
    if (param->isConst)
      made.setArgAttr(i, graph::FuncOp::ConstAttr, builder.getUnitAttr());
    Tensor &tensor = root.tensors[param];
    tensor.value = block.addArgument(inputs[i], location(param->span));
    tensor.slots.resize(param->rank());
  }
  for (auto [i, result] : llvm::enumerate(function.results))
    made.setResultAttr(i, graph::FuncOp::NameAttr,
                       builder.getStringAttr(result->name));
  return made;
}

void Elaborator::makeReturn(const Instance &root) {
  SmallVector<Value> values;
  for (const sema::Stage *result : root.function->results) {
    auto found = root.tensors.find(result);
    if (found == root.tensors.end() || !found->second.value)
      return; // an error was reported
    values.push_back(found->second.value);
  }
  builder.create<graph::ReturnOp>(func.getLoc(), values);
  if (required.empty())
    return;
  std::vector<std::string> texts;
  for (const sets::Expr &form : required)
    texts.push_back(form.str());
  SmallVector<StringRef> forms(texts.begin(), texts.end());
  func.setRequiredAttr(builder.getStrArrayAttr(forms));
}

//===----------------------------------------------------------------------===//
// Names and places
//===----------------------------------------------------------------------===//

Location Elaborator::location(Span span) {
  if (!span.isValid())
    return builder.getUnknownLoc();
  const SourceFile &file = sources.file(span.file);
  LineColumn start = file.lineColumn(span.begin);
  return FileLineColLoc::get(&context(), file.path(), start.line, start.column);
}

graph::SiteAttr Elaborator::site(StringRef stage, StringRef tensor, Span span) {
  if (!span.isValid())
    return graph::SiteAttr::get(&context(), stage, tensor, "", 0, 0);
  const SourceFile &file = sources.file(span.file);
  LineColumn start = file.lineColumn(span.begin);
  return graph::SiteAttr::get(&context(), stage, tensor, file.path(),
                              start.line, start.column);
}

void Elaborator::notSupported(Span span, StringRef what) {
  sink.emit(diag::NotSupportedYet, span, what.str());
}

std::string Elaborator::uniqueSymbol(StringRef name) {
  std::string symbol = name.str();
  for (unsigned next = 1; !symbols.insert(symbol).second; ++next)
    symbol = (name + "." + llvm::Twine(next)).str();
  return symbol;
}

std::string Elaborator::anonymousName(StringRef stage, StringRef what) {
  std::string base = (stage + "." + what).str();
  return base + llvm::utostr(anonymous[base]++);
}

} // namespace tdsl::lower
