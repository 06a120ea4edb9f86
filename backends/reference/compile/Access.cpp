//===- Access.cpp - Reading stages and results of calls -------------------===//

#include "backends/reference/Frame.h"
#include "backends/reference/compile/Compiler.h"

#include "compiler/support/Limits.h"

#include <array>

namespace tdsl::reference {

namespace {

class AccessNode final : public Node {
public:
  AccessNode(const Ref &ref, const sema::AccessExpr &e)
      : ref(ref), span(e.span),
        trust(e.proof == sema::Proof::Checked ? Frame::Trust::Checked
                                              : Frame::Trust::Proven) {}
  Value evaluate(Frame &frame) const override {
    std::array<int64_t, limits::Rank> point;
    for (size_t dim = 0; dim < indices.size(); ++dim)
      point[dim] = indices[dim]->evaluate(frame).i;
    if (frame.machine.hasFailed())
      return {};
    return frame.access(ref, Point(point.data(), indices.size()), trust, span);
  }
  Ref ref;
  Span span;
  Frame::Trust trust;
  llvm::SmallVector<const Node *, 4> indices;
};

} // namespace

const Node *Compiler::access(const sema::AccessExpr &e) {
  auto *node = make<AccessNode>(ref(e.base), e);
  for (const sema::Expr *index : e.indices)
    node->indices.push_back(compile(*index));
  return node;
}

Ref Compiler::ref(const sema::ValueRef &value) {
  if (!value.call)
    return {code.placeOf.lookup(value.stage), nullptr};
  const CallCode *made = call(*value.call);
  return {made->callee->resultPlace(value.result), made};
}

const CallCode *Compiler::call(const sema::CallSite &site) {
  if (const CallCode *known = callOf.lookup(&site))
    return known;
  sema::TypeArguments resolved;
  for (sema::ElemType type : site.types)
    resolved.push_back(nominal(type));

  auto made = std::make_unique<CallCode>();
  made->site = &site;
  made->callee = &library.get(*site.callee, resolved);
  for (const sets::Expr &size : site.sizes)
    made->sizes.push_back(compile(size));
  for (const sets::Expr &zero : site.checkedZeros)
    made->checkedZeros.push_back(compile(zero));
  for (const sema::Index *index : site.outer)
    made->outer.push_back(slotOfSymbol(index->symbol));
  for (const sema::Argument &argument : site.arguments) {
    ArgumentCode compiled;
    compiled.span = site.span;
    if (argument.scalar) {
      compiled.scalar = compile(*argument.scalar);
    } else {
      compiled.base = ref(argument.view.base);
      for (const sema::Expr *fixed : argument.view.fixed)
        compiled.fixed.push_back(fixed ? compile(*fixed) : nullptr);
      // A call on a call runs for all that the inner one depends on.
      if (compiled.base.call)
        for (unsigned slot : compiled.base.call->outer)
          if (!llvm::is_contained(made->outer, slot))
            made->outer.push_back(slot);
    }
    made->arguments.push_back(std::move(compiled));
  }
  made->number = code.calls.size();
  code.calls.push_back(std::move(made));
  return callOf[&site] = code.calls.back().get();
}

} // namespace tdsl::reference
