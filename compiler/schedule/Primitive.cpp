//===- Primitive.cpp - The list of directives -----------------------------===//

#include "compiler/schedule/Primitive.h"

#include "llvm/ADT/STLExtras.h"

namespace tdsl::schedule {

llvm::ArrayRef<Primitive> primitives() {
  static const Primitive all[] = {
#define TDSL_PRIMITIVE(Name, Directive, Parameters, Results, Docs)             \
  {Directive, Parameters, Results, Docs, check##Name, apply##Name},
#include "compiler/schedule/primitives/Primitives.def"
#undef TDSL_PRIMITIVE
  };
  return all;
}

const Primitive *findPrimitive(llvm::StringRef directive) {
  auto found = llvm::find_if(primitives(), [&](const Primitive &primitive) {
    return primitive.directive == directive;
  });
  return found == primitives().end() ? nullptr : found;
}

static Parameter::Kind kindOf(llvm::StringRef word) {
  if (word == "Loop")
    return Parameter::Kind::Loop;
  if (word == "Stage")
    return Parameter::Kind::Stage;
  if (word == "Int")
    return Parameter::Kind::Int;
  if (word == "Binding")
    return Parameter::Kind::Binding;
  assert(word == "Word" && "Primitives.def names the kinds");
  return Parameter::Kind::Word;
}

/// `tail: Word = guard | exact`
static Parameter parseParameter(llvm::StringRef text) {
  Parameter parameter;
  auto [declaration, choices] = text.split('=');
  auto [name, kind] = declaration.split(':');
  name = name.trim();
  parameter.takesRest = name.consume_back("...");
  parameter.name = name;
  parameter.kind = kindOf(kind.trim());
  choices.split(parameter.choices, '|', -1, /*KeepEmpty=*/false);
  for (llvm::StringRef &choice : parameter.choices)
    choice = choice.trim();
  return parameter;
}

static llvm::SmallVector<llvm::StringRef, 4> listOf(llvm::StringRef text) {
  llvm::SmallVector<llvm::StringRef, 4> parts;
  text.split(parts, ',', -1, /*KeepEmpty=*/false);
  return parts;
}

llvm::SmallVector<Parameter, 4> Primitive::parameterList() const {
  return llvm::to_vector<4>(
      llvm::map_range(listOf(parameters), parseParameter));
}

size_t Primitive::numResults() const { return listOf(results).size(); }

const Argument &Arguments::operator[](llvm::StringRef parameter) const {
  return *llvm::find_if(values, [&](const Argument &argument) {
    return argument.parameter == parameter;
  });
}

std::string Arguments::result(size_t i, llvm::StringRef otherwise) const {
  return step.results.empty() ? otherwise.str() : step.results[i];
}

Span Arguments::resultSpan(size_t i) const {
  return i < step.resultSpans.size() ? step.resultSpans[i] : step.span;
}

} // namespace tdsl::schedule
