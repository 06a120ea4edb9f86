//===- Catalog.cpp - Every diagnostic, looked up by its code --------------===//
//
// The catalogue as data, for `dslc explain` and for the tests of the pages.
//
//===----------------------------------------------------------------------===//

#include "compiler/diag/Diagnostic.h"

#include "llvm/ADT/STLExtras.h"

using namespace tdsl::diag;

llvm::ArrayRef<CatalogEntry> tdsl::diag::catalog() {
  static const CatalogEntry entries[] = {
#define TDSL_DIAG(Code, Sev, Name, Format, ...)                                \
  {Code, Severity::Sev, #Name, Format},
#include "compiler/diag/Catalog.def"
#undef TDSL_DIAG
  };
  return entries;
}

const CatalogEntry *tdsl::diag::findCode(unsigned code) {
  auto *found = llvm::find_if(
      catalog(), [&](const CatalogEntry &entry) { return entry.code == code; });
  return found == catalog().end() ? nullptr : found;
}
