//===- Signature.h - How a compiled function is called --------------------===//
//
// Plain data, from which a backend writes the descriptor that the runtime
// checks each call against (runtime/include/tdsl/runtime.h, part 3), and the
// driver writes the C header.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_TARGET_SIGNATURE_H
#define TDSL_TARGET_SIGNATURE_H

#include "compiler/sets/Expr.h"
#include "compiler/target/Tensor.h"

#include <string>
#include <vector>

namespace tdsl::target {

/// Words of the runtime's postfix code (TDSL_OP_*). Empty: none.
using Words = std::vector<int64_t>;

struct Param {
  enum class Kind : uint8_t { Input, Output, Const } kind = Kind::Input;
  std::string name;
  std::string shapeText; // as declared: "[2 * N, K]"
  ElementType type;
  std::vector<sets::Expr> dims; // extents, in the symbols below
};

/// A size; each can be solved from those before it.
struct Symbol {
  std::string name;
  int64_t minimum = 0;
  int param = -1; // the argument that determines it; none: given by the caller
  int dim = 0;
  Words solve;        // from TDSL_OP_EXTENT; empty: the extent itself
  Words defaultValue; // of one that the caller may leave out
};

struct Condition {
  std::string text;
  Words test;
};

struct ElementCondition {
  std::string text;
  unsigned param = 0;
  bool must = false;                       // an access depends on it
  Words low, high;                         // for integers
  std::optional<double> realLow, realHigh; // for floats
};

struct Signature {
  std::string name;          // of the function; the symbol of its descriptor
  std::vector<Param> params; // results last
  std::vector<Symbol> symbols;
  std::vector<Condition> conditions;
  std::vector<ElementCondition> elements;

  int symbolNamed(llvm::StringRef name) const;
  /// A form as postfix code over the symbols.
  Words words(const sets::Expr &form) const;
};

} // namespace tdsl::target

#endif // TDSL_TARGET_SIGNATURE_H
