//===- Diagnostic.h - What the compiler tells its user --------------------===//
//
// A Diagnostic is plain data: a code, a message, the spans that explain it and
// the edits that would mend it. The catalogue (Catalog.def) declares each kind
// once, with the types of its arguments, so that a missing argument does not
// compile; Catalog.h makes a Kind of each line. Renderers (Render.h) turn
// diagnostics into text, lines or JSON.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_DIAG_DIAGNOSTIC_H
#define TDSL_DIAG_DIAGNOSTIC_H

#include "compiler/support/Source.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/FormatVariadic.h"

#include <deque>
#include <string>
#include <vector>

namespace tdsl::diag {

enum class Severity : uint8_t { Error, Warning, Note };

/// How safe a fix is to apply unseen (the levels of rustc).
enum class Applicability : uint8_t {
  MachineApplicable, // certainly what was meant
  MaybeIncorrect,    // compiles, may not be what was meant
  HasPlaceholders,   // needs something filled in
  Unspecified,
};

/// Replaces the bytes of `span` by `text`.
struct Edit {
  Span span;
  std::string text;
};

/// A way out, in words, with the edits that would do it where one exists.
struct Fix {
  std::string message;
  std::vector<Edit> edits;
  Applicability applicability = Applicability::Unspecified;
};

/// A secondary span with the words that stand beside it.
struct Label {
  Span span;
  std::string message;
};

struct Diagnostic {
  unsigned code = 0; // 312 prints as E0312 (W0312 for a warning)
  Severity severity = Severity::Error;
  std::string message;
  Span span;           // primary: what is underlined with ^^^
  std::string caption; // the words beside the primary span; may be empty
  std::vector<Label> labels;
  std::vector<std::string> notes;
  std::vector<Fix> fixes;

  std::string codeText() const;

  Diagnostic &say(std::string words) {
    caption = std::move(words);
    return *this;
  }
  Diagnostic &label(Span at, std::string words) {
    labels.push_back({at, std::move(words)});
    return *this;
  }
  Diagnostic &note(std::string words) {
    notes.push_back(std::move(words));
    return *this;
  }
  Diagnostic &fix(Fix way) {
    fixes.push_back(std::move(way));
    return *this;
  }
  /// A way out that no edit can express.
  Diagnostic &help(std::string words) {
    fixes.push_back({std::move(words), {}, Applicability::Unspecified});
    return *this;
  }
};

/// One line of the catalogue: a code and a format whose arguments have types.
template <typename... Args> struct Kind {
  unsigned code;
  Severity severity;
  const char *name;
  const char *format;
};

// The argument types that a catalogue line may name. They are plain, so that
// this folder knows nothing of types or sizes: callers render those first.
using Text = std::string;

/// What is known of a code without emitting it.
struct CatalogEntry {
  unsigned code;
  Severity severity;
  llvm::StringRef name;
  llvm::StringRef format;
};
llvm::ArrayRef<CatalogEntry> catalog();
const CatalogEntry *findCode(unsigned code);

/// Collects diagnostics in the order of emission. At most one diagnostic of a
/// code is kept for a span, and at most limits::Diagnostics for a file, so
/// that nothing cascades.
class Sink {
public:
  template <typename... Args, typename... Values>
  Diagnostic &emit(const Kind<Args...> &kind, Span at,
                   const Values &...values) {
    static_assert(sizeof...(Args) == sizeof...(Values),
                  "one value for each argument of the catalogue line");
    return add(kind.code, kind.severity,
               llvm::formatv(kind.format, Args(values)...).str(), at);
  }

  const std::vector<Diagnostic *> &all() const { return kept; }
  bool hasErrors() const { return numErrors != 0; }
  size_t errorCount() const { return numErrors; }
  /// Also those that were dropped: whoever asks whether its own work went well
  /// compares this, since another may have said the same before.
  size_t emittedErrors() const { return numEmitted; }

  /// By file and place; those of one place stay in their order.
  void sortByPosition();

  /// Takes what another sink collected (a phase that may be thrown away, a
  /// cached item).
  void append(const Sink &other);

private:
  Diagnostic &add(unsigned code, Severity severity, std::string message,
                  Span at);
  bool isWanted(const Diagnostic &candidate) const;

  std::deque<Diagnostic> storage; // references stay valid
  std::vector<Diagnostic *> kept;
  size_t numErrors = 0;
  size_t numEmitted = 0;
};

} // namespace tdsl::diag

#endif // TDSL_DIAG_DIAGNOSTIC_H
