//===- Signature.cpp - How an instance of a function is called ------------===//

#include "compiler/driver/Compilation.h"

#include "compiler/support/Check.h"
#include "runtime/include/tdsl/runtime.h"

namespace tdsl::driver {
namespace {

using target::Words;

/// A `where` condition on sizes as postfix code.
class ConditionWriter {
public:
  ConditionWriter(const target::Signature &signature,
                  const llvm::StringMap<int64_t> &constants)
      : signature(signature), constants(constants) {}

  Words words;

  /// False where the condition has something that sizes do not have.
  bool write(const sema::Expr &expr) {
    switch (expr.kind) {
    case sema::ExprKind::Constant:
      return writeConstant(static_cast<const sema::ConstantExpr &>(expr));
    case sema::ExprKind::SizeRef:
      return writeSize(static_cast<const sema::SizeRefExpr &>(expr));
    case sema::ExprKind::Cast:
      return write(*static_cast<const sema::CastExpr &>(expr).operand);
    case sema::ExprKind::Unary:
      return writeUnary(static_cast<const sema::UnaryExpr &>(expr));
    case sema::ExprKind::Binary:
      return writeBinary(static_cast<const sema::BinaryExpr &>(expr));
    case sema::ExprKind::Compare:
      return writeCompare(static_cast<const sema::CompareExpr &>(expr));
    case sema::ExprKind::Logical: {
      auto &logical = static_cast<const sema::LogicalExpr &>(expr);
      bool isAnd = logical.op == sema::LogicalOp::And;
      return two(*logical.left, *logical.right,
                 isAnd ? TDSL_OP_AND : TDSL_OP_OR);
    }
    case sema::ExprKind::Builtin: {
      auto &call = static_cast<const sema::BuiltinExpr &>(expr);
      if (call.function == sema::Builtin::Min)
        return two(*call.arguments[0], *call.arguments[1], TDSL_OP_MIN);
      if (call.function == sema::Builtin::Max)
        return two(*call.arguments[0], *call.arguments[1], TDSL_OP_MAX);
      return false;
    }
    case sema::ExprKind::IndexRef:
    case sema::ExprKind::Access:
    case sema::ExprKind::Select:
    case sema::ExprKind::Reduce:
    case sema::ExprKind::Table:
      return false;
    }
    return false;
  }

private:
  const target::Signature &signature;
  const llvm::StringMap<int64_t> &constants;

  bool push(int64_t value) {
    words.push_back(TDSL_OP_PUSH);
    words.push_back(value);
    return true;
  }

  bool writeConstant(const sema::ConstantExpr &constant) {
    if (auto *value = std::get_if<int64_t>(&constant.value))
      return push(*value);
    if (auto *value = std::get_if<bool>(&constant.value))
      return push(*value);
    return false;
  }

  bool writeSize(const sema::SizeRefExpr &size) {
    auto known = constants.find(size.symbol);
    if (known != constants.end())
      return push(known->second);
    int place = signature.symbolNamed(size.symbol);
    words.push_back(TDSL_OP_SYMBOL);
    words.push_back(place);
    return place >= 0;
  }

  bool two(const sema::Expr &left, const sema::Expr &right, int64_t opcode) {
    bool done = write(left) && write(right);
    words.push_back(opcode);
    return done;
  }

  bool writeUnary(const sema::UnaryExpr &unary) {
    switch (unary.op) {
    case sema::UnaryOp::Negate: {
      push(0);
      bool done = write(*unary.operand);
      words.push_back(TDSL_OP_SUB);
      return done;
    }
    case sema::UnaryOp::Not: {
      bool done = write(*unary.operand);
      words.push_back(TDSL_OP_NOT);
      return done;
    }
    case sema::UnaryOp::BitNot:
      return false;
    }
    return false;
  }

  bool writeBinary(const sema::BinaryExpr &binary) {
    auto opcode = [&]() -> int64_t {
      switch (binary.op) {
      case sema::BinaryOp::Add:
        return TDSL_OP_ADD;
      case sema::BinaryOp::Sub:
        return TDSL_OP_SUB;
      case sema::BinaryOp::Mul:
        return TDSL_OP_MUL;
      case sema::BinaryOp::Div:
        return TDSL_OP_FLOORDIV;
      case sema::BinaryOp::Mod:
        return TDSL_OP_MOD;
      case sema::BinaryOp::And:
      case sema::BinaryOp::Or:
      case sema::BinaryOp::Xor:
      case sema::BinaryOp::Shl:
      case sema::BinaryOp::Shr:
        return -1;
      }
      return -1;
    }();
    return opcode >= 0 && two(*binary.left, *binary.right, opcode);
  }

  bool writeCompare(const sema::CompareExpr &compare) {
    const sema::Expr &left = *compare.left, &right = *compare.right;
    switch (compare.op) {
    case sema::CompareOp::Eq:
      return two(left, right, TDSL_OP_EQ);
    case sema::CompareOp::Ne:
      return two(left, right, TDSL_OP_NE);
    case sema::CompareOp::Lt:
      return two(left, right, TDSL_OP_LT);
    case sema::CompareOp::Le:
      return two(left, right, TDSL_OP_LE);
    case sema::CompareOp::Gt:
      return two(right, left, TDSL_OP_LT);
    case sema::CompareOp::Ge:
      return two(right, left, TDSL_OP_LE);
    }
    return false;
  }
};

class SignatureMaker {
public:
  SignatureMaker(const sema::Function &function,
                 llvm::ArrayRef<sema::Scalar> types,
                 const llvm::StringMap<int64_t> &constants)
      : function(function), types(types), constants(constants) {}

