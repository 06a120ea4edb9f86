//===- Slice.cpp - An item and all that it names --------------------------===//

#include "compiler/ide/Slice.h"

#include "llvm/ADT/STLExtras.h"

namespace tdsl::ide {

Slicer::Slicer(const Items &items) : items(items), named(items.size()) {
  llvm::StringMap<llvm::SmallVector<unsigned, 1>> declared;
  for (auto [place, item] : llvm::enumerate(items)) {
    if (item->kind == syntax::ItemKind::Import) {
      // Its path, and the names that it brings.
      for (llvm::StringRef word : llvm::drop_begin(item->words))
        declared[word].push_back(place);
    } else if (item->declaresName()) {
      // Of two items of one name the first counts, the second is reported:
      // that one needs to see the first.
      declared[item->name].push_back(place);
    }
  }
  for (const auto &item : items)
    if (item->declaresName())
      allNames.push_back(item->name);
  llvm::sort(allNames);
  for (auto [place, item] : llvm::enumerate(items))
    for (const std::string &word : item->words)
      if (auto found = declared.find(word); found != declared.end())
        for (unsigned other : found->second)
          if (other != place)
            named[place].push_back(other);
}

std::vector<unsigned> Slicer::membersOf(unsigned item) const {
  std::vector<unsigned> members{item};
  llvm::DenseSet<unsigned> known{item};
  for (size_t next = 0; next != members.size(); ++next)
    for (unsigned other : named[members[next]])
      if (known.insert(other).second)
        members.push_back(other);
  bool isBroken = items[item]->isBroken;
  llvm::sort(members, [&](unsigned left, unsigned right) {
    bool isLast[] = {isBroken && left == item, isBroken && right == item};
    return std::pair(isLast[0], left) < std::pair(isLast[1], right);
  });
  return members;
}

Slice Slicer::slice(unsigned item, llvm::ArrayRef<unsigned> members) const {
  Slice slice;
  for (unsigned member : members) {
    const auto &part = items[member];
    if (member == item)
      slice.subject = slice.parts.size();
    std::string text = member == item ? part->text : part->standIn();
    slice.parts.push_back({part, static_cast<uint32_t>(slice.text.size()),
                           static_cast<uint32_t>(text.size())});
    slice.text += text;
    slice.text += "\n\n";
  }
  return slice;
}

} // namespace tdsl::ide
