//===- Compiler.cpp - From checked functions to nodes ---------------------===//

#include "backends/reference/compile/Compiler.h"

#include "llvm/Support/Casting.h"
#include "llvm/Support/ErrorHandling.h"

namespace tdsl::reference {

const Code &Library::get(const sema::Function &function,
                         const sema::TypeArguments &types) {
  for (const std::unique_ptr<Entry> &entry : entries)
    if (entry->function == &function && entry->types == types)
      return entry->code;
  entries.push_back(std::make_unique<Entry>());
  Entry &entry = *entries.back();
  entry.function = &function;
  entry.types = types;
  Compiler(*this, entry.code, entry.types).compileFunction(function);
  return entry.code;
}

static bool isScalarFunction(const sema::Function &function) {
  auto isScalar = [](const sema::Stage *stage) { return stage->rank() == 0; };
  return llvm::all_of(function.params, isScalar) &&
         llvm::all_of(function.stages, isScalar);
}

void Compiler::compileFunction(const sema::Function &function) {
  code.function = &function;
  code.isScalar = isScalarFunction(function);
  for (const sema::SizeParameter &size : function.sizes)
    newSlot(size.name);
  auto declare = [&](const sema::Stage *stage) {
    code.placeOf[stage] = code.places.size();
    code.places.emplace_back();
  };
  llvm::for_each(function.params, declare);
  llvm::for_each(function.stages, declare);

  for (size_t param = 0; param < function.params.size(); ++param)
    code.places[param].param = param;
  for (const sema::Where &where : function.wheres)
    compileWhere(where);
  for (const sema::Stage *stage : function.params)
    compilePlace(*stage, code.places[code.placeOf[stage]]);
  for (const sema::Stage *stage : function.stages)
    compilePlace(*stage, code.places[code.placeOf[stage]]);
}

void Compiler::compileWhere(const sema::Where &where) {
  WhereCode made;
  made.where = &where;
  if (where.elements) {
    made.param = code.placeOf.lookup(where.elements);
    code.places[made.param].wheres.push_back(code.wheres.size());
    made.lowest = where.lowest ? compile(*where.lowest) : nullptr;
    made.highest = where.highest ? compile(*where.highest) : nullptr;
    sema::Scalar type = sema::resolve(where.elements->type, types);
    if (where.lowestReal)
      made.lowestReal = where.lowestReal->last(type);
    if (where.highestReal)
      made.highestReal = where.highestReal->last(type);
  } else if (where.condition) {
    made.condition = compile(*where.condition);
  }
  code.wheres.push_back(made);
}

/// Whether what is computed of a stage follows from the sizes alone. What a
/// function that is defined everywhere computes follows from what is read of
/// its results; the checker has symbols of its own for that.
static bool isInSizes(const sema::Stage &stage) {
  auto isSize = [&](llvm::StringRef name) {
    return llvm::any_of(
        stage.function->sizes,
        [&](const sema::SizeParameter &size) { return size.name == name; });
  };
  auto isKnown = [&](const sets::Interval &interval) {
    return llvm::all_of(interval.lower.symbols(), isSize) &&
           llvm::all_of(interval.upper.symbols(), isSize);
  };
  return stage.computed.size() == stage.rank() &&
         llvm::all_of(stage.computed, isKnown);
}

void Compiler::compilePlace(const sema::Stage &stage, Place &place) {
  place.stage = &stage;
  place.type = resolve(stage.type);
  for (const sema::Dim &dim : stage.shape)
    place.shape.push_back(dim.everywhere ? RangeCode() : range(dim.range));
  for (const sema::Index *index : stage.indices)
    place.slots.push_back(slotOfSymbol(index->symbol));
  if (stage.fallback)
    place.fallback = compile(*stage.fallback);
  if (!stage.body)
    return;
  place.body = compile(*stage.body);
  place.isRemembered = !stage.isBoundary && !stage.wholeCall;
  place.isBoxUnknown = !isInSizes(stage);
  if (!place.isBoxUnknown)
    for (const sets::Interval &interval : stage.computed)
      place.computed.push_back(range(interval));
}

const Node *Compiler::compile(const sema::Expr &e) {
  using sema::ExprKind;
  switch (e.kind) {
  case ExprKind::Constant:
    return constant(llvm::cast<sema::ConstantExpr>(e));
  case ExprKind::IndexRef: {
    const sema::Index &index = *llvm::cast<sema::IndexRefExpr>(e).index;
    return indexAs(indexSlot(slotOfSymbol(index.symbol)), e.type, e.span);
  }
  case ExprKind::SizeRef: {
    const std::string &symbol = llvm::cast<sema::SizeRefExpr>(e).symbol;
    return indexAs(indexSlot(slotOfSymbol(symbol)), e.type, e.span);
  }
  case ExprKind::Access:
    return access(llvm::cast<sema::AccessExpr>(e));
  case ExprKind::Unary:
    return unary(llvm::cast<sema::UnaryExpr>(e));
  case ExprKind::Binary:
    return binary(llvm::cast<sema::BinaryExpr>(e));
  case ExprKind::Compare:
    return compare(llvm::cast<sema::CompareExpr>(e));
  case ExprKind::Logical:
    return logical(llvm::cast<sema::LogicalExpr>(e));
  case ExprKind::Select:
    return select(llvm::cast<sema::SelectExpr>(e));
  case ExprKind::Cast:
    return cast(llvm::cast<sema::CastExpr>(e));
  case ExprKind::Builtin:
    return builtin(llvm::cast<sema::BuiltinExpr>(e));
  case ExprKind::Reduce:
    return reduce(llvm::cast<sema::ReduceExpr>(e));
  case ExprKind::Table:
    return table(llvm::cast<sema::TableExpr>(e));
  }
  llvm_unreachable("not a kind of expression");
}

unsigned Compiler::slotOfSymbol(llvm::StringRef symbol) {
  auto found = slotOf.find(symbol);
  return found != slotOf.end() ? found->second : newSlot(symbol);
}

} // namespace tdsl::reference
