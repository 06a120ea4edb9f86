//===- Entry.cpp - Running a function on tensors --------------------------===//

#include "backends/reference/Entry.h"

#include "backends/reference/BindSizes.h"
#include "backends/reference/Frame.h"

#include "llvm/Support/raw_ostream.h"

namespace tdsl::reference {

using target::HostTensor;

/// The extents of a box that starts at zero.
static llvm::SmallVector<int64_t, 4> extents(const Box &box) {
  llvm::SmallVector<int64_t, 4> result;
  for (const Bounds &bounds : box)
    result.push_back(std::max<int64_t>(bounds.upper - bounds.lower, 0));
  return result;
}

/// Holds type and shape of a tensor against what the function declares.
static void checkTensor(Frame &frame, unsigned number,
                        const HostTensor *tensor) {
  const Place &place = frame.code.places[number];
  const sema::Stage &stage = *place.stage;
  if (!tensor)
    return frame.machine.fail(FailureKind::Shape,
                              "`" + stage.name + "` is not given", stage.span);
  // Parameters keep their type where all arithmetic is in f64.
  bool isParam = stage.kind == sema::StageKind::Param;
  bool isWide = frame.machine.options.rounding == target::Rounding::Wide;
  bool mayBeSmaller = isWide && isParam && place.type == sema::Scalar::F64 &&
                      tensor->type().isFloat();
  if (tensor->type() != elementType(place.type) && !mayBeSmaller)
    return frame.machine.fail(
        FailureKind::Type,
        "`" + stage.name + "` is `" + sema::spelling(place.type) +
            "`, but the tensor given has `" + tensor->type().spelling() + "`",
        stage.span);
  llvm::SmallVector<int64_t, 4> wanted = extents(frame.shape(number));
  if (tensor->shape() != llvm::ArrayRef<int64_t>(wanted))
    frame.machine.fail(
        FailureKind::Shape,
        "`" + stage.name + "` has shape " + target::shapeText(wanted) +
            ", but the tensor given has " + target::shapeText(tensor->shape()),
        stage.span);
}

static void checkElements(Frame &frame, const WhereCode &where,
                          const HostTensor &tensor) {
  for (int64_t at = 0; at < tensor.size(); ++at) {
    if (frame.satisfies(where, load(tensor, at)))
      continue;
    std::string text;
    llvm::raw_string_ostream os(text);
    const Place &place = frame.code.places[where.param];
    os << "`" << where.where->text << "` does not hold: element " << at
       << " of `" << place.stage->name << "` is ";
    print(os, load(tensor, at), place.type);
    return frame.machine.fail(FailureKind::Element, text, where.where->span);
  }
}

static void checkConditions(Frame &frame) {
  for (const WhereCode &where : frame.code.wheres) {
    if (where.condition && !where.condition->evaluate(frame).i)
      return frame.machine.fail(FailureKind::Condition,
                                "`" + where.where->text + "` does not hold",
                                where.where->span);
    if (!where.where->elements)
      continue;
    const Input &input = frame.input(frame.code.places[where.param].param);
    if (!frame.machine.options.trust && input.tensor)
      checkElements(frame, where, *input.tensor);
  }
}

/// Gives a scalar parameter its default.
static bool takeFallback(Frame &frame, unsigned param) {
  const Place &place = frame.code.places[param];
  if (!place.fallback)
    return false;
  frame.input(param).scalar = place.fallback->evaluate(frame);
  return true;
}

static void open(Frame &frame, const Arguments &arguments) {
  bindSizes(frame, arguments);
  if (!frame.machine.hasFailed())
    frame.open();
  size_t numParams = arguments.inputs.size();
  for (size_t param = 0; param < numParams; ++param) {
    HostTensor *tensor = arguments.inputs[param];
    if (frame.machine.hasFailed() || (!tensor && takeFallback(frame, param)))
      continue;
    checkTensor(frame, param, tensor);
    frame.input(param).tensor = tensor;
  }
  for (size_t result = 0; result < arguments.outputs.size(); ++result)
    if (!frame.machine.hasFailed())
      checkTensor(frame, frame.code.resultPlace(result),
                  arguments.outputs[result]);
  if (!frame.machine.hasFailed())
    checkConditions(frame);
}

static void writeResult(Frame &frame, unsigned result, HostTensor &tensor) {
  unsigned place = frame.code.resultPlace(result);
  int64_t at = 0;
  Frame::forEachPoint(frame.machine, frame.shape(place), [&](Point point) {
    Value value = frame.read(place, point);
    if (!frame.machine.hasFailed())
      store(tensor, at++, value);
  });
}

void run(Machine &machine, const Code &code, const Arguments &arguments) {
  machine.runOnLargeStack([&] {
    Frame frame(machine, code, "");
    open(frame, arguments);
    for (size_t result = 0; result < arguments.outputs.size(); ++result)
      if (!machine.hasFailed())
        writeResult(frame, result, *arguments.outputs[result]);
  });
}

} // namespace tdsl::reference
