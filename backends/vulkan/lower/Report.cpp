//===- Report.cpp - What a kernel tells of itself -------------------------===//
//
// The report is the last buffer of a kernel that has one. Its words are in
// runtime/include/tdsl/device.h.
//
//===----------------------------------------------------------------------===//

#include "backends/vulkan/lower/Emitter.h"

#include "tdsl/device.h"

using namespace mlir;

namespace tdsl::vulkan {
namespace {

enum Word : int64_t { FAILED_SITE = 0, INDEX = 2, EXTENT = 4 };

Value reportWord(Emitter &e, int64_t place) {
  tir::KernelOp kernel = e.getKernel();
  unsigned last = kernel.getBuffers().size() - 1;
  return e.pointerTo(e.placeOf(kernel.getBody().getArgument(last)),
                     e.word(place));
}

/// An index as 64 bits in two words.
void storeWide(Emitter &e, Value index, int64_t place) {
  e.store(index, reportWord(e, place));
  Value sign = e.b.create<spirv::ShiftRightArithmeticOp>(index, e.word(31));
  e.store(sign, reportWord(e, place + 1));
}

/// Of all threads that fail, the one that changes word 0 says where.
void emitCheck(Emitter &e, tir::CheckOp check) {
  auto number = check->getAttrOfType<IntegerAttr>("number");
  int64_t site = number ? number.getInt() + 1 : 1;
  (void)e.emitIf(e.valueOf(check.getFailed()), [&] {
    Value before = e.b.create<spirv::AtomicCompareExchangeOp>(
        reportWord(e, FAILED_SITE), spirv::Scope::Device,
        spirv::MemorySemantics::None, spirv::MemorySemantics::None,
        e.word(site), e.word(0));
    Value isFirst = e.b.create<spirv::IEqualOp>(before, e.word(0));
    return e.emitIf(isFirst, [&] {
      storeWide(e, e.valueOf(check.getIndex()), INDEX);
      storeWide(e, e.valueOf(check.getExtent()), EXTENT);
      return success();
    });
  });
}

void emitLeaf(Emitter &e, tir::LeafOp leaf) {
  Value word = reportWord(e, TDSL_REPORT_WORDS + leaf.getLeaf());
  e.b.create<spirv::AtomicOrOp>(word, spirv::Scope::Device,
                                spirv::MemorySemantics::None, e.word(1));
}

} // namespace

void emitLoopEnded(Emitter &e, Value isEarly) {
  (void)e.emitIf(isEarly, [&] {
    e.b.create<spirv::AtomicOrOp>(reportWord(e, TDSL_REPORT_LOOPS),
                                  spirv::Scope::Device,
                                  spirv::MemorySemantics::None, e.word(1));
    return success();
  });
}

bool emitReport(Emitter &e, Operation &op) {
  if (!isa<tir::CheckOp, tir::LeafOp>(op) || !e.getKernel().getReport())
    return false;
  if (auto check = dyn_cast<tir::CheckOp>(op))
    emitCheck(e, check);
  else
    emitLeaf(e, cast<tir::LeafOp>(op));
  return true;
}

} // namespace tdsl::vulkan
