//===- Describe.cpp - What is inferred of a name, as TDSL -----------------===//

#include "compiler/ide/Describe.h"

#include "compiler/sema/Context.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/raw_ostream.h"

namespace tdsl::ide {

std::string typeText(const sema::Function &function, const sema::Stage &stage) {
  std::string text;
  llvm::raw_string_ostream os(text);
  if (stage.type.isParameter())
    os << function.types[stage.type.parameter].name;
  else
    os << sema::spelling(stage.type.scalar);
  if (stage.shape.empty())
    return text;
  os << '[';
  llvm::interleaveComma(stage.shape, os,
                        [&](const sema::Dim &dim) { os << sema::textOf(dim); });
  os << ']';
  return text;
}

static std::string textOf(const sets::Interval &range) {
  return sema::textOf(range.lower) + ".." + sema::textOf(range.upper);
}

std::string computedText(const sema::Stage &stage) {
  bool isShape = stage.computed.size() != stage.shape.size() ||
                 llvm::all_of(llvm::zip(stage.computed, stage.shape),
                              [](const auto &both) {
                                const auto &[range, dim] = both;
                                return !dim.everywhere && range == dim.range;
                              });
  std::string text;
  if (!isShape)
    for (const sets::Interval &range : stage.computed)
      text += (text.empty() ? "" : ", ") + textOf(range);
  return text;
}

std::string rangeText(const sema::Index &index) {
  return index.everywhere ? "*" : textOf(index.range);
}

static void printParameters(const sema::Function &function,
                            llvm::ArrayRef<const sema::Stage *> stages,
                            llvm::raw_ostream &os) {
  os << '(';
  llvm::interleaveComma(stages, os, [&](const sema::Stage *stage) {
    os << (stage->isConst ? "const " : "") << stage->name << ": "
       << typeText(function, *stage);
  });
  os << ')';
}

std::string signatureText(const sema::Function &function) {
  std::string text;
  llvm::raw_string_ostream os(text);
  os << "fn " << function.name;
  llvm::ListSeparator separator;
  if (!function.types.empty() || !function.sizes.empty()) {
    os << '<';
    for (const sema::TypeParameter &type : function.types) {
      os << separator << type.name;
      if (type.typeClass != sema::TypeClass::Any)
        os << ": " << sema::spelling(type.typeClass);
    }
    for (const sema::SizeParameter &size : function.sizes)
      os << separator << (size.isConst ? "const " : "") << size.name;
    os << '>';
  }
  printParameters(function, function.params, os);
  os << " -> ";
  printParameters(function, function.results, os);
  for (const sema::Where &where : function.wheres)
    os << (&where == &function.wheres.front() ? "\n    where " : ", ")
       << where.text;
  return text;
}

} // namespace tdsl::ide
