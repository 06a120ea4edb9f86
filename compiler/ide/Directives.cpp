//===- Directives.cpp - The directives of schedules, as text --------------===//

#include "compiler/ide/Directives.h"

#include "llvm/ADT/STLExtras.h"

namespace tdsl::ide {

llvm::ArrayRef<Directive> directives() {
  static constexpr Directive All[] = {
#define TDSL_PRIMITIVE(Name, Spelling, Parameters, Results, Docs)              \
  {Spelling, Parameters, Results, Docs},
#include "compiler/schedule/primitives/Primitives.def"
#undef TDSL_PRIMITIVE
  };
  return All;
}

const Directive *findDirective(llvm::StringRef spelling) {
  auto found = llvm::find_if(directives(), [&](const Directive &directive) {
    return directive.spelling == spelling;
  });
  return found == directives().end() ? nullptr : found;
}

} // namespace tdsl::ide
