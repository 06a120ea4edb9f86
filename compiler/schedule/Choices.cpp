//===- Choices.cpp - What a refused directive could have said -------------===//

#include "compiler/schedule/Choices.h"
#include "compiler/support/Similar.h"

#include "mlir/IR/Location.h"
#include "llvm/ADT/StringExtras.h"

namespace tdsl::schedule {

void offer(diag::Diagnostic &diagnostic, llvm::StringRef what,
           llvm::StringRef wrong, llvm::ArrayRef<std::string> names, Span at) {
  if (names.empty())
    diagnostic.note(("it has no " + what.split(',').first).str());
  else
    diagnostic.note(
        ("its " + what + " are `" + llvm::join(names, "`, `") + "`").str());
  std::vector<llvm::StringRef> known(names.begin(), names.end());
  if (auto name = mostSimilar(wrong, known))
    diagnostic.fix({("did you mean `" + *name + "`?").str(),
                    {{at, name->str()}},
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
            std::to_string(at.getLine()) + ":" + std::to_string(at.getColumn());
  return text;
}

} // namespace tdsl::schedule
