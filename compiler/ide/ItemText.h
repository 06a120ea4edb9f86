//===- ItemText.h - An item of a file by its text -------------------------===//
//
// Items are known by what is written in them, not by where they stand: one
// that an edit elsewhere has moved is still the same.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_IDE_ITEMTEXT_H
#define TDSL_IDE_ITEMTEXT_H

#include "compiler/syntax/Parse.h"

#include "llvm/ADT/DenseMap.h"

#include <memory>
#include <string>
#include <vector>

namespace tdsl::ide {

struct ItemText {
  syntax::ItemKind kind = syntax::ItemKind::Junk;
  bool isBroken = false;
  std::string name;
  std::string text;
  std::vector<std::string> words; // outside of comments and strings, once each

  /// Stands for the item where others name it. Of one whose brackets do not
  /// match only the name is left, so that it cannot swallow its neighbours.
  std::string standIn() const { return isBroken ? "fn " + name : text; }
  /// Whether others can name it.
  bool declaresName() const;
};

/// All items of a snapshot, each text once.
class ItemTexts {
public:
  /// The one of that text: out of `before`, where it is known there.
  std::shared_ptr<const ItemText> find(const syntax::ItemHead &head,
                                       llvm::StringRef text,
                                       const ItemTexts *before);

private:
  using Known =
      llvm::DenseMap<llvm::StringRef, std::shared_ptr<const ItemText>>;
  Known sound, broken;
};

} // namespace tdsl::ide

#endif // TDSL_IDE_ITEMTEXT_H
