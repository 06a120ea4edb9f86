//===- BuiltinNames.cpp - The names that every file knows -----------------===//

#include "compiler/sema/BuiltinNames.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSwitch.h"

using namespace tdsl::sema;

static constexpr BuiltinInfo Rows[] = {
#define TDSL_BUILTIN(Name, Spelling, Arity, Class)                             \
  {Spelling, Builtin::Name, Arity, BuiltinInfo::Class},
#include "compiler/sema/Builtins.def"
#undef TDSL_BUILTIN
};

/// Names with rules of their own.
static constexpr llvm::StringRef Special[] = {
    "clamp",        "clamp_edges", "constant_edges", "highest", "inf", "lowest",
    "mirror_edges", "nan",         "wrap_edges"};

const BuiltinInfo *tdsl::sema::builtinNamed(llvm::StringRef name) {
  const auto *row =
      llvm::find_if(Rows, [&](const BuiltinInfo &r) { return r.name == name; });
  return row == std::end(Rows) ? nullptr : row;
}

const BuiltinInfo &tdsl::sema::info(Builtin function) {
  return Rows[static_cast<size_t>(function)];
}

std::optional<Boundary> tdsl::sema::boundaryNamed(llvm::StringRef name) {
  return llvm::StringSwitch<std::optional<Boundary>>(name)
      .Case("clamp_edges", Boundary::Clamp)
      .Case("mirror_edges", Boundary::Mirror)
      .Case("wrap_edges", Boundary::Wrap)
      .Case("constant_edges", Boundary::Constant)
      .Default(std::nullopt);
}

std::optional<Generator>
tdsl::sema::generatorNamed(llvm::ArrayRef<llvm::StringRef> path) {
  if (path.size() == 2 && path.front() == "random")
    return llvm::StringSwitch<std::optional<Generator>>(path.back())
        .Case("normal", Generator::Normal)
        .Case("uniform", Generator::Uniform)
        .Case("integers", Generator::Integers)
        .Default(std::nullopt);
  if (path.size() == 1)
    return llvm::StringSwitch<std::optional<Generator>>(path.front())
        .Case("zeros", Generator::Zeros)
        .Case("ones", Generator::Ones)
        .Case("full", Generator::Full)
        .Case("iota", Generator::Iota)
        .Default(std::nullopt);
  return std::nullopt;
}

std::optional<Scalar> tdsl::sema::saturatingCastNamed(llvm::StringRef name) {
  if (!name.consume_front("sat_"))
    return std::nullopt;
  auto scalar = scalarNamed(name);
  return scalar && isInteger(*scalar) ? scalar : std::nullopt;
}

bool tdsl::sema::isBuiltinName(llvm::StringRef name) {
  return builtinNamed(name) || scalarNamed(name) || saturatingCastNamed(name) ||
         llvm::is_contained(Special, name);
}

std::vector<llvm::StringRef> tdsl::sema::builtinNames() {
  std::vector<llvm::StringRef> names(std::begin(Special), std::end(Special));
  for (const BuiltinInfo &row : Rows)
    names.push_back(row.name);
  for (llvm::StringRef type : {
#define TDSL_SCALAR(Name, Spelling, Kind, Bits) llvm::StringRef(Spelling),
#include "compiler/sema/Scalars.def"
#undef TDSL_SCALAR
       })
    if (scalarNamed(type))
      names.push_back(type);
  return names;
}
