//===- Slice.h - An item and all that it names ----------------------------===//
//
// What an item means depends on its own text and on the texts of the items
// that it names, and of those that they name. These, in the order of the file,
// are a small program of their own: as long as it stays the same, so does all
// that is known of the item.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_IDE_SLICE_H
#define TDSL_IDE_SLICE_H

#include "compiler/ide/ItemText.h"

#include "llvm/ADT/StringMap.h"

namespace tdsl::ide {

using Items = std::vector<std::shared_ptr<const ItemText>>;

/// One of the items in the text of a slice.
struct Part {
  std::shared_ptr<const ItemText> item;
  uint32_t begin = 0;
  uint32_t size = 0;

  uint32_t end() const { return begin + size; }
};

struct Slice {
  std::string text;
  std::vector<Part> parts;
  size_t subject = 0; // the part that it is about
};

/// Slices of the items of one file.
class Slicer {
public:
  explicit Slicer(const Items &items);

  /// The items that the slice of an item holds, in order, itself included; a
  /// broken one stands behind all others.
  std::vector<unsigned> membersOf(unsigned item) const;
  Slice slice(unsigned item, llvm::ArrayRef<unsigned> members) const;
  /// Every name that the file declares, sorted.
  const std::vector<std::string> &names() const { return allNames; }

private:
  const Items &items;
  std::vector<llvm::SmallVector<unsigned, 4>> named; // by each item
  std::vector<std::string> allNames;
};

} // namespace tdsl::ide

#endif // TDSL_IDE_SLICE_H
