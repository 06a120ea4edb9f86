//===- Item.h - What stands at the top level of a file --------------------===//

#ifndef TDSL_SYNTAX_AST_ITEM_H
#define TDSL_SYNTAX_AST_ITEM_H

#include "compiler/syntax/ast/Stmt.h"

namespace tdsl::syntax {

struct Item : Node<ItemKind> {
  Ident name;                           // empty: schedule, import, test, junk
  llvm::ArrayRef<llvm::StringRef> docs; // lines after `///`, space removed
  llvm::ArrayRef<Attribute> attributes;
  bool hasErrors = false; // reported already; parts may be missing or Bad

  const Attribute *attribute(llvm::StringRef named) const;

protected:
  using Node::Node;
};

template <ItemKind K> using ItemOf = NodeOf<Item, K>;

/// One name between `<` and `>`.
struct Generic {
  enum Kind : uint8_t {
    Plain, // N, T      a size, or a type: its uses tell
    Typed, // T: float  a type of a class
    Const, // const K = 2
    Pack   // ..S
  };
  Kind kind = Plain;
  Ident name;
  const Type *bound = nullptr;        // class of a Typed, type of a Const
  const Expr *defaultValue = nullptr; // may be null
  const Type *defaultType = nullptr;  // of a Typed, may be null
  Span span;
};

struct Param {
  bool isConst = false;
  Ident name;
  const Type *type = nullptr;
  const Expr *defaultValue = nullptr; // may be null
  Span span;
};

struct Signature {
  llvm::ArrayRef<Generic> generics;
  llvm::ArrayRef<Param> params;
  llvm::ArrayRef<Param> results;
  llvm::ArrayRef<const Expr *> where; // comparisons may chain
  Span span;
};

struct FnItem : ItemOf<ItemKind::Fn> {
  Signature signature;
  Block body;
};

struct ScheduleItem : ItemOf<ItemKind::Schedule> {
  llvm::ArrayRef<Ident> path; // the function
  Ident target;               // cpu
  Ident feature;              // avx2, may be empty
  Block body;
};

struct ScheduleFnItem : ItemOf<ItemKind::ScheduleFn> {
  llvm::ArrayRef<Param> params;
  Block body;
};

struct ReducerItem : ItemOf<ItemKind::Reducer> {
  Signature signature;
  const Expr *identity = nullptr;
  Block body;
};

struct StructItem : ItemOf<ItemKind::Struct> {
  llvm::ArrayRef<Generic> generics;
  llvm::ArrayRef<Param> fields;
};

struct ConstItem : ItemOf<ItemKind::Const> {
  const Type *type = nullptr; // may be null
  const Expr *value = nullptr;
};

struct ImportItem : ItemOf<ItemKind::Import> {
  llvm::ArrayRef<Ident> path;
  llvm::ArrayRef<Ident> names; // empty: the module itself
};

struct ExternItem : ItemOf<ItemKind::Extern> {
  Signature signature;
  const StringExpr *symbol = nullptr;
};

struct IntrinsicItem : ItemOf<ItemKind::Intrinsic> {
  Signature signature;
  Block body;
  const StringExpr *symbol = nullptr;
};

struct TestItem : ItemOf<ItemKind::Test> {
  const StringExpr *title = nullptr;
  Block body;
};

struct BenchItem : ItemOf<ItemKind::Bench> {
  const StringExpr *title = nullptr;
  Block body;
};

/// Text that is no item. It may still have a name, which is then declared but
/// means nothing, so that its uses are not reported too.
struct JunkItem : ItemOf<ItemKind::Junk> {};

} // namespace tdsl::syntax

#endif // TDSL_SYNTAX_AST_ITEM_H
