//===- IndexProof.h - One index of one read -------------------------------===//

#ifndef TDSL_SEMA_PROVE_INDEXPROOF_H
#define TDSL_SEMA_PROVE_INDEXPROOF_H

#include "compiler/sema/prove/Place.h"

namespace tdsl::sema {

/// What a tensor is called in messages.
struct ReadTensor {
  std::string name;
  std::string shape; // with its type
  Span declared;     // where it is defined; not valid for a call
  Span span;         // of the read
};

enum class Verdict : uint8_t {
  Proven,
  NeedsCondition, // proven, but only by the conditions on the way
  Checked,
  Refuted, // and reported
};

/// Whether an index is inside of a dimension at every point of a place.
Verdict proveIndex(FunctionContext &f, const Place &place, const Expr &index,
                   const Dim &dim, const ReadTensor &tensor);

/// The integers that an index takes at a place, in sizes; nothing where no
/// bound is known.
std::optional<sets::Interval> rangeOf(FunctionContext &f, const Place &place,
                                      const Expr &index);

} // namespace tdsl::sema

#endif // TDSL_SEMA_PROVE_INDEXPROOF_H
