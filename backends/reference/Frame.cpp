//===- Frame.cpp - One call of a function ---------------------------------===//

#include "backends/reference/Frame.h"

#include "llvm/Support/MathExtras.h"
#include "llvm/Support/raw_ostream.h"

#include <algorithm>
#include <limits>

namespace tdsl::reference {

Value Frame::access(const Ref &ref, Point point, Trust trust, Span span) {
  Source source = resolve(ref);
  if (machine.hasFailed())
    return {};
  const Box &shape = source.frame->shape(source.place);
  for (size_t dim = 0; dim < point.size(); ++dim)
    if (!shape[dim].contains(point[dim])) {
      reportAccess(source, point, trust, span);
      return {};
    }
  return source.frame->read(source.place, point);
}

Value Frame::read(unsigned number, Point point) {
  const Place &place = code.places[number];
  if (!place.body)
    return readParam(place, number, point);
  if (!place.isRemembered)
    return compute(number, point);
  if (place.isBoxUnknown)
    return readScattered(number, point);

  PlaceState &state = places[number];
  uint64_t at = 0;
  for (size_t dim = 0; dim < point.size(); ++dim) {
    const Bounds &bounds = state.computed[dim];
    if (!bounds.contains(point[dim])) {
      machine.fail(FailureKind::Internal,
                   "`" + path + place.stage->name +
                       "` is read outside of what is computed of it",
                   place.stage->span);
      return {};
    }
    at = at * (bounds.upper - bounds.lower) + (point[dim] - bounds.lower);
  }
  state.memo.prepare(state.volume);
  if (const Value *known = state.memo.find(at))
    return *known;
  Value value = compute(number, point);
  if (!machine.hasFailed())
    state.memo.store(at, value);
  return value;
}

/// Of a stage whose points are not known beforehand.
Value Frame::readScattered(unsigned number, Point point) {
  auto &known = places[number].scattered;
  std::vector<int64_t> key = point.vec();
  auto found = known.find(key);
  if (found != known.end())
    return found->second;
  Value value = compute(number, point);
  if (!machine.hasFailed())
    known.emplace(std::move(key), value);
  return value;
}

/// Evaluates the body of a stage at a point.
Value Frame::compute(unsigned number, Point point) {
  const Place &place = code.places[number];
  if (LLVM_UNLIKELY(!machine.hasStack())) {
    machine.fail(FailureKind::Memory,
                 "stages depend on each other too deeply to be interpreted",
                 place.stage->span);
    return {};
  }
  for (size_t dim = 0; dim < point.size(); ++dim)
    slots[place.slots[dim]] = point[dim];
  int outer = std::exchange(running, static_cast<int>(number));
  Value value = place.body->evaluate(*this);
  running = outer;
  if (LLVM_UNLIKELY(places[number].isTraced))
    trace(number, point, value);
  return value;
}

Value Frame::readParam(const Place &place, unsigned number, Point point) {
  Input &input = inputs[place.param];
  if (!input.tensor) {
    Value value = readView(input, point);
    for (unsigned where : place.wheres)
      if (!machine.hasFailed() && !satisfies(code.wheres[where], value))
        machine.fail(FailureKind::Element,
                     "an element of `" + path + place.stage->name +
                         "` breaks `" + code.wheres[where].where->text + "`",
                     code.wheres[where].where->span);
    return value;
  }
  const Box &shape = places[number].shape;
  int64_t at = 0;
  for (size_t dim = 0; dim < point.size(); ++dim)
    at = at * shape[dim].upper + point[dim];
  return load(*input.tensor, at);
}

/// Reads an argument in the frame of the caller.
Value Frame::readView(Input &input, Point point) {
  if (input.scalar)
    return *input.scalar;
  const ArgumentCode &argument = *input.argument;
  if (argument.scalar) {
    input.scalar = argument.scalar->evaluate(*input.caller);
    return *input.scalar;
  }
  llvm::SmallVector<int64_t, 4> basePoint(input.fixed);
  size_t next = 0;
  for (size_t dim = 0; dim < basePoint.size(); ++dim)
    if (!argument.fixed[dim])
      basePoint[dim] = point[next++];
  return input.caller->access(argument.base, basePoint, Trust::Proven,
                              argument.span);
}

bool Frame::satisfies(const WhereCode &where, Value element) {
  sema::Scalar type = code.places[where.param].type;
  if (sema::isFloat(type)) // a NaN satisfies nothing
    return (!where.lowestReal || *where.lowestReal <= element.f) &&
           (!where.highestReal || element.f <= *where.highestReal);
  auto isAtMost = [&](Value low, bool lowIsBound, Value high) {
    // A u64 above 2^63 is above every bound.
    if (sema::isUnsigned(type) && (lowIsBound ? high : low).i < 0)
      return lowIsBound;
    return low.i <= high.i;
  };
  if (where.lowest && !isAtMost(where.lowest->evaluate(*this), true, element))
    return false;
  return !where.highest ||
         isAtMost(element, false, where.highest->evaluate(*this));
}

void Frame::forEachPoint(Machine &machine, const Box &box,
                         llvm::function_ref<void(Point)> visit) {
  llvm::SmallVector<int64_t, 8> point;
  for (const Bounds &bounds : box) {
    if (bounds.lower >= bounds.upper)
      return;
    point.push_back(bounds.lower);
  }
  while (!machine.hasFailed()) {
    visit(point);
    size_t dim = box.size();
    while (dim > 0 && ++point[dim - 1] == box[dim - 1].upper) {
      point[dim - 1] = box[dim - 1].lower;
      --dim;
    }
    if (dim == 0)
      return;
  }
}

Box Frame::evaluate(llvm::ArrayRef<RangeCode> ranges) {
  Box box;
  for (const RangeCode &range : ranges)
    if (range.isEverywhere())
      box.push_back({std::numeric_limits<int64_t>::min(),
                     std::numeric_limits<int64_t>::max()});
    else
      box.push_back(
          {range.lower->evaluate(*this).i, range.upper->evaluate(*this).i});
  return box;
}

void Frame::open() {
  for (size_t number = 0; number < places.size(); ++number) {
    const Place &place = code.places[number];
    PlaceState &state = places[number];
    state.shape = evaluate(place.shape);
    state.computed = evaluate(place.computed);
    for (const Bounds &bounds : state.computed) {
      uint64_t extent = bounds.lower < bounds.upper
                            ? static_cast<uint64_t>(bounds.upper) -
                                  static_cast<uint64_t>(bounds.lower)
                            : 0;
      bool overflows = false;
      state.volume = llvm::SaturatingMultiply(state.volume, extent, &overflows);
      if (overflows || state.volume > uint64_t(1) << 62)
        return machine.fail(FailureKind::Extent,
                            "`" + path + place.stage->name +
                                "` would have more than 2^62 elements",
                            place.stage->span);
    }
    state.isTraced = machine.options.trace &&
                     place.stage->kind != sema::StageKind::Param &&
                     machine.options.traceStage == path + place.stage->name;
  }
}

void Frame::trace(unsigned number, Point point, Value value) {
  const Place &place = code.places[number];
  llvm::raw_ostream &os = *machine.options.trace;
  os << machine.options.traceStage;
  for (size_t dim = 0; dim < point.size(); ++dim)
    os << (dim ? ", " : "[") << place.stage->indices[dim]->name << " = "
       << point[dim];
  os << (point.empty() ? " = " : "] = ");
  print(os, value, place.type);
  os << '\n';
}

/// The stage and the point at which this frame is: " in `y` at i = 3".
std::string Frame::where() const {
  if (running < 0)
    return "";
  const Place &place = code.places[running];
  std::string text = " in `" + path + place.stage->name + "`";
  for (size_t dim = 0; dim < place.slots.size(); ++dim)
    text += (dim ? ", " : " at ") + place.stage->indices[dim]->name + " = " +
            std::to_string(slots[place.slots[dim]]);
  return text;
}

void Frame::reportAccess(const Source &source, Point point, Trust trust,
                         Span span) {
  const Box &shape = source.frame->shape(source.place);
  const sema::Stage &stage = *source.frame->code.places[source.place].stage;
  size_t dim = 0;
  while (shape[dim].contains(point[dim]))
    ++dim;
  std::string text = "index " + std::to_string(point[dim]) +
                     " is outside of `" + source.frame->path + stage.name +
                     "`, whose dimension " + std::to_string(dim) + " is " +
                     std::to_string(shape[dim].lower) + ".." +
                     std::to_string(shape[dim].upper) + "," + where();
  if (trust == Trust::Checked)
    machine.fail(FailureKind::Index, text, span);
  else
    machine.fail(FailureKind::Internal,
                 "an access that was proven is wrong: " + text, span);
}

} // namespace tdsl::reference
