//===- Frame.h - One call of a function -----------------------------------===//
//
// A frame holds the sizes of a call, its arguments, the values of the indices
// that run at the moment, and what is known of each of its stages. Stages are
// computed point by point, when they are read, and remembered.
//
// An index has one slot in a frame. That suffices: a stage never reads itself,
// so while its body is evaluated nothing else of this frame uses its slots.
// For the same reason a call inside of a body is always evaluated while the
// indices that it depends on have the values that it was made for.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_REFERENCE_FRAME_H
#define TDSL_REFERENCE_FRAME_H

#include "backends/reference/Machine.h"
#include "backends/reference/Memo.h"
#include "backends/reference/Node.h"

#include <map>

namespace tdsl::reference {

/// A point of a stage, or the values of some indices.
using Point = llvm::ArrayRef<int64_t>;

/// The bounds of one dimension, lower <= x < upper.
struct Bounds {
  int64_t lower = 0;
  int64_t upper = 0;

  bool contains(int64_t x) const { return lower <= x && x < upper; }
};
using Box = llvm::SmallVector<Bounds, 4>;

/// A place of a frame: what a Ref stands for. No frame after a failure.
struct Source {
  Frame *frame = nullptr;
  unsigned place = 0;
};

/// Where the values of a parameter come from: memory, or the caller.
struct Input {
  const target::HostTensor *tensor = nullptr;
  Frame *caller = nullptr;
  const ArgumentCode *argument = nullptr;
  llvm::SmallVector<int64_t, 4> fixed; // as in the argument
  std::optional<Value> scalar;         // once it is known
};

class Frame {
public:
  Frame(Machine &machine, const Code &code, std::string path)
      : machine(machine), code(code), path(std::move(path)),
        slots(code.numSlots), places(code.places.size()),
        inputs(code.function->params.size()), instances(code.calls.size()) {}

  Machine &machine;
  const Code &code;
  const std::string path; // of its stages in messages: "h." or empty

  int64_t slot(unsigned number) const { return slots[number]; }
  void setSlot(unsigned number, int64_t value) { slots[number] = value; }
  Input &input(unsigned param) { return inputs[param]; }

  /// Computes the boxes of all places. The sizes are set by now.
  void open();
  /// Holds what the caller promised: sizes, conditions, shapes of views.
  void checkCall(Frame &caller, const CallCode &call);
  /// Holds the conditions on the elements of a parameter.
  bool satisfies(const WhereCode &where, Value element);

  const Box &shape(unsigned place) const { return places[place].shape; }
  Source resolve(const Ref &ref);

  /// The value at a point, of any place; the point is checked.
  enum class Trust { Proven, Checked };
  Value access(const Ref &ref, Point point, Trust trust, Span span);
  /// The value at a point that lies inside of the shape.
  Value read(unsigned place, Point point);

  /// Calls a function for every point of a box, in row-major order; stops
  /// after a failure.
  static void forEachPoint(Machine &machine, const Box &box,
                           llvm::function_ref<void(Point)> visit);

private:
  struct PlaceState {
    Box shape; // no bounds where everywhere
    Box computed;
    uint64_t volume = 1; // of computed
    Memo memo;
    std::map<std::vector<int64_t>, Value> scattered; // where there is no box
    bool isTraced = false;
  };
  struct Instances {
    std::map<std::vector<int64_t>, std::unique_ptr<Frame>> frames;
    const std::vector<int64_t> *lastKey = nullptr;
    Frame *last = nullptr;
  };

  Box evaluate(llvm::ArrayRef<RangeCode> ranges);
  Frame *instance(const CallCode &call);
  std::unique_ptr<Frame> enter(const CallCode &call);
  Value readParam(const Place &place, unsigned number, Point point);
  Value readView(Input &input, Point point);
  Value readScattered(unsigned number, Point point);
  Value compute(unsigned number, Point point);
  void trace(unsigned number, Point point, Value value);
  void reportAccess(const Source &source, Point point, Trust trust, Span span);
  std::string where() const;

  llvm::SmallVector<int64_t, 8> slots;
  std::vector<PlaceState> places;
  std::vector<Input> inputs;
  std::vector<Instances> instances;
  int running = -1; // the place that is computed at the moment
};

} // namespace tdsl::reference

#endif // TDSL_REFERENCE_FRAME_H
