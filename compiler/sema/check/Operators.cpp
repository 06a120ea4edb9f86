//===- Operators.cpp - Arithmetic, comparisons, logic ---------------------===//

#include "compiler/diag/Catalog.h"
#include "compiler/sema/check/ExprChecker.h"

using namespace tdsl;
using namespace tdsl::sema;
namespace syn = tdsl::syntax;

bool ExprChecker::require(const Expr *e, TypeClass need, llvm::StringRef what) {
  if (f.allows(e->type, need))
    return true;
  auto &d = sink().emit(diag::NeedsClass, e->span, what.str(),
                        spelling(need).str(), f.text(e->type));
  if (e->type.isParameter())
    d.help("declare it as `" + f.text(e->type) + ": " + spelling(need).str() +
           "`");
  return false;
}

static void offerCast(FunctionContext &f, diag::Diagnostic &d,
                      llvm::StringRef what, llvm::ArrayRef<const Expr *> sides,
                      ElemType type) {
  std::string name = f.text(type);
  diag::Fix fix{("cast " + what + " to `" + name + "`").str(),
                {},
                diag::Applicability::MaybeIncorrect};
  for (const Expr *side : sides)
    fix.edits.push_back({side->span, name + "(" + f.source(side->span) + ")"});
  d.fix(std::move(fix));
}

/// Casts that make two operands of one type; those that lose nothing, if there
/// are any. Between an integer and a float it is the integer that is cast.
static void offerCasts(FunctionContext &f, diag::Diagnostic &d,
                       const Expr &left, const Expr &right) {
  bool isKnown = !left.type.isParameter() && !right.type.isParameter();
  Scalar l = left.type.scalar, r = right.type.scalar;
  bool toLeft = true, toRight = true;
  if (isKnown && isFloat(l) != isFloat(r)) {
    toLeft = isFloat(l);
    toRight = isFloat(r);
  } else if (std::optional<Scalar> common = commonType(l, r);
             isKnown && common) {
    toLeft = *common == l;
    toRight = *common == r;
    if (!toLeft && !toRight)
      offerCast(f, d, "both sides", {&left, &right}, ElemType::of(*common));
  }
  if (toLeft)
    offerCast(f, d, "the right side", {&right}, left.type);
  if (toRight)
    offerCast(f, d, "the left side", {&left}, right.type);
}

/// The type of both operands, given to the one that has none of its own.
ElemType ExprChecker::unify(const Expr *&left, const Expr *&right,
                            llvm::StringRef what, Span span) {
  if (isPoison(left->type) || isPoison(right->type))
    return PoisonType;
  if (left->type == right->type)
    return left->type;
  if (isFlexible(left->type) && isFlexible(right->type)) {
    left = settle(left, FlexibleFloat);
    right = settle(right, FlexibleFloat);
    return FlexibleFloat;
  }
  if (isFlexible(left->type)) {
    left = settle(left, right->type);
    return left->type;
  }
  if (isFlexible(right->type)) {
    right = settle(right, left->type);
    return right->type;
  }
  std::string l = f.text(left->type), r = f.text(right->type);
  auto &d = sink().emit(diag::MixedTypes, span, what.str(), l, r);
  d.label(left->span, "`" + l + "`").label(right->span, "`" + r + "`");
  if (left->type != BoolType && right->type != BoolType &&
      left->type != IndexType && right->type != IndexType)
    offerCasts(f, d, *left, *right);
  return PoisonType;
}

static UnaryOp meaning(syn::UnaryOp op) {
  switch (op) {
  case syn::UnaryOp::Negate:
    return UnaryOp::Negate;
  case syn::UnaryOp::Not:
    return UnaryOp::Not;
  case syn::UnaryOp::BitNot:
    return UnaryOp::BitNot;
  }
  llvm_unreachable("a unary operator");
}

/// -3 is one number, so that it fits or does not.
static bool negateLiteral(const Expr *e, Span span) {
  auto *number = const_cast<ConstantExpr *>(llvm::dyn_cast<ConstantExpr>(e));
  if (!number || !isFlexible(e->type) ||
      number->special != ConstantExpr::Special::None)
    return false;
  if (auto *value = std::get_if<int64_t>(&number->value); value && *value)
    *value = -*value;
  else if (auto *real = std::get_if<double>(&number->value))
    *real = -*real;
  else
    return false; // -0 of a float is not 0; -2^63 and beyond fits no type
  number->span = span;
  return true;
}

const Expr *ExprChecker::unary(const syn::UnaryExpr *e) {
  const Expr *operand = e->op == syn::UnaryOp::Not
                            ? condition(e->operand, "the operand of `!`")
                            : scalar(e->operand);
  if (isPoison(operand->type))
    return operand;
  std::string what = ("`" + syn::spelling(e->op) + "`").str();
  if (e->op == syn::UnaryOp::Negate) {
    if (negateLiteral(operand, e->span))
      return operand;
    if (!require(operand, TypeClass::Number, what))
      return poison(e->span);
  }
  if (e->op == syn::UnaryOp::BitNot && !require(operand, TypeClass::Int, what))
    return poison(e->span);
  auto *made = make<UnaryExpr>(operand->type, e->span);
  made->op = meaning(e->op);
  made->operand = operand;
  return made;
}

