//===- Nest.h - The loop tree ---------------------------------------------===//
//
// A Nest says in which loops each stage of a graph is computed and where its
// values are kept. It is a plain value: directives rewrite it, the tensor IR is
// read off it, an interpreter under test/ runs it, the server shows it.
//
// It has two states. While directives are applied, the plans of the stages are
// the truth and the tree shows what they come to (Skeleton.h); the bounds of
// loops and the boxes of buffers are not yet known, because they follow from
// who reads what. finalize() (Bounds.h) then decides bounds, buffers, tails and
// borders, once, and what is left for the tensor IR is a transcription:
//
// - a Vector loop holds one Compute and nothing else; its extent is a constant;
// - an Unrolled loop has a constant extent;
// - a Parallel loop has no other one around it;
// - a leaf of a main part has no guards;
// - on a GPU everything stands in launches (Launch below).
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_SCHEDULE_NEST_H
#define TDSL_SCHEDULE_NEST_H

#include "compiler/sets/Facts.h"
#include "compiler/support/Source.h"

#include "llvm/ADT/ArrayRef.h"

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace tdsl::schedule {

enum class LoopKind : uint8_t {
  Serial,
  Parallel, // by the runtime's threads
  Vector,   // all iterations at once, in lanes; the extent is a constant
  Unrolled, // written out; the extent is a constant
  // Bound to a level of a GPU: the iterations are shared out among the blocks
  // of a grid, or among the threads of a block.
  BlockX,
  BlockY,
  BlockZ,
  ThreadX,
  ThreadY,
  ThreadZ,
};

inline bool isBlock(LoopKind kind) {
  return kind >= LoopKind::BlockX && kind <= LoopKind::BlockZ;
}
inline bool isThread(LoopKind kind) { return kind >= LoopKind::ThreadX; }
inline bool isBound(LoopKind kind) { return kind >= LoopKind::BlockX; }
/// 0 for x, 1 for y, 2 for z, of a bound loop.
inline unsigned axisOf(LoopKind kind) {
  return (static_cast<unsigned>(kind) -
          static_cast<unsigned>(LoopKind::BlockX)) %
         3;
}
/// `block.x`, as `bind` takes it; nothing where it is no level.
std::optional<LoopKind> levelNamed(llvm::StringRef name);
llvm::StringRef levelName(LoopKind level);

/// What of a stage a leaf computes. A stage whose body is a reduction has two
/// leaves: it is set to the identity, then every point of the reduction is
/// folded in. Every other stage has one. What was summed in registers has a
/// third: it is stored where it belongs.
enum class Phase : uint8_t { Whole, Init, Update, Store };

struct Node;
using Block = std::vector<std::unique_ptr<Node>>;

/// Which part of a loop that was cut this copy of it is.
enum class Part : uint8_t { Whole, Main, Tail, Border };

struct Loop {
  std::string name; // as schedules call it: `i`, `strip`
  /// Its variable in the algebra. No two loops of a stage, and no two loops
  /// around one point, share it; copies of one loop do.
  std::string symbol;
  std::string stage; // whose loop it is
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
  /// Nothing is read for it unless all of these are >= 0: elsewhere the value
  /// is anything, and nobody uses it.
  std::vector<sets::Expr> masks;
  /// It writes to the registers that hold the stage around here.
  bool inRegisters = false;
  /// Known to be >= 0 here, in loop variables and sizes: where each index of
  /// the stage lies. What lets a body drop its clamps in the interior.
  std::vector<sets::Expr> facts;
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

/// What a GPU runs at once: the body, by every thread of every block.
///
/// A Block loop's iterations are those of the blocks, a Thread loop's those of
/// the threads of a block; where there are more iterations, each takes every
/// n-th. A leaf is computed by one thread: along an axis that no loop of its
/// stage is bound to, by the first. What a stage that is kept in registers or
/// on the stack has, is one thread's: along the axes to which loops of its
/// consumers are bound, it is computed by each thread for itself.
struct Launch {
  std::string stage;
  sets::Expr grid[3] = {1, 1, 1}; // blocks along x, y, z; sizes only
  int64_t most[3] = {1, 1, 1};    // blocks that a grid can have
  int64_t threads[3] = {1, 1, 1}; // of a block
  Block body;
};

/// All threads of a block wait for each other.
struct Barrier {};

struct Node {
  std::variant<Loop, Compute, Allocate, Unless, Launch, Barrier> of;

  template <typename T> T *as() { return std::get_if<T>(&of); }
  template <typename T> const T *as() const { return std::get_if<T>(&of); }
};

enum class Scope : uint8_t {
  Argument,
  Heap,
  Stack, // of one thread
  Register,
  Shared, // by the threads of a block of a GPU
};

struct Buffer {
  std::string stage;
  Scope scope = Scope::Heap;
  /// The box that it holds, in sizes and in the variables of the loops around
  /// its Allocate; element p of the stage lies at p - lower.
  std::vector<sets::Interval> box;
  /// Extents to allocate: at least those of the box, constants for Stack,
  /// Register and Shared.
  std::vector<sets::Expr> extents;
};

/// A variable of a stage that was cut in two: whole = outer*factor + inner,
/// counted from the lower end of its range. Symbols of loops.
struct Split {
  std::string whole;
  std::string outer;
  std::string inner;
  int64_t factor = 1;
  bool exact = false; // the whole range was proven to leave nothing over
  Span origin;
};

/// A loop of a stage before its bounds are known.
struct LoopPlan {
  std::string name;
  std::string symbol;
  bool isReduction = false;
  LoopKind kind = LoopKind::Serial;
  Span origin;
};

/// How a stage is computed, as the directives left it.
struct StagePlan {
  enum class Where : uint8_t { Inline, Root, At } where = Where::Root;
  std::string consumer; // At: the stage, and the symbol of its loop
  std::string loop;
  /// Symbols: of the stage, then of its opened reduction.
  std::vector<std::string> indices;
  size_t numReductions = 0;
  /// Outermost first. A stage that has reduction loops is opened: where the
  /// first of them begins it is set to the identity, in loops of its own for
  /// the indices that are still missing there.
  std::vector<LoopPlan> loops;
  std::vector<Split> splits;  // in the order in which they were made
  Span origin;                // of the directive that placed it
  std::optional<Scope> scope; // where a directive says so

  bool isOpened() const { return numReductions != 0; }
  llvm::ArrayRef<std::string> pureIndices() const {
    return llvm::ArrayRef(indices).drop_back(numReductions);
  }
  LoopPlan *findLoop(llvm::StringRef symbol);
  const LoopPlan *findLoop(llvm::StringRef symbol) const;
  const LoopPlan *loopNamed(llvm::StringRef name) const;
  const Split *splitOf(llvm::StringRef whole) const;
  const Split *splitThatMade(llvm::StringRef symbol) const;
  /// The index that a loop is a part of: itself where nothing was split.
  llvm::StringRef indexOf(llvm::StringRef symbol) const;
};

struct Nest {
  std::string function;
  Block root;
  std::vector<Buffer> buffers; // after finalize()
  /// Every stage of the graph, in its order.
  std::vector<std::pair<std::string, StagePlan>> plans;
  unsigned numLeaves = 0;
  bool finalized = false;

  Nest clone() const;
  StagePlan *plan(llvm::StringRef stage);
  const StagePlan *plan(llvm::StringRef stage) const;
  /// A symbol that no loop has, made of a name.
  std::string freshSymbol(llvm::StringRef name) const;
};

Block clone(const Block &block);
std::unique_ptr<Node> makeNode(decltype(Node::of) of);
/// The block that a loop, an allocation or a condition holds; null of a leaf.
Block *bodyOf(Node &node);
const Block *bodyOf(const Node &node);

/// A line of a printed nest that is pointed at: the loop of that symbol and
/// what is wrong with it.
struct Mark {
  std::string symbol;
  std::string words;
};

/// What is computed one after the other: the loops and leaves that stand in no
/// loop, in order.
std::vector<const Node *> roots(const Nest &nest);
/// The stages that a root computes, its own first, each once.
std::vector<std::string> stagesOf(const Node &root);

/// What the code of a nest tells of its own run, in counters that whoever calls
/// it hands over.
enum class Instrument : uint8_t {
  None,
  CountLeaves, // how often each leaf ran, for `dslc verify`
  /// When the call began and when each of the roots was done, in nanoseconds,
  /// for `dslc bench --by-stage`.
  TimeRoots,
};
/// How many counters that takes.
unsigned countersOf(const Nest &nest, Instrument instrument);

/// The nest as pseudo-code, for people: `dslc schedule`, errors, the editor.
std::string print(const Nest &nest, const Mark *mark = nullptr);

} // namespace tdsl::schedule

#endif // TDSL_SCHEDULE_NEST_H
