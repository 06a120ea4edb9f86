//===- Operators.cpp - Gives flat chains of operators their precedence ----===//

#include "compiler/diag/Catalog.h"
#include "compiler/syntax/build/Builder.h"

namespace tdsl::syntax {

namespace {

struct Operator {
  BinaryOp op;
  unsigned precedence; // as in Rust: a larger one binds tighter
};

} // namespace

static Operator operatorOf(size_t type) {
  switch (type) {
  case Parser::STAR:
    return {BinaryOp::Mul, 6};
  case Parser::SLASH:
    return {BinaryOp::Div, 6};
  case Parser::PERCENT:
    return {BinaryOp::Rem, 6};
  case Parser::PLUS:
    return {BinaryOp::Add, 5};
  case Parser::MINUS:
    return {BinaryOp::Sub, 5};
  case Parser::SHL:
    return {BinaryOp::Shl, 4};
  case Parser::SHR:
    return {BinaryOp::Shr, 4};
  case Parser::AMP:
    return {BinaryOp::BitAnd, 3};
  case Parser::CARET:
    return {BinaryOp::BitXor, 2};
  default:
    return {BinaryOp::BitOr, 1};
  }
}

static CompareOp compareOf(size_t type) {
  switch (type) {
  case Parser::LT:
    return CompareOp::Less;
  case Parser::LE:
    return CompareOp::LessEqual;
  case Parser::GT:
    return CompareOp::Greater;
  case Parser::GE:
    return CompareOp::GreaterEqual;
  case Parser::EQ:
    return CompareOp::Equal;
  default:
    return CompareOp::NotEqual;
  }
}

static UnaryOp unaryOf(size_t type) {
  switch (type) {
  case Parser::MINUS:
    return UnaryOp::Negate;
  case Parser::BANG:
    return UnaryOp::Not;
  default:
    return UnaryOp::BitNot;
  }
}

const Expr *Builder::value(Parser::ValueContext *rule) {
  if (!rule)
    return bad();
  if (Parser::ScatterContext *part = rule->scatter())
    return scatter(part);
  if (Parser::TuneContext *part = rule->tune())
    return tune(part);
  return expr(rule->expr());
}

/// Comparisons bind tighter than `&&`, and `&&` tighter than `||`.
const Expr *Builder::expr(Parser::ExprContext *rule) {
  if (!rule || rule->children.empty())
    return bad();
  if (tokenType(rule->children.front()) == Parser::IF)
    return ifExpr(rule);
  if (rule->children.size() == 1)
    return chain(as<Parser::ChainContext>(rule->children.front()));
  std::vector<Parser::ChainContext *> chains = rule->chain();
  std::vector<Parser::RelationContext *> relations = rule->relation();
  Deeper deeper(*this, chains.size());
  if (!deeper)
    return bad();
  checkAfterReduction(rule);

  // One pass: what `&&` and `||` join so far, and the comparison that grows.
  const Expr *either = nullptr, *both = nullptr;
  antlr4::Token *orToken = nullptr, *andToken = nullptr;
  llvm::SmallVector<const Expr *, 4> operands;
  llvm::SmallVector<antlr4::Token *, 4> comparisons;
  for (size_t i = 0; i <= relations.size(); ++i) {
    operands.push_back(chain(i < chains.size() ? chains[i] : nullptr));
    antlr4::Token *op = i < relations.size() ? relations[i]->start : nullptr;
    bool isAnd = op && op->getType() == Parser::ANDAND;
    if (op && !isAnd && op->getType() != Parser::OROR) {
      comparisons.push_back(op);
      continue;
    }
    both = logical(LogicalOp::And, andToken, both,
                   comparison(operands, comparisons));
    operands.clear();
    comparisons.clear();
    andToken = op;
    if (isAnd)
      continue;
    either = logical(LogicalOp::Or, orToken, either, both);
    both = nullptr;
    orToken = op;
  }
  return either;
}

/// `left op right`; `right` where there is nothing on the left.
const Expr *Builder::logical(LogicalOp op, antlr4::Token *token,
                             const Expr *left, const Expr *right) {
  if (!left)
    return right;
  auto *node = tree.make<LogicalExpr>(join(left->span, right->span));
  node->op = op;
  node->opSpan = span(token);
  node->left = left;
  node->right = right;
  return node;
}

const Expr *Builder::comparison(llvm::ArrayRef<const Expr *> operands,
                                llvm::ArrayRef<antlr4::Token *> ops) {
  if (ops.empty())
    return operands.front();
  Span at = join(operands.front()->span, operands.back()->span);
  if (ops.size() > 1 && !inWhere)
    sink.emit(diag::ChainedComparison, span(ops[1]))
        .label(span(ops[0]), "the first comparison")
        .help("join two comparisons with `&&`");
  auto *result = tree.make<CompareExpr>(at);
  llvm::SmallVector<CompareOp, 2> kinds;
  for (antlr4::Token *op : ops)
    kinds.push_back(compareOf(op->getType()));
  result->operands = tree.copy(operands);
  result->ops = copy(kinds);
  return result;
}

const Expr *Builder::ifExpr(Parser::ExprContext *rule) {
  Deeper deeper(*this, 1);
  if (!deeper)
    return bad();
  auto *result = tree.make<IfExpr>(span(rule));
  result->condition = expr(rule->expr(0));
  result->whenTrue = expr(rule->expr(1));
  result->whenFalse = expr(rule->expr(2));
  return result;
}

namespace {

/// Precedence climbing over operands and the operators between them.
class Climber {
public:
  Climber(Tree &tree, llvm::ArrayRef<const Expr *> operands,
          llvm::ArrayRef<std::pair<Operator, Span>> ops)
      : tree(tree), operands(operands), ops(ops) {}

