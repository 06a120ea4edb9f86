//===- View.h - An item as a unit knows it --------------------------------===//
//
// A unit speaks of places in its slice, an editor of places in its file, and
// the unit of a broken item is an older one: a view goes both ways.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_IDE_VIEW_H
#define TDSL_IDE_VIEW_H

#include "compiler/ide/Unit.h"

namespace tdsl::ide {

class Analysis;

/// A range of bytes of the file that is edited, or of an imported one.
struct Place {
  const SourceFile *file = nullptr;
  uint32_t begin = 0;
  uint32_t end = 0;
};

class View {
public:
  View(const Analysis &analysis, unsigned item, const Unit &seenBy);

  const Unit &unit() const { return seenBy; }
  /// Whether the item is as the unit saw it.
  bool isFresh() const { return shift.isNothing; }

  /// Where a byte of the item lies in the slice; nothing where it is new.
  std::optional<uint32_t> toSlice(uint32_t offset) const;
  std::optional<Place> toFile(Span span) const;
  /// A message with places of the slice in it (`blur.tdsl:5:13`), put right;
  /// `places` gets them.
  std::string relocate(llvm::StringRef message,
                       std::vector<Place> *places = nullptr) const;

private:
  /// The text of the item then and now: equal at both ends.
  struct Shift {
    bool isNothing = true;
    uint32_t head = 0, tail = 0, then = 0, now = 0;
  };
  std::optional<Place> inPart(const Part &part, Span span) const;

  const Analysis &analysis;
  unsigned item;
  const Unit &seenBy;
  Shift shift;
};

} // namespace tdsl::ide

#endif // TDSL_IDE_VIEW_H
