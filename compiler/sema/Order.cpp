//===- Order.cpp - Things after what they depend on -----------------------===//

#include "compiler/sema/Order.h"

#include "llvm/ADT/ArrayRef.h"

using namespace tdsl::sema;

namespace {

enum class State : uint8_t { New, Open, Done };

/// A thing whose dependences are being visited.
struct Frame {
  unsigned thing;
  llvm::SmallVector<unsigned, 4> dependences;
  unsigned next = 0;
};

} // namespace

/// The open things from `first` on.
static std::vector<unsigned> cycleFrom(llvm::ArrayRef<Frame> open,
                                       unsigned first) {
  std::vector<unsigned> cycle;
  for (const Frame &frame : open)
    if (!cycle.empty() || frame.thing == first)
      cycle.push_back(frame.thing);
  return cycle;
}

Order tdsl::sema::orderByDependence(
    unsigned count,
    llvm::function_ref<llvm::SmallVector<unsigned, 4>(unsigned)> dependsOn) {
  Order order;
  std::vector<State> states(count, State::New);
  std::vector<Frame> open;
  auto enter = [&](unsigned thing) {
    states[thing] = State::Open;
    open.push_back({thing, dependsOn(thing)});
  };
  for (unsigned root = 0; root != count; ++root) {
    if (states[root] == State::New)
      enter(root);
    while (!open.empty()) {
      Frame &frame = open.back();
      if (frame.next == frame.dependences.size()) {
        states[frame.thing] = State::Done;
        order.sorted.push_back(frame.thing);
        open.pop_back();
        continue;
      }
      unsigned next = frame.dependences[frame.next++];
      if (states[next] == State::Open)
        order.cycles.push_back(cycleFrom(open, next));
      else if (states[next] == State::New)
        enter(next);
    }
  }
  return order;
}
