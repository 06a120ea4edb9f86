//===- Node.h - What every syntax node has --------------------------------===//
//
// Nodes are plain structs, allocated in the arena of a Tree and never changed
// after they were built. Each knows its kind and the text that it stands for.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_SYNTAX_AST_NODE_H
#define TDSL_SYNTAX_AST_NODE_H

#include "compiler/support/Source.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Casting.h"

namespace tdsl::syntax {

enum class ExprKind : uint8_t {
#define TDSL_EXPR(Kind) Kind,
#include "compiler/syntax/Nodes.def"
};
enum class TypeKind : uint8_t {
#define TDSL_TYPE(Kind) Kind,
#include "compiler/syntax/Nodes.def"
};
enum class StmtKind : uint8_t {
#define TDSL_STMT(Kind) Kind,
#include "compiler/syntax/Nodes.def"
};
enum class ItemKind : uint8_t {
#define TDSL_ITEM(Kind) Kind,
#include "compiler/syntax/Nodes.def"
};

llvm::StringRef kindName(ExprKind kind);
llvm::StringRef kindName(TypeKind kind);
llvm::StringRef kindName(StmtKind kind);
llvm::StringRef kindName(ItemKind kind);

/// A name where it is written. Empty where the text had none.
struct Ident {
  llvm::StringRef text;
  Span span;

  explicit operator bool() const { return !text.empty(); }
  bool operator==(llvm::StringRef other) const { return text == other; }
};

/// What a node of one family shares; Base is Expr, Type, Stmt or Item.
template <typename Kind> struct Node {
  Kind kind;
  Span span;

protected:
  explicit Node(Kind kind) : kind(kind) {}
};

/// An expression.
struct Expr : Node<ExprKind> {
protected:
  using Node::Node;
};

/// A type.
struct Type : Node<TypeKind> {
protected:
  using Node::Node;
};

/// A statement of a body.
struct Stmt : Node<StmtKind> {
protected:
  using Node::Node;
};

/// Gives a node its kind and LLVM's isa/cast/dyn_cast.
template <typename Base, auto K> struct NodeOf : Base {
  static constexpr auto Kind = K;
  NodeOf() : Base(K) {}
  static bool classof(const Base *node) { return node->kind == K; }
};

template <ExprKind K> using ExprOf = NodeOf<Expr, K>;
template <TypeKind K> using TypeOf = NodeOf<Type, K>;
template <StmtKind K> using StmtOf = NodeOf<Stmt, K>;

/// `name: value`, or a value alone.
struct Argument {
  Ident name; // empty for a positional argument
  const Expr *value = nullptr;
  Span span;
};

/// `@export("name")`, `@strict`
struct Attribute {
  Ident name;
  llvm::ArrayRef<Argument> arguments;
  Span span;
};

} // namespace tdsl::syntax

#endif // TDSL_SYNTAX_AST_NODE_H
