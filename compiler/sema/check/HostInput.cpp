//===- HostInput.cpp - Data that a test makes -----------------------------===//

#include "compiler/sema/check/HostInput.h"

#include "compiler/diag/Catalog.h"
#include "compiler/sema/check/ExprChecker.h"
#include "compiler/sema/check/TypeReader.h"

#include "llvm/ADT/STLExtras.h"

using namespace tdsl;
using namespace tdsl::sema;
namespace syn = tdsl::syntax;

namespace {

/// The arguments after the type, by place or by name.
class HostArguments {
public:
  HostArguments(FunctionContext &f, const syn::CallExpr &call,
                Generator generator)
      : f(f), call(call), generator(generator) {}

  bool read(HostInput &input) {
    size_t place = 0;
    for (const syn::Argument &argument : call.arguments.drop_front()) {
      llvm::StringRef name = argument.name.text;
      if (!argument.name) {
        llvm::ArrayRef<llvm::StringRef> names = byPlace();
        if (place == names.size()) {
          f.sink().emit(diag::WrongArgumentCount, call.span,
                        f.source(call.callee->span), int64_t(names.size() + 1),
                        int64_t(call.arguments.size()));
          return false;
        }
        name = names[place++];
      }
      if (!assign(input, name, argument))
        return false;
    }
    return true;
  }

private:
  llvm::ArrayRef<llvm::StringRef> byPlace() const {
    static constexpr llvm::StringRef Ends[] = {"low", "high"};
    static constexpr llvm::StringRef Value[] = {"value"};
    switch (generator) {
    case Generator::Uniform:
    case Generator::Integers:
      return Ends;
    case Generator::Full:
      return Value;
    case Generator::Normal:
    case Generator::Zeros:
    case Generator::Ones:
    case Generator::Iota:
      return {};
    }
    llvm_unreachable("a generator");
  }

  bool assign(HostInput &input, llvm::StringRef name,
              const syn::Argument &argument) {
    bool isRandom = generator == Generator::Normal ||
                    generator == Generator::Uniform ||
                    generator == Generator::Integers;
    auto number = constant(argument.value);
    if (!number) {
      f.sink().emit(diag::NotAHostValue, argument.span,
                    "`" + name.str() + "` must be a number");
      return false;
    }
    if (name == "seed" && isRandom)
      input.seed = uint64_t(std::max(0.0, *number));
    else if (llvm::is_contained(byPlace(), name))
      (name == "high" ? input.high : input.low) = *number;
    else {
      f.sink().emit(diag::UnknownArgument, argument.span,
                    f.source(call.callee->span), name.str());
      return false;
    }
    return true;
  }

  static std::optional<double> constant(const syn::Expr *e) {
    if (const auto *number = llvm::dyn_cast<syn::IntExpr>(e))
      return double(number->value);
    if (const auto *number = llvm::dyn_cast<syn::FloatExpr>(e))
      return number->value;
    if (const auto *unary = llvm::dyn_cast<syn::UnaryExpr>(e);
        unary && unary->op == syn::UnaryOp::Negate)
      if (auto number = constant(unary->operand))
        return -*number;
    return std::nullopt;
  }

  FunctionContext &f;
  const syn::CallExpr &call;
  Generator generator;
};

} // namespace

/// `f32[8, 128]` or `f32`, which is an expression to the parser.
static std::optional<StatedType> readHostType(FunctionContext &f,
                                              const syn::Expr *e) {
  const auto *index = llvm::dyn_cast<syn::IndexExpr>(e);
  const auto *name = llvm::dyn_cast<syn::NameExpr>(index ? index->base : e);
  auto scalar = name ? scalarNamed(name->name.text) : std::nullopt;
  if (!scalar) {
    f.sink().emit(diag::UnknownType, e->span, f.source(e->span));
    return std::nullopt;
  }
  StatedType type{ElemType::of(*scalar), {}};
  if (index)
    for (const syn::Expr *extent : index->indices) {
      auto size = readSize(f, extent);
      if (!size)
        return std::nullopt;
      if (!size->constant() || *size->constant() < 0) {
        f.sink().emit(diag::NotAHostValue, extent->span,
                      "the shape of test data is made of numbers");
        return std::nullopt;
      }
      type.shape.push_back(Dim::of({sets::Expr(0), *size}));
    }
  if (!withinLimits(f, f.source(e->span), type.shape, e->span))
    return std::nullopt;
  return type;
}

bool tdsl::sema::makeHostInput(FunctionContext &f, const syn::CallExpr &call,
                               Generator generator, Stage &stage) {
  if (call.arguments.empty() || call.arguments.front().name) {
    f.sink().emit(diag::NotAHostValue, call.span,
                  "say what is made: `" + f.source(call.callee->span) +
                      "(f32[8, 128])`");
    return false;
  }
  auto type = readHostType(f, call.arguments.front().value);
  HostInput input;
  if (generator == Generator::Integers)
    input.high = 9;
  if (!type || !HostArguments(f, call, generator).read(input))
    return false;
  stage.kind = StageKind::Param;
  stage.type = type->type;
  stage.shape = std::move(type->shape);
  input.param = &stage;
  input.generator = generator;
  f.function.params.push_back(&stage);
  f.test->inputs.push_back(input);
  return true;
}

Value ExprChecker::hostInput(const syn::CallExpr *e, Generator generator) {
  Stage *stage = newHiddenStage("input", e->span);
  if (!makeHostInput(f, *e, generator, *stage))
    return {poison(e->span), {}};
  ValueRef base;
  base.stage = stage;
  return {nullptr, tensorOf(base, e->span)};
}