  target::Signature make() {
    made.name = function.exportName.value_or(function.name);
    for (const sema::Stage *stage : function.params)
      addParam(*stage, stage->isConst ? target::Param::Kind::Const
                                      : target::Param::Kind::Input);
    for (const sema::Stage *stage : function.results)
      addParam(*stage, target::Param::Kind::Output);
    for (const sema::SizeParameter &size : function.sizes)
      addSymbol(size);
    for (const sema::Where &where : function.wheres)
      addWhere(where);
    return std::move(made);
  }

private:
  const sema::Function &function;
  llvm::ArrayRef<sema::Scalar> types;
  const llvm::StringMap<int64_t> &constants;
  target::Signature made;

  sets::Expr known(const sets::Expr &form) const {
    return form.substitute(
        [&](llvm::StringRef symbol) -> std::optional<sets::Expr> {
          auto found = constants.find(symbol);
          if (found == constants.end())
            return std::nullopt;
          return sets::Expr(found->second);
        });
  }

  int placeOf(const sema::Stage *stage) const {
    for (size_t place = 0; place != function.params.size(); ++place)
      if (function.params[place] == stage)
        return static_cast<int>(place);
    return -1;
  }

  void addParam(const sema::Stage &stage, target::Param::Kind kind) {
    target::Param param;
    param.kind = kind;
    param.name = stage.name;
    sema::Scalar scalar = sema::resolve(stage.type, types);
    auto type = target::ElementType::named(sema::spelling(scalar));
    TDSL_CHECK(type, "a parameter of a type that no tensor has");
    param.type = *type;
    param.shapeText = "[";
    for (const sema::Dim &dim : stage.shape) {
      param.dims.push_back(known(dim.range.extent()));
      if (param.dims.size() > 1)
        param.shapeText += ", ";
      param.shapeText += dim.range.extent().str();
    }
    param.shapeText += "]";
    made.params.push_back(std::move(param));
  }

  void addSymbol(const sema::SizeParameter &size) {
    if (constants.count(size.name))
      return;
    target::Symbol symbol;
    symbol.name = size.name;
    // Only a const that is given by name may be negative: so the checker says.
    bool mayBeNegative = size.isConst && !size.boundBy;
    symbol.minimum = mayBeNegative ? INT64_MIN + 1 : 0;
    symbol.param = size.boundBy ? placeOf(size.boundBy) : -1;
    symbol.dim = static_cast<int>(size.boundByDim);
    if (symbol.param >= 0)
      symbol.solve = solve(size);
    if (size.fallback)
      symbol.defaultValue = made.words(known(*size.fallback));
    made.symbols.push_back(std::move(symbol));
  }

  /// extent = a*N + b  ->  N = (extent - b) / a; the dimension is compared
  /// again afterwards, so that a remainder is found.
  Words solve(const sema::SizeParameter &size) {
    const sema::Dim &dim = size.boundBy->shape[size.boundByDim];
    sets::Expr extent = known(dim.range.extent());
    if (extent.asSymbol())
      return {};
    std::optional<sets::Expr::Linear> linear = extent.linearIn(size.name);
    TDSL_CHECK(linear, "a size is bound by a dimension that cannot be solved");
    Words words = {TDSL_OP_EXTENT};
    auto append = [&](const sets::Expr &form, int64_t opcode) {
      Words more = made.words(form);
      words.insert(words.end(), more.begin(), more.end());
      words.push_back(opcode);
    };
    append(linear->rest, TDSL_OP_SUB);
    append(linear->coefficient, TDSL_OP_FLOORDIV);
    return words;
  }

  void addWhere(const sema::Where &where) {
    if (where.elements)
      return addElements(where);
    if (!where.condition)
      return;
    ConditionWriter writer(made, constants);
    if (writer.write(*where.condition))
      made.conditions.push_back({where.text, std::move(writer.words)});
  }

  void addElements(const sema::Where &where) {
    target::ElementCondition element;
    element.text = where.text;
    element.param = static_cast<unsigned>(placeOf(where.elements));
    // Proofs of accesses rest on it, so it is never left to trust.
    element.must = true;
    sema::Scalar type = sema::resolve(where.elements->type, types);
    if (where.lowest)
      element.low = made.words(known(*where.lowest));
    if (where.highest)
      element.high = made.words(known(*where.highest));
    if (where.lowestReal)
      element.realLow = where.lowestReal->last(type);
    if (where.highestReal)
      element.realHigh = where.highestReal->last(type);
    made.elements.push_back(std::move(element));
  }
};

} // namespace

target::Signature signatureOf(const sema::Function &function,
                              llvm::ArrayRef<sema::Scalar> types,
                              const llvm::StringMap<int64_t> &constants) {
  return SignatureMaker(function, types, constants).make();
}

} // namespace tdsl::driver