static BinaryOp meaning(syn::BinaryOp op) {
  switch (op) {
  case syn::BinaryOp::Mul:
    return BinaryOp::Mul;
  case syn::BinaryOp::Div:
    return BinaryOp::Div;
  case syn::BinaryOp::Rem:
    return BinaryOp::Mod;
  case syn::BinaryOp::Add:
    return BinaryOp::Add;
  case syn::BinaryOp::Sub:
    return BinaryOp::Sub;
  case syn::BinaryOp::Shl:
    return BinaryOp::Shl;
  case syn::BinaryOp::Shr:
    return BinaryOp::Shr;
  case syn::BinaryOp::BitAnd:
    return BinaryOp::And;
  case syn::BinaryOp::BitXor:
    return BinaryOp::Xor;
  case syn::BinaryOp::BitOr:
    return BinaryOp::Or;
  }
  llvm_unreachable("a binary operator");
}

static TypeClass classOf(BinaryOp op) {
  switch (op) {
  case BinaryOp::Add:
  case BinaryOp::Sub:
  case BinaryOp::Mul:
  case BinaryOp::Div:
    return TypeClass::Number;
  case BinaryOp::Mod:
  case BinaryOp::And:
  case BinaryOp::Or:
  case BinaryOp::Xor:
  case BinaryOp::Shl:
  case BinaryOp::Shr:
    return TypeClass::Int;
  }
  llvm_unreachable("a binary operator");
}

const Expr *ExprChecker::binary(const syn::BinaryExpr *e) {
  const Expr *left = scalar(e->left);
  const Expr *right = scalar(e->right);
  std::string what = ("`" + syn::spelling(e->op) + "`").str();
  ElemType type = unify(left, right, what, e->opSpan);
  BinaryOp op = meaning(e->op);
  bool isBitLogic = op == BinaryOp::And || op == BinaryOp::Or ||
                    op == BinaryOp::Xor; // of bool too, without a short cut
  if (isPoison(type) ||
      !((isBitLogic && type == BoolType) || require(left, classOf(op), what)))
    return poison(e->span);
  auto *made = make<BinaryExpr>(type, e->span);
  made->op = op;
  made->left = left;
  made->right = right;
  return made;
}

static CompareOp meaning(syn::CompareOp op) {
  switch (op) {
  case syn::CompareOp::Less:
    return CompareOp::Lt;
  case syn::CompareOp::LessEqual:
    return CompareOp::Le;
  case syn::CompareOp::Greater:
    return CompareOp::Gt;
  case syn::CompareOp::GreaterEqual:
    return CompareOp::Ge;
  case syn::CompareOp::Equal:
    return CompareOp::Eq;
  case syn::CompareOp::NotEqual:
    return CompareOp::Ne;
  }
  llvm_unreachable("a comparison");
}

/// Indices and sizes alone are compared exactly.
const Expr *ExprChecker::comparePair(syn::CompareOp op, const Expr *left,
                                     const Expr *right, Span span) {
  std::string what = ("`" + syn::spelling(op) + "`").str();
  ElemType type = unify(left, right, what, span);
  if (type == FlexibleInt) {
    left = settle(left, IndexType);
    right = settle(right, IndexType);
  } else if (type == FlexibleFloat) {
    left = settleAlone(left);
    right = settleAlone(right);
  }
  bool isEquality =
      op == syn::CompareOp::Equal || op == syn::CompareOp::NotEqual;
  if (isPoison(type) ||
      (!isEquality && !require(left, TypeClass::Number, what)))
    return poison(span);
  auto *made = make<CompareExpr>(BoolType, span);
  made->op = meaning(op);
  made->left = left;
  made->right = right;
  return made;
}

/// a <= b < c means a <= b && b < c; b is one expression, held twice. All
/// operands take the type of the one that has one.
const Expr *ExprChecker::compare(const syn::CompareExpr *e) {
  llvm::SmallVector<const Expr *, 4> operands;
  ElemType common = FlexibleInt;
  for (const syn::Expr *operand : e->operands) {
    operands.push_back(scalar(operand));
    if (isPoison(operands.back()->type))
      return poison(e->span);
    if (isFlexible(common) && operands.back()->type != FlexibleInt)
      common = operands.back()->type;
  }
  for (const Expr *&operand : operands)
    operand = settle(operand, common);
  const Expr *all = nullptr;
  for (size_t i = 0; i != e->ops.size(); ++i) {
    const Expr *pair =
        comparePair(e->ops[i], operands[i], operands[i + 1], e->span);
    if (isPoison(pair->type))
      return pair;
    all = all ? both(all, pair, e->span) : pair;
  }
  return all;
}

const Expr *ExprChecker::both(const Expr *left, const Expr *right, Span span) {
  auto *made = make<LogicalExpr>(BoolType, span);
  made->left = left;
  made->right = right;
  return made;
}

const Expr *ExprChecker::logical(const syn::LogicalExpr *e) {
  std::string what = ("an operand of `" + syn::spelling(e->op) + "`").str();
  const Expr *left = condition(e->left, what);
  const Expr *right = condition(e->right, what);
  if (isPoison(left->type) || isPoison(right->type))
    return poison(e->span);
  auto *made = make<LogicalExpr>(BoolType, e->span);
  made->op = e->op == syn::LogicalOp::And ? LogicalOp::And : LogicalOp::Or;
  made->left = left;
  made->right = right;
  return made;
}
