//===- Feature.cpp - The list of features ---------------------------------===//

#include "compiler/lsp/Feature.h"

#include "llvm/ADT/STLExtras.h"

namespace tdsl::lsp {

llvm::ArrayRef<Feature> features() {
  static const Feature all[] = {
#define TDSL_LSP_FEATURE(Name, Method, Answered)                               \
  {#Name, Method, Answers::Answered, advertise##Name, answer##Name},
#include "compiler/lsp/features/Features.def"
#undef TDSL_LSP_FEATURE
  };
  return all;
}

const Feature *findFeature(llvm::StringRef method) {
  auto found = llvm::find_if(features(), [&](const Feature &feature) {
    return feature.method == method;
  });
  return found == features().end() ? nullptr : found;
}

std::optional<uint32_t> Query::offset(const json::Object &params) const {
  const json::Value *given = params.get("position");
  Position position;
  json::Path::Root root;
  if (!given || !fromJSON(*given, position, root))
    return std::nullopt;
  return lines.offset(position, encoding);
}

std::optional<ide::Place> Query::place(const json::Object &params) const {
  const json::Value *given = params.get("range");
  Range range;
  json::Path::Root root;
  if (!given || !fromJSON(*given, range, root))
    return std::nullopt;
  return ide::Place{&analysis.file(), lines.offset(range.start, encoding),
                    lines.offset(range.end, encoding)};
}

Range Query::range(const ide::Place &place) const {
  if (place.file == &analysis.file())
    return lines.range(place.begin, place.end, encoding);
  return Lines(place.file->text()).range(place.begin, place.end, encoding);
}

Location Query::location(const ide::Place &place) const {
  if (place.file == &analysis.file())
    return {uri, range(place)};
  return {uriOfPath(place.file->path()), range(place)};
}

} // namespace tdsl::lsp
