//===- Feature.h - What a feature of the server is ------------------------===//
//
// A feature is a file under features/ and a line of Features.def. It has two
// functions: advertise says in the reply to `initialize` what the server can,
// answer makes the result of a request out of a snapshot.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_LSP_FEATURE_H
#define TDSL_LSP_FEATURE_H

#include "compiler/ide/Analysis.h"
#include "compiler/lsp/Lines.h"

namespace tdsl::lsp {

/// A snapshot of a file and what the client asks of it.
class Query {
public:
  Query(const ide::Analysis &analysis, std::string uri, Encoding encoding)
      : analysis(analysis), uri(std::move(uri)), encoding(encoding),
        lines(analysis.file().text()) {}

  const ide::Analysis &analysis;
  const std::string uri;
  const Encoding encoding;
  const Lines lines;

  /// The byte that `position` of the parameters means; nothing where they
  /// have none.
  std::optional<uint32_t> offset(const json::Object &params) const;
  /// The bytes of `range` of the parameters.
  std::optional<ide::Place> place(const json::Object &params) const;

  Range range(const ide::Place &place) const;
  Location location(const ide::Place &place) const;
};

/// Which requests are worth an answer when the text has changed meanwhile.
enum class Answers : uint8_t {
  Always, // for the text that was asked about
  Newest  // the client asks again anyway
};

struct Feature {
  llvm::StringRef name;
  llvm::StringRef method;
  Answers answers;
  void (*advertise)(json::Object &capabilities);
  /// Writes the result; a large one is never built as a value, of which each
  /// object takes kilobytes. False, and nothing is written, where the
  /// parameters are wrong.
  bool (*answer)(const Query &, const json::Object &, json::OStream &);
};

#define TDSL_LSP_FEATURE(Name, Method, Answered)                               \
  void advertise##Name(json::Object &capabilities);                            \
  bool answer##Name(const Query &query, const json::Object &params,            \
                    json::OStream &out);
#include "compiler/lsp/features/Features.def"
#undef TDSL_LSP_FEATURE

llvm::ArrayRef<Feature> features();
const Feature *findFeature(llvm::StringRef method);

} // namespace tdsl::lsp

#endif // TDSL_LSP_FEATURE_H
