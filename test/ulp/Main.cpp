//===- Main.cpp - ulp: a table of the errors of elementary functions ------===//
//
//   ulp [all] [FUNCTION...]      `all`: f32 by all of its 2^32 values, too
//
//===----------------------------------------------------------------------===//

#include "compiler/target/Target.h"
#include "test/ulp/Measure.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/raw_ostream.h"
#include "llvm/TargetParser/Host.h"

using namespace tdsl::ulp;

static void print(const Bound &bound, Float type, const Worst &worst) {
  llvm::outs() << llvm::format(
      "%-6s %-5s %8.4f %6.2f  %.9g", bound.name().str().c_str(),
      spelling(type).str().c_str(), worst.ulp, bound.of(type), worst.x);
  if (bound.arity() == 2)
    llvm::outs() << llvm::format(", %.9g", worst.y);
  llvm::outs() << (worst.ulp > bound.of(type) ? "   ABOVE THE BOUND\n" : "\n");
  llvm::outs().flush();
}

int main(int count, char **arguments) {
  std::vector<llvm::StringRef> wanted(arguments + 1, arguments + count);
  bool all = !wanted.empty() && wanted.front() == "all";
  if (all)
    wanted.erase(wanted.begin());
  for (llvm::StringRef name : wanted)
    if (llvm::none_of(bounds(),
                      [&](const Bound &b) { return b.name() == name; })) {
      llvm::errs() << "ulp: no function `" << name
                   << "` in compiler/target/UlpBounds.def\n";
      return 2;
    }
  llvm::outs() << "on " << llvm::sys::getHostCPUName() << ", f32 by "
               << (all ? "all values" : "some values (`all` tries all)")
               << "\nname   type   max ulp  bound  at\n";
  bool good = true;
  for (const Bound &bound : bounds()) {
    if (!wanted.empty() && !llvm::is_contained(wanted, bound.name()))
      continue;
    for (Float type : {Float::F16, Float::BF16, Float::F32, Float::F64}) {
      bool every = all && type == Float::F32 && bound.arity() == 1;
      auto worst = measure(bound, type, every ? everyValue(type) : slice(type));
      if (!worst)
        return 101;
      print(bound, type, *worst);
      good &= worst->ulp <= bound.of(type);
    }
  }
  return good ? 0 : 1;
}