  const Expr *climb(unsigned atLeast) {
    const Expr *left = operands[at];
    while (at < ops.size() && ops[at].first.precedence >= atLeast) {
      auto [op, opSpan] = ops[at];
      ++at;
      const Expr *right = climb(op.precedence + 1);
      auto *node = tree.make<BinaryExpr>(join(left->span, right->span));
      node->op = op.op;
      node->opSpan = opSpan;
      node->left = left;
      node->right = right;
      left = node;
    }
    return left;
  }

private:
  Tree &tree;
  llvm::ArrayRef<const Expr *> operands;
  llvm::ArrayRef<std::pair<Operator, Span>> ops;
  size_t at = 0; // of the operand, and of the operator behind it
};

} // namespace

const Expr *Builder::chain(Parser::ChainContext *rule) {
  if (!rule || rule->children.empty())
    return bad();
  llvm::SmallVector<const Expr *, 4> operands;
  llvm::SmallVector<std::pair<Operator, Span>, 4> ops;
  Deeper deeper(*this, rule->children.size() / 2 + 1);
  if (!deeper)
    return bad();
  for (antlr4::tree::ParseTree *child : rule->children) {
    if (auto *part = as<Parser::TermContext>(child)) {
      operands.push_back(term(part));
    } else if (auto *part = as<Parser::ReductionContext>(child)) {
      operands.push_back(reduction(part));
    } else if (auto *part = as<Parser::ArithmeticContext>(child)) {
      if (part->exception)
        break;
      ops.push_back({operatorOf(part->start->getType()), span(part->start)});
    }
  }
  while (operands.size() <= ops.size())
    operands.push_back(bad());
  return Climber(tree, operands, ops).climb(0);
}

const Expr *Builder::prefixed(llvm::ArrayRef<Parser::PrefixContext *> prefixes,
                              const Expr *operand) {
  Deeper deeper(*this, prefixes.size());
  if (!deeper)
    return bad();
  for (Parser::PrefixContext *prefix : llvm::reverse(prefixes)) {
    auto *node = tree.make<UnaryExpr>(join(span(prefix), operand->span));
    node->op = unaryOf(prefix->start->getType());
    node->operand = operand;
    operand = node;
  }
  return operand;
}

} // namespace tdsl::syntax
