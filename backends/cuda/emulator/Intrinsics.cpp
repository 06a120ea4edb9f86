//===- Intrinsics.cpp - What the emulator knows of NVVM -------------------===//

#include "backends/cuda/emulator/Intrinsics.h"

#include "backends/cuda/emulator/HostModule.h"
#include "backends/cuda/emulator/host/Host.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace llvm;

namespace tdsl::cuda::emulator {
namespace {

template <typename F>
KnownIntrinsic call(StringRef name, const char *function, F *address) {
  KnownIntrinsic known = {name, KnownIntrinsic::Call};
  known.function = function;
  known.address = reinterpret_cast<void *>(address);
  return known;
}

KnownIntrinsic inlined(StringRef name, formula::Formula formula) {
  KnownIntrinsic known = {name, KnownIntrinsic::Formula};
  known.formula = formula;
  return known;
}

KnownIntrinsic math(StringRef name, Intrinsic::ID intrinsic) {
  KnownIntrinsic known = {name, KnownIntrinsic::Math};
  known.math = intrinsic;
  return known;
}

KnownIntrinsic load(StringRef name, Register source) {
  return {name, KnownIntrinsic::Load, source};
}

ArrayRef<KnownIntrinsic> table() {
  static const KnownIntrinsic lines[] = {
#define TDSL_NVVM_CALL(Name, Function)                                         \
  call(Name, "tdsl.host." #Function, &host::Function),
#define TDSL_NVVM_FORMULA(Name, Of) inlined(Name, &formula::Of),
#define TDSL_NVVM_MATH(Name, Of) math(Name, Intrinsic::Of),
#define TDSL_NVVM_NOTHING(Name) {Name, KnownIntrinsic::Nothing},
#define TDSL_NVVM_REGISTER(Name, Source) load(Name, Source),
#include "backends/cuda/emulator/Intrinsics.def"
#undef TDSL_NVVM_CALL
#undef TDSL_NVVM_FORMULA
#undef TDSL_NVVM_MATH
#undef TDSL_NVVM_NOTHING
#undef TDSL_NVVM_REGISTER
  };
  return lines;
}

} // namespace

const KnownIntrinsic *findIntrinsic(StringRef name) {
  // An overloaded name ends with the pointer's address space: `.p3`.
  auto [stem, last] = name.rsplit('.');
  if (last.consume_front("p") && !last.empty() && all_of(last, isDigit))
    name = stem;
  const KnownIntrinsic *found = partition_point(
      table(), [&](const KnownIntrinsic &known) { return known.name < name; });
  return found != table().end() && found->name == name ? found : nullptr;
}

std::vector<std::pair<std::string, void *>> hostSymbols() {
  std::vector<std::pair<std::string, void *>> symbols;
  for (const KnownIntrinsic &known : table())
    if (known.kind == KnownIntrinsic::Call)
      symbols.emplace_back(known.function, known.address);
  return symbols;
}

} // namespace tdsl::cuda::emulator
