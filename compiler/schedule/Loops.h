//===- Loops.h - What directives ask of loops and do to them --------------===//

#ifndef TDSL_SCHEDULE_LOOPS_H
#define TDSL_SCHEDULE_LOOPS_H

#include "compiler/schedule/Primitive.h"

namespace tdsl::schedule {

/// Keeps products of factors far from the end of 64 bits.
constexpr int64_t MaxSplitFactor = int64_t(1) << 24;
/// Iterations that may be written out in one loop.
constexpr int64_t MaxUnroll = 64;

/// The extent of a loop, where it is one number wherever the stage is computed
/// and whatever the sizes are.
std::optional<int64_t> constantExtent(const Scheduled &scheduled,
                                      llvm::StringRef stage,
                                      llvm::StringRef symbol);

/// Whether a loop is proven to be made of whole blocks of `factor`.
bool isMadeOf(const Scheduled &scheduled, llvm::StringRef stage,
              llvm::StringRef symbol, int64_t factor);

/// A loop on its way to becoming two.
struct SplitRequest {
  std::string stage;
  std::string symbol;
  int64_t factor = 1;
  std::string outer; // names
  std::string inner;
  bool exact = false;
  Span origin;
};

/// The symbols of the loops that a split made.
struct SplitLoops {
  std::string outer;
  std::string inner;
};
SplitLoops splitLoop(Nest &nest, const SplitRequest &request);

/// Checks the factor and the tail of a split; a diagnostic where they are no
/// good.
bool isSplitLegal(const Scheduled &scheduled, const Arguments &arguments,
                  llvm::StringRef loop, llvm::StringRef factor,
                  diag::Sink &sink);

/// Whether `least` <= a factor <= `most`; a diagnostic where not.
bool isInLimits(const Argument &factor, int64_t least, int64_t most,
                diag::Sink &sink);

/// `wanted`, or `wanted_2` and so on where the stage has such a loop already.
std::string freshLoopName(const StagePlan &plan, std::string wanted);

/// Checks the names that a step gives to new loops, against the loops that
/// stay and each other.
bool namesAreFree(const Nest &nest, const Arguments &arguments,
                  llvm::ArrayRef<std::string> replaced, diag::Sink &sink);

/// Marks loops as vector or unrolled: a whole loop, or blocks of `factor` of
/// it, which are split off first. What `vectorize` and `unroll` share.
struct Marking {
  LoopKind kind;
  std::string stage;
  std::string symbol;
  std::optional<int64_t> factor; // nothing: the whole loop
  std::string suffix;            // of the name of the inner loop
  Span origin;
};
void mark(Nest &nest, const Marking &marking);

/// Whether the loop is serial still; a diagnostic where not.
bool isSerial(const StagePlan &plan, const Argument &loop, diag::Sink &sink);

std::string kindName(LoopKind kind);

} // namespace tdsl::schedule

#endif // TDSL_SCHEDULE_LOOPS_H
