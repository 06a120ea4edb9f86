//===- Builder.h - From ANTLR's parse tree to ours ------------------------===//
//
// Internal to this folder. One method for each rule of grammar/TdslParser.g4,
// in files by construct. A parse tree with errors has rules without children:
// each method takes a null rule and answers with a Bad node or nothing; what
// is wrong was reported by the ErrorStrategy.
//
// The builder reports what the grammar lets pass so that the message can be
// better: statements out of place, bodies of reductions that are no product,
// suffixes where no name is.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_SYNTAX_BUILD_BUILDER_H
#define TDSL_SYNTAX_BUILD_BUILDER_H

#include "compiler/syntax/Tokens.h"

#include <typeinfo>

namespace tdsl::syntax {

/// The node as that rule; null if it is another. Rules are exact types, and
/// the accessors that ANTLR generates spend a quarter of the time of a parse
/// in dynamic_cast, so what is built for each operand asks this instead.
template <typename Rule> Rule *as(antlr4::tree::ParseTree *node) {
  return node && typeid(*node) == typeid(Rule) ? static_cast<Rule *>(node)
                                               : nullptr;
}

/// The first child that is such a rule; null if there is none.
template <typename Child>
Child *childOf(const antlr4::ParserRuleContext *rule) {
  for (antlr4::tree::ParseTree *node : rule->children)
    if (Child *child = as<Child>(node))
      return child;
  return nullptr;
}

/// The type of a token in the tree, zero for a rule.
inline size_t tokenType(antlr4::tree::ParseTree *node) {
  if (typeid(*node) != typeid(antlr4::tree::TerminalNodeImpl))
    return 0;
  return dynamic_cast<antlr4::tree::TerminalNode *>(node)
      ->getSymbol()
      ->getType();
}

/// The body that a statement stands in.
enum class BodyKind : uint8_t {
  Function,
  Iterate,
  Scan,
  ScanFrom,
  Reducer,
  Intrinsic,
  Schedule,
  ScheduleFn,
  Test,
  Bench
};

class Builder {
public:
  Builder(Tree &tree, llvm::StringRef text, Span item, diag::Sink &sink)
      : tree(tree), text(text), itemSpan(item), sink(sink), here(item) {}

  // Items.cpp
  Item *item(Parser::ItemContext *rule);

private:
  using Rule = antlr4::ParserRuleContext;

  // Items.cpp
  Item *fn(Parser::FnItemContext *rule);
  Item *reducer(Parser::ReducerItemContext *rule);
  Item *structItem(Parser::StructItemContext *rule);
  Item *constant(Parser::ConstItemContext *rule);
  Item *import(Parser::ImportItemContext *rule);
  Item *externItem(Parser::ExternItemContext *rule);
  Item *intrinsic(Parser::IntrinsicItemContext *rule);
  Item *test(Parser::TestItemContext *rule);
  Item *bench(Parser::BenchItemContext *rule);
  Item *schedule(Parser::ScheduleItemContext *rule);
  Item *scheduleFn(Parser::ScheduleFnItemContext *rule);

  // Signatures.cpp
  Signature signature(Parser::GenericsContext *generics,
                      Parser::SignatureContext *rule);
  llvm::ArrayRef<Generic> generics(Parser::GenericsContext *rule);
  Generic generic(Parser::GenericContext *rule);
  llvm::ArrayRef<Param> params(Parser::ParamsContext *rule);
  llvm::ArrayRef<Attribute>
  attributes(llvm::ArrayRef<Parser::AttributeContext *> rules);

  // Types.cpp
  const Type *type(Parser::TypeContext *rule);
  Dim dim(Parser::DimContext *rule);

  // Statements.cpp, Loops.cpp, Places.cpp
  Block body(Parser::BlockContext *rule, BodyKind kind);
  Block block(Parser::BlockContext *rule);
  const Stmt *statement(Parser::StatementContext *rule);
  const Stmt *let(Parser::LetStatementContext *rule);
  const Stmt *next(Parser::NextStatementContext *rule);
  const Stmt *simple(Parser::SimpleStatementContext *rule);
  const Stmt *define(Parser::SimpleStatementContext *rule);
  void reportNoStatement(const Expr &left);
  bool isReportedBehind(Span at) const;
  const Stmt *scan(Parser::ScanStatementContext *rule);
  const Stmt *definition(Parser::DefinitionContext *rule);
  const Stmt *iterate(Parser::IterateStatementContext *rule);
  const Stmt *forLoop(Parser::ForStatementContext *rule);
  const Stmt *ifStatement(Parser::IfStatementContext *rule);
  bool checkPlace(StmtKind kind, Span at);

