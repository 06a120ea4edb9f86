//===- Type.h - Types as they are written ---------------------------------===//

#ifndef TDSL_SYNTAX_AST_TYPE_H
#define TDSL_SYNTAX_AST_TYPE_H

#include "compiler/syntax/ast/Expr.h"

namespace tdsl::syntax {

/// `f32`, a type parameter, a class (`float`), a struct, `module.Struct`.
struct NamedType : TypeOf<TypeKind::Named> {
  llvm::ArrayRef<Ident> path; // at least one
  const Ident &name() const { return path.back(); }
};

/// One dimension of a tensor type.
struct Dim {
  enum Kind : uint8_t {
    Extent,     // N, 2 * M + 1
    Everywhere, // *
    Pack        // ..S
  };
  Kind kind = Extent;
  const Expr *extent = nullptr; // of an Extent
  Ident pack;                   // of a Pack
  Span span;
};

struct TensorType : TypeOf<TypeKind::Tensor> {
  const Type *element = nullptr;
  llvm::ArrayRef<Dim> dims;
};

struct TupleType : TypeOf<TypeKind::Tuple> {
  llvm::ArrayRef<const Type *> elements;
};

/// `fn(T, f32) -> T`
struct FnType : TypeOf<TypeKind::Fn> {
  llvm::ArrayRef<const Type *> params;
  const Type *result = nullptr;
};

struct BadType : TypeOf<TypeKind::Bad> {};

} // namespace tdsl::syntax

#endif // TDSL_SYNTAX_AST_TYPE_H
