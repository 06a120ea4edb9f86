//===- Node.h - A function made ready to be evaluated ---------------------===//
//
// compile/ turns the expressions of a function, for given types, into trees of
// nodes: names have become slots of a frame, types have become the right
// operation. Code holds one such instance of a function; it never changes and
// is shared by all calls. A Frame (Frame.h) holds the values of one call.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_REFERENCE_NODE_H
#define TDSL_REFERENCE_NODE_H

#include "backends/reference/Value.h"
#include "compiler/sema/Program.h"

#include "llvm/ADT/DenseMap.h"

namespace tdsl::reference {

class Frame;
struct Code;

class Node {
public:
  virtual ~Node() = default;
  virtual Value evaluate(Frame &frame) const = 0;
};

/// An interval whose ends are computed; null ends where it has none.
struct RangeCode {
  const Node *lower = nullptr;
  const Node *upper = nullptr;

  bool isEverywhere() const { return !lower; }
};

/// What an access reads: a place of the same frame, or a result of a call.
struct Ref {
  unsigned place = 0;
  const struct CallCode *call = nullptr;
};

/// A stage of a function: param, let or result.
struct Place {
  const sema::Stage *stage = nullptr;
  sema::Scalar type = sema::Scalar::F32;
  std::vector<RangeCode> shape;
  std::vector<RangeCode> computed; // empty where nothing reads it
  /// What is computed depends on what the caller reads: `computed` is empty.
  bool isBoxUnknown = false;
  std::vector<unsigned> slots;    // of its indices
  const Node *body = nullptr;     // none of params
  const Node *fallback = nullptr; // of a scalar param that has a default
  unsigned param = 0;             // of params: which
  std::vector<unsigned> wheres;   // of params: conditions on its elements
  /// Its values are kept. Not worth it for what only passes on a value.
  bool isRemembered = true;
};

struct ArgumentCode {
  const Node *scalar = nullptr;
  Ref base;                        // of a view
  std::vector<const Node *> fixed; // one a dimension of base; null where free
  Span span;
};

/// A call. It has one frame for each value of the indices in `outer`.
struct CallCode {
  const sema::CallSite *site = nullptr;
  unsigned number = 0; // among the calls of the function
  const Code *callee = nullptr;
  std::vector<const Node *> sizes;
  std::vector<const Node *> checkedZeros; // in sizes of the caller
  std::vector<ArgumentCode> arguments;
  std::vector<unsigned> outer; // slots
};

/// A condition on sizes, or on the elements of a parameter.
struct WhereCode {
  const sema::Where *where = nullptr;
  const Node *condition = nullptr;
  unsigned param = 0;
  const Node *lowest = nullptr; // of integers
  const Node *highest = nullptr;
  std::optional<double> lowestReal, highestReal; // of floats
};

struct Code {
  const sema::Function *function = nullptr;
  std::vector<Place> places; // params, then stages in their order
  std::vector<std::unique_ptr<CallCode>> calls;
  std::vector<WhereCode> wheres;
  unsigned numSlots = 0; // sizes first, then indices
  bool isScalar = false; // no tensor in it: cheap to evaluate again
  llvm::DenseMap<const sema::Stage *, unsigned> placeOf;
  std::vector<std::unique_ptr<Node>> nodes;

  unsigned resultPlace(unsigned result) const {
    return placeOf.lookup(function->results[result]);
  }
};

} // namespace tdsl::reference

#endif // TDSL_REFERENCE_NODE_H
