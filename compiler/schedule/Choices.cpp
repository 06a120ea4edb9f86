//===- Choices.cpp - What a refused directive could have said -------------===//

#include "compiler/schedule/Choices.h"

#include "llvm/ADT/StringExtras.h"
#include "mlir/IR/Location.h"

namespace tdsl::schedule {

static const std::string *closest(llvm::StringRef wrong,
                                  llvm::ArrayRef<std::string> names) {
  const std::string *best = nullptr;
  unsigned limit = std::max<unsigned>(1, wrong.size() / 3) + 1;
  for (const std::string &name : names) {
    unsigned distance = wrong.edit_distance(name, true, limit);
    if (distance >= limit)
      continue;
    best = &name;
    limit = distance;
  }
  return best;
}

void offer(diag::Diagnostic &diagnostic, llvm::StringRef what,
           llvm::StringRef wrong, llvm::ArrayRef<std::string> names, Span at) {
  if (names.empty())
    diagnostic.note(("it has no " + what.split(',').first).str());
  else
    diagnostic.note(
        ("its " + what + " are `" + llvm::join(names, "`, `") + "`").str());
  if (const std::string *name = closest(wrong, names))
    diagnostic.fix({"did you mean `" + *name + "`?",
                    {{at, *name}},
                    diag::Applicability::MaybeIncorrect});
}

void showNest(diag::Diagnostic &diagnostic, const Nest &nest,
              llvm::StringRef symbol, llvm::StringRef words) {
  Mark mark{symbol.str(), words.str()};
  diagnostic.note("the loops are\n" + print(nest, &mark));
}

std::string describe(graph::ReadOp read) {
  std::string text = "`" + graph::stageAround(read).getName().str() +
                     "` reads `" + graph::nameOf(read.getTensor()).str() + "`";
  if (auto at = read.getLoc()->findInstanceOf<mlir::FileLineColLoc>())
    text += " at " + at.getFilename().str() + ":" +
            std::to_string(at.getLine()) + ":" +
            std::to_string(at.getColumn());
  return text;
}

} // namespace tdsl::schedule
