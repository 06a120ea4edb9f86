//===- Call.cpp - From a frame to the frames of its calls -----------------===//

#include "backends/reference/Frame.h"

namespace tdsl::reference {

/// Functions of scalars are called once a point; so many calls are kept.
static constexpr size_t MaxScalarInstances = 1024;

Source Frame::resolve(const Ref &ref) {
  if (!ref.call)
    return {this, ref.place};
  return {instance(*ref.call), ref.place};
}

/// The frame of a call for the values that its outer indices have now.
Frame *Frame::instance(const CallCode &call) {
  Instances &known = instances[call.number];
  auto isCurrent = [&] {
    for (size_t at = 0; at < call.outer.size(); ++at)
      if ((*known.lastKey)[at] != slots[call.outer[at]])
        return false;
    return true;
  };
  if (known.last && isCurrent())
    return known.last;

  std::vector<int64_t> key;
  for (unsigned number : call.outer)
    key.push_back(slots[number]);
  if (call.callee->isScalar && known.frames.size() >= MaxScalarInstances)
    known.frames.clear();
  auto [entry, isNew] = known.frames.try_emplace(std::move(key));
  if (isNew)
    entry->second = enter(call);
  known.lastKey = &entry->first;
  known.last = entry->second.get();
  return known.last;
}

std::unique_ptr<Frame> Frame::enter(const CallCode &call) {
  std::string inner =
      call.site->name.empty() ? path : path + call.site->name + ".";
  auto frame = std::make_unique<Frame>(machine, *call.callee, inner);
  for (size_t size = 0; size < call.sizes.size(); ++size)
    frame->setSlot(size, call.sizes[size]->evaluate(*this).i);
  for (size_t param = 0; param < call.arguments.size(); ++param) {
    const ArgumentCode &argument = call.arguments[param];
    Input &input = frame->input(param);
    input.caller = this;
    input.argument = &argument;
    for (const Node *fixed : argument.fixed)
      input.fixed.push_back(fixed ? fixed->evaluate(*this).i : 0);
  }
  if (!machine.hasFailed())
    frame->open();
  if (!machine.hasFailed())
    frame->checkCall(*this, call);
  return frame;
}

/// Whether a view has the shape of the parameter that it is for.
static bool fits(const Box &base, const ArgumentCode &argument,
                 const Place &param, const Box &shape) {
  size_t next = 0;
  for (size_t dim = 0; dim < base.size(); ++dim) {
    if (argument.fixed[dim])
      continue;
    if (next == shape.size())
      return false;
    bool isEverywhere = param.shape[next].isEverywhere();
    const Bounds &wanted = shape[next++];
    bool isSame =
        base[dim].lower == wanted.lower && base[dim].upper == wanted.upper;
    bool isInside = !isEverywhere && base[dim].lower <= wanted.lower &&
                    wanted.upper <= base[dim].upper;
    bool isEmpty = !isEverywhere && wanted.lower >= wanted.upper;
    if (!isSame && !isInside && !isEmpty)
      return false;
  }
  return next == shape.size();
}

void Frame::checkCall(Frame &caller, const CallCode &call) {
  Span span = call.site->span;
  const std::string &callee = call.site->callee->name;
  for (const Node *zero : call.checkedZeros)
    if (zero->evaluate(caller).i != 0)
      return machine.fail(FailureKind::Shape,
                          "the shapes of the arguments of `" + callee +
                              "` do not fit together",
                          span);
  for (size_t number = 0; number < code.wheres.size(); ++number) {
    const WhereCode &where = code.wheres[number];
    if (!where.condition || where.condition->evaluate(*this).i)
      continue;
    bool isChecked = llvm::is_contained(call.site->checkedWheres, number);
    return machine.fail(
        isChecked ? FailureKind::Condition : FailureKind::Internal,
        "`" + callee + "` needs `" + where.where->text + "`", span);
  }
  for (size_t param = 0; param < inputs.size(); ++param) {
    const ArgumentCode &argument = call.arguments[param];
    if (argument.scalar)
      continue;
    Source base = caller.resolve(argument.base);
    if (machine.hasFailed())
      return;
    if (!fits(base.frame->shape(base.place), argument, code.places[param],
              places[param].shape))
      return machine.fail(FailureKind::Internal,
                          "argument " + llvm::Twine(param) + " of `" + callee +
                              "` has another shape than its parameter",
                          span);
  }
}

} // namespace tdsl::reference
