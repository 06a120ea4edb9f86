//===- Explain.cpp - The page of a diagnostic -----------------------------===//
//
// Pages.inc is written at build time from docs/errors/ by EmbedPages.cmake.
//
//===----------------------------------------------------------------------===//

#include "compiler/diag/Explain.h"

#include "llvm/ADT/ArrayRef.h"

using namespace tdsl::diag;

namespace {
struct Page {
  unsigned code;
  llvm::StringRef text;
};
} // namespace

static llvm::ArrayRef<Page> pages() {
  static const Page all[] = {
      {0, ""}, // so that there is always one
#include "compiler/diag/Pages.inc"
  };
  return llvm::ArrayRef(all).drop_front();
}

std::optional<unsigned> tdsl::diag::parseCode(llvm::StringRef text) {
  if (!text.consume_front_insensitive("E"))
    text.consume_front_insensitive("W");
  unsigned code;
  if (text.getAsInteger(10, code))
    return std::nullopt;
  return code;
}

std::optional<llvm::StringRef> tdsl::diag::explain(unsigned code) {
  for (const Page &page : pages())
    if (page.code == code)
      return page.text;
  return std::nullopt;
}
