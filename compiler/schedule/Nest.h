//===- Nest.h - The loop tree ---------------------------------------------===//
//
// A Nest says in which loops each stage of a graph is computed and where its
// values are kept. It is a plain value: directives rewrite it, the tensor IR is
// read off it, an interpreter under test/ runs it, the server shows it.
//
// It has two states. While directives are applied, a loop's bounds and a
// buffer's box are not yet known: they follow from who reads what. finalize()
// (Bounds.h) then decides bounds, buffers, tails and borders, once, and what
// is left for the tensor IR is a transcription.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_SCHEDULE_NEST_H
#define TDSL_SCHEDULE_NEST_H

#include "compiler/sets/Facts.h"
#include "compiler/support/Source.h"

#include <memory>
#include <string>
#include <variant>
#include <vector>

namespace tdsl::schedule {

enum class LoopKind : uint8_t {
  Serial,
  Parallel, // by the runtime's threads
  Vector,   // all iterations at once, in lanes; the extent is a constant
  Unrolled, // written out; the extent is a constant
};

/// What of a stage a leaf computes. A stage whose body is a reduction has two
/// leaves: it is set to the identity, then every point of the reduction is
/// folded in. Every other stage has one.
enum class Phase : uint8_t { Whole, Init, Update };

struct Node;
using Block = std::vector<std::unique_ptr<Node>>;

/// Which part of a loop that was cut this copy of it is.
enum class Part : uint8_t { Whole, Main, Tail, Border };

struct Loop {
  std::string name;   // as schedules call it: `i`, `strip`
  std::string symbol; // its variable in the algebra, unique in the nest
  std::string stage;  // whose loop it is
  bool isReduction = false;
  LoopKind kind = LoopKind::Serial;
  sets::Interval range; // after finalize()
  Part part = Part::Whole;
  Span origin; // the directive that made it, or the index
  Block body;
};

/// One evaluation of a stage's body at one point.
struct Compute {
  std::string stage;
  Phase phase = Phase::Whole;
  unsigned leaf = 0; // counted from 0 after finalize(); verify wants each run
  /// The value of each index of the stage, and of its opened reduction, as a
  /// form of loop variables: `i` = `io*8 + ii`.
  std::vector<std::pair<std::string, sets::Expr>> indices;
  /// Evaluated only where all of these are >= 0. Empty in a main part.
  std::vector<sets::Expr> guards;
};

/// A buffer that lives as long as this block runs.
struct Allocate {
  unsigned buffer = 0;
  Block body;
};

/// A block that runs where each of these is > 0: a stage whose readers have no
/// point is not computed.
struct Unless {
  std::vector<sets::Expr> positive;
  Block body;
};

struct Node {
  std::variant<Loop, Compute, Allocate, Unless> of;

  template <typename T> T *as() { return std::get_if<T>(&of); }
  template <typename T> const T *as() const { return std::get_if<T>(&of); }
};

enum class Scope : uint8_t { Argument, Heap, Stack, Register };

struct Buffer {
  std::string stage;
  Scope scope = Scope::Heap;
  /// The box that it holds, in sizes and in the variables of the loops around
  /// its Allocate; element p of the stage lies at p - lower.
  std::vector<sets::Interval> box;
  /// Extents to allocate: at least those of the box, constants for Stack and
  /// Register.
  std::vector<sets::Expr> extents;
};

/// How a stage is computed, as the directives left it.
struct StagePlan {
  enum class Where : uint8_t { Inline, Root, At } where = Where::Root;
  std::string consumer; // At: the stage and the loop of it
  std::string loop;
};

struct Nest {
  std::string function;
  Block root;
  std::vector<Buffer> buffers; // after finalize()
  /// Every stage of the graph, in its order.
  std::vector<std::pair<std::string, StagePlan>> plans;
  unsigned numLeaves = 0;

  Nest clone() const;
  StagePlan *plan(llvm::StringRef stage);
};

/// The nest as pseudo-code, for people: `dslc schedule`, errors, the editor.
std::string print(const Nest &nest);

} // namespace tdsl::schedule

#endif // TDSL_SCHEDULE_NEST_H
