//===- ItemText.cpp - An item of a file by its text -----------------------===//

#include "compiler/ide/ItemText.h"

#include "compiler/syntax/Scanner.h"

#include "llvm/ADT/StringSet.h"

namespace tdsl::ide {

bool ItemText::declaresName() const {
  switch (kind) {
  case syntax::ItemKind::Fn:
  case syntax::ItemKind::ScheduleFn:
  case syntax::ItemKind::Reducer:
  case syntax::ItemKind::Struct:
  case syntax::ItemKind::Const:
  case syntax::ItemKind::Extern:
  case syntax::ItemKind::Intrinsic:
    return !name.empty();
  case syntax::ItemKind::Schedule:
  case syntax::ItemKind::Import:
  case syntax::ItemKind::Test:
  case syntax::ItemKind::Bench:
  case syntax::ItemKind::Junk:
    return false;
  }
  llvm_unreachable("a kind of item");
}

static std::vector<std::string> wordsOf(llvm::StringRef text) {
  std::vector<std::string> words;
  llvm::StringSet<> known;
  syntax::Scanner scanner(text, 0);
  for (syntax::Mark mark = scanner.next(); mark.kind != syntax::Mark::End;
       mark = scanner.next()) {
    llvm::StringRef word = text.slice(mark.begin, mark.end);
    if (mark.kind == syntax::Mark::Word && known.insert(word).second)
      words.push_back(word.str());
  }
  return words;
}

std::shared_ptr<const ItemText> ItemTexts::find(const syntax::ItemHead &head,
                                                llvm::StringRef text,
                                                const ItemTexts *before) {
  Known &now = head.isBroken ? broken : sound;
  if (auto known = now.find(text); known != now.end())
    return known->second;
  if (before) {
    const Known &then = head.isBroken ? before->broken : before->sound;
    if (auto known = then.find(text); known != then.end()) {
      now.try_emplace(known->first, known->second);
      return known->second;
    }
  }
  auto made = std::make_shared<ItemText>();
  made->kind = head.kind;
  made->isBroken = head.isBroken;
  made->name = head.name.text.str();
  made->text = text.str();
  made->words = wordsOf(text);
  now.try_emplace(llvm::StringRef(made->text), made);
  return made;
}

} // namespace tdsl::ide
