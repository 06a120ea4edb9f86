//===- Explain.cpp - dslc explain -----------------------------------------===//

#include "compiler/diag/Explain.h"
#include "compiler/diag/Diagnostic.h"
#include "compiler/support/Similar.h"
#include "compiler/tools/dslc/Options.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/raw_ostream.h"

#include <cstdlib>

namespace tdsl::tools {
namespace {

std::string codeText(const diag::CatalogEntry &entry) {
  diag::Diagnostic diagnostic;
  diagnostic.code = entry.code;
  diagnostic.severity = entry.severity;
  return diagnostic.codeText();
}

/// The first line of a page is `# E0312: what happened`.
void list() {
  for (const diag::CatalogEntry &entry : diag::catalog())
    if (auto page = diag::explain(entry.code)) {
      page->consume_front("# ");
      llvm::outs() << page->split('\n').first << "\n";
    }
}

const diag::CatalogEntry *nearest(unsigned code) {
  auto distance = [&](const diag::CatalogEntry &entry) {
    return std::abs(static_cast<int64_t>(entry.code) - int64_t(code));
  };
  llvm::ArrayRef<diag::CatalogEntry> all = diag::catalog();
  return llvm::min_element(all, [&](const auto &left, const auto &right) {
    return distance(left) < distance(right);
  });
}

/// `UnknownName`, as --format json calls it.
const diag::CatalogEntry *named(llvm::StringRef name) {
  for (const diag::CatalogEntry &entry : diag::catalog())
    if (entry.name.equals_insensitive(name))
      return &entry;
  return nullptr;
}

const diag::CatalogEntry *similar(llvm::StringRef name) {
  llvm::SmallVector<llvm::StringRef> names;
  for (const diag::CatalogEntry &entry : diag::catalog())
    names.push_back(entry.name);
  auto near = mostSimilar(name, names);
  return near ? named(*near) : nullptr;
}

} // namespace

int run(const ExplainOptions &options) {
  if (options.code.empty()) {
    list();
    return Done;
  }
  std::optional<unsigned> code = diag::parseCode(options.code);
  const diag::CatalogEntry *entry =
      code ? diag::findCode(*code) : named(options.code);
  std::optional<llvm::StringRef> page =
      entry ? diag::explain(entry->code) : std::nullopt;
  if (page) {
    llvm::outs() << *page;
    return Done;
  }
  llvm::errs() << "dslc: there is no diagnostic `" << options.code << "`";
  if (const auto *near = code ? nearest(*code) : similar(options.code))
    llvm::errs() << "; the nearest is " << codeText(*near) << " " << near->name;
  llvm::errs() << "\ncodes look like E0312; `dslc explain` lists them\n";
  return Usage;
}

} // namespace tdsl::tools
