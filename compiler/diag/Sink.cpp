//===- Sink.cpp - Collects diagnostics ------------------------------------===//
//
// Drops what would cascade: a second diagnostic of one code at one span, and
// everything past the limit of a file.
//
//===----------------------------------------------------------------------===//

#include "compiler/diag/Diagnostic.h"
#include "compiler/support/Limits.h"

#include "llvm/ADT/STLExtras.h"

using namespace tdsl;
using namespace tdsl::diag;

std::string Diagnostic::codeText() const {
  char letter = severity == Severity::Warning ? 'W' : 'E';
  return llvm::formatv("{0}{1,0+4}", letter, code).str();
}

Diagnostic &Sink::add(unsigned code, Severity severity, std::string message,
                      Span at) {
  Diagnostic &added = storage.emplace_back();
  added.code = code;
  added.severity = severity;
  added.message = std::move(message);
  added.span = at;
  numEmitted += severity == Severity::Error;
  if (!isWanted(added))
    return added;
  kept.push_back(&added);
  numErrors += severity == Severity::Error;
  return added;
}

bool Sink::isWanted(const Diagnostic &candidate) const {
  auto sameFile = [&](const Diagnostic *other) {
    return other->span.file == candidate.span.file;
  };
  auto samePlace = [&](const Diagnostic *other) {
    return other->code == candidate.code && other->span == candidate.span;
  };
  return llvm::none_of(kept, samePlace) &&
         llvm::count_if(kept, sameFile) < std::ptrdiff_t(limits::Diagnostics);
}

void Sink::append(const Sink &other) {
  numEmitted += other.numEmitted;
  for (const Diagnostic *taken : other.kept) {
    if (!isWanted(*taken))
      continue;
    kept.push_back(&storage.emplace_back(*taken));
    numErrors += taken->severity == Severity::Error;
  }
}

void Sink::sortByPosition() {
  llvm::stable_sort(kept, [](const Diagnostic *left, const Diagnostic *right) {
    return std::pair(left->span.file, left->span.begin) <
           std::pair(right->span.file, right->span.begin);
  });
}
