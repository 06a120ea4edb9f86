//===- Instance.h - A function as one call uses it ------------------------===//
//
// Elaboration makes one Instance of the function that is compiled and one for
// each call in it. An instance says what the function's parameters stand for:
// types, sizes in terms of the compiled function, tensors, scalars. Where a
// call is made once for every value of some indices around it (a plane at a
// time), its stages get these as leading dimensions: its outer indices.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_LOWER_ASTTOGRAPH_INSTANCE_H
#define TDSL_LOWER_ASTTOGRAPH_INSTANCE_H

#include "compiler/graph/GraphDialect.h"
#include "compiler/sema/Program.h"

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/StringMap.h"

namespace tdsl::lower {

struct Instance;

/// An index is known by the instance that it belongs to and its symbol there.
struct IndexKey {
  const Instance *instance = nullptr;
  std::string symbol;

  bool operator<(const IndexKey &other) const {
    return std::tie(instance, symbol) < std::tie(other.instance, other.symbol);
  }
};

/// An index of a stage that is being made.
struct IndexSpec {
  IndexKey key;
  std::string name;
  graph::Dim range; // in sizes of the compiled function
  /// The stage does not have it by its definition, but may depend on it: it
  /// goes when nothing uses it.
  bool isOuter = false;
};

/// What stands in one dimension of a tensor that a body reads.
struct Slot {
  enum class Kind : uint8_t {
    Own,   // the next index that the access gives
    Outer, // an index around
    Fixed, // an expression of a caller: `q[k]` fixes the first dimension of q
  } kind = Kind::Own;
  IndexKey outer;
  Instance *instance = nullptr; // of Fixed
  const sema::Expr *fixed = nullptr;
};

/// A tensor as an instance sees it.
struct Tensor {
  mlir::Value value;
  std::vector<Slot> slots; // one for each dimension of the value
};

/// A scalar parameter: an expression of the caller, or a value at hand.
struct ScalarBinding {
  Instance *instance = nullptr;
  const sema::Expr *expr = nullptr;
  mlir::Value value;
};

struct Instance {
  const sema::Function *function = nullptr;
  sema::TypeArguments types;
  llvm::StringMap<sets::Expr> sizes;
  std::string path; // empty, or `h`: its stages are `h.peak`
  std::vector<IndexSpec> outer;
  /// Its path is none that a schedule can name.
  bool isAnonymous = false;
  /// Called from a body on scalars: its stages are values there.
  bool isInlined = false;
  /// Its bodies are also evaluated at points where the source does not: under
  /// a condition that is not known to them, or outside of a range that is no
  /// box. So every read that is not proven there is guarded by its bounds.
  bool isSpeculative = false;
  /// Where a result is a whole stage of the caller: that stage.
  const sema::Stage *target = nullptr;
  Instance *caller = nullptr;

  llvm::DenseMap<const sema::Stage *, Tensor> tensors;
  llvm::DenseMap<const sema::Stage *, ScalarBinding> scalars;
  llvm::DenseMap<const sema::CallSite *, Instance *> calls;

  sema::Scalar typeOf(sema::ElemType type) const {
    return sema::resolve(type, types);
  }
  /// Whether a result of the caller is defined by this call.
  bool definesResult() const;
  /// Whether a stage is all that the caller takes of this call.
  bool isTheResult(const sema::Stage &stage) const;
  /// The path of one of its stages.
  std::string pathOf(const sema::Stage &stage) const;
  /// Puts sizes in terms of the compiled function. Other symbols stay.
  sets::Expr inSizes(const sets::Expr &e) const;
  graph::Dim inSizes(const sema::Dim &dim) const;
  sets::Interval inSizes(const sets::Interval &range) const;
  /// Where one of its stages is computed, as far as is known: its shape; where
  /// that says everywhere, the box that the checker found to be read.
  std::vector<graph::Dim> boxOf(const sema::Stage &stage) const;
};

/// All parameters and stages are scalars, of the callees too: such a call is
/// part of the expression around it.
bool isScalarFunction(const sema::Function &function);

} // namespace tdsl::lower

#endif // TDSL_LOWER_ASTTOGRAPH_INSTANCE_H