  // Targets.cpp
  llvm::ArrayRef<Target> targets(Parser::TargetsContext *rule);
  Target target(Parser::TargetContext *rule);
  Target target(Parser::SimpleStatementContext *rule);
  llvm::ArrayRef<TargetIndex> targetIndices(Parser::IndicesContext *rule);

  // Operators.cpp
  const Expr *value(Parser::ValueContext *rule);
  const Expr *expr(Parser::ExprContext *rule);
  const Expr *chain(Parser::ChainContext *rule);
  const Expr *prefixed(llvm::ArrayRef<Parser::PrefixContext *> prefixes,
                       const Expr *operand);
  const Expr *ifExpr(Parser::ExprContext *rule);
  const Expr *logical(LogicalOp op, antlr4::Token *token, const Expr *left,
                      const Expr *right);
  const Expr *comparison(llvm::ArrayRef<const Expr *> operands,
                         llvm::ArrayRef<antlr4::Token *> ops);
  void checkAfterReduction(Parser::ExprContext *rule);

  // Operands.cpp
  const Expr *term(Parser::TermContext *rule);
  const Expr *primary(Parser::PrimaryContext *rule);
  /// What suffixes may follow.
  enum class Origin : uint8_t { Named, Bracketed, Table, Literal };
  const Expr *postfix(Parser::PostfixContext *rule);
  const Expr *nameExpr(Rule *rule);
  const Expr *bracketed(Parser::ExprContext *inside, Span brackets);
  /// Those of the children that are suffixes, behind the base.
  const Expr *suffixed(const Expr *base, Origin origin,
                       llvm::ArrayRef<antlr4::tree::ParseTree *> children);
  const Expr *dotSuffix(const Expr *base, Parser::SuffixContext *rule);
  const Expr *suffix(const Expr *base, Parser::SuffixContext *rule);
  const Expr *step(const Expr *base, llvm::StringRef digits, Span at);
  const Expr *index(Parser::IndexContext *rule);
  llvm::ArrayRef<Argument> arguments(Parser::ArgumentsContext *rule);
  void checkSuffix(const Expr *base, Origin origin,
                   Parser::SuffixContext *rule);

  // Literals.cpp
  const Expr *literal(Parser::LiteralContext *rule);
  const Expr *integer(antlr4::Token *token);
  const Expr *floating(antlr4::Token *token);
  const StringExpr *string(antlr4::tree::TerminalNode *node);

  // Reductions.cpp
  struct Reducer {
    ReduceOp op = ReduceOp::Sum;
    Span span;
    const Expr *path = nullptr;
  };
  struct Binders {
    llvm::ArrayRef<Binder> binders;
    const Expr *predicate = nullptr;
  };
  const Expr *reduction(Parser::ReductionContext *rule);
  const Expr *scatter(Parser::ScatterContext *rule);
  const Expr *tune(Parser::TuneContext *rule);
  Reducer reducerOf(Parser::ReduceWordContext *word, Parser::PathContext *path);
  Binders binders(Parser::BindersContext *rule);
  const RangeExpr *range(Parser::RangeContext *rule);
  const Expr *iterable(Parser::IterableContext *rule);
  void checkProduct(const ReduceExpr &reduce, Parser::ChainContext *body);
  void reportReadings(Span reduction, Span head, Span op, Span whole);

  // Names.cpp
  Ident ident(Rule *rule);
  llvm::ArrayRef<Ident> path(Parser::PathContext *rule);
  const Expr *pathExpr(Parser::PathContext *rule);

  // What every file uses.
  Span span(Rule *rule) const;
  Span span(antlr4::Token *token) const;
  Span span(antlr4::tree::TerminalNode *node) const;
  llvm::StringRef spelling(Span at) const;
  const Expr *bad() { return tree.make<BadExpr>(here); }
  const BadType *badType() { return tree.make<BadType>(here); }

  template <typename T> llvm::ArrayRef<T> copy(llvm::SmallVectorImpl<T> &list) {
    return tree.copy(list);
  }

  /// Counts how deep the tree grows; the text cannot make it overflow a stack.
  class Deeper {
  public:
    Deeper(Builder &builder, size_t levels);
    ~Deeper() { builder.depth -= levels; }
    /// False, and reported, where the limit is passed.
    explicit operator bool() const { return fits; }

  private:
    Builder &builder;
    size_t levels;
    bool fits;
  };

  Tree &tree;
  llvm::StringRef text;
  Span itemSpan;
  diag::Sink &sink;
  Span here; // of the statement or part that is being built
  BodyKind bodyKind = BodyKind::Function;
  bool inWhere = false; // comparisons may chain
  bool reportedDepth = false;
  size_t noStatementEnd = 0; // of the last text that was no statement
  size_t depth = 0;
};

} // namespace tdsl::syntax

#endif // TDSL_SYNTAX_BUILD_BUILDER_H
