//===- FromSets.h - Forms of the algebra as expressions -------------------===//

#ifndef TDSL_SEMA_FROMSETS_H
#define TDSL_SEMA_FROMSETS_H

#include "compiler/sema/Program.h"

namespace tdsl::sema {

/// An expression of type Index with the value of a form over sizes.
const Expr *fromSets(Program &program, const sets::Expr &form, Span span);

const Expr *indexBinary(Program &program, BinaryOp op, const Expr *left,
                        const Expr *right);
const Expr *indexBuiltin(Program &program, Builtin function, const Expr *left,
                         const Expr *right);
const Expr *indexConstant(Program &program, int64_t value, Span span);

} // namespace tdsl::sema

#endif // TDSL_SEMA_FROMSETS_H
