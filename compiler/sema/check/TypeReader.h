//===- TypeReader.h - Types as they are written ---------------------------===//

#ifndef TDSL_SEMA_CHECK_TYPEREADER_H
#define TDSL_SEMA_CHECK_TYPEREADER_H

#include "compiler/sema/Context.h"

namespace tdsl::sema {

struct StatedType {
  ElemType type;
  Shape shape; // of rank 0 for a number
};

/// `f32`, `T[M, 2 * N]`, `u16[*, *]`; nothing where something was reported.
std::optional<StatedType> readType(FunctionContext &f,
                                   const syntax::Type &type);

/// The name of a scalar type or of a type parameter.
std::optional<ElemType> readElement(FunctionContext &f,
                                    const syntax::Type &type);

/// An expression over sizes and constants; reports anything else.
std::optional<sets::Expr> readSize(FunctionContext &f, const syntax::Expr *e);

/// Reports a shape past the limits.
bool withinLimits(FunctionContext &f, llvm::StringRef name, const Shape &shape,
                  Span span);

} // namespace tdsl::sema

#endif // TDSL_SEMA_CHECK_TYPEREADER_H
