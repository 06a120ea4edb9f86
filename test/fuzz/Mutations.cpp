//===- Mutations.cpp - Programs that are nearly right ---------------------===//
//
// A number picks a seed and one to three mutations of it.
//
//===----------------------------------------------------------------------===//

#include "test/fuzz/Mutations.h"

#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"

#include <random>

using namespace tdsl;
using namespace tdsl::fuzz;

namespace {
class Mutator {
public:
  Mutator(llvm::ArrayRef<std::string> seeds, uint64_t number)
      : seeds(seeds), random(number), text(seeds[pick(seeds.size())]) {}

  Mutated run() {
    std::vector<Mutation> made;
    for (size_t count = 1 + pick(3); count != 0; --count) {
      made.push_back(static_cast<Mutation>(pick(NumMutations)));
      step(made.back());
    }
    return {std::move(text), std::move(made)};
  }

private:
  size_t pick(size_t count) { return count ? random() % count : 0; }

  void step(Mutation mutation) {
    switch (mutation) {
    case Mutation::Prefix:
      text.resize(pick(text.size() + 1));
      return;
    case Mutation::DeleteWord:
      replace(word(), "");
      return;
    case Mutation::RepeatWord: {
      llvm::StringRef twice = word();
      replace(twice, (twice + " " + twice).str());
      return;
    }
    case Mutation::SwapWord:
      replace(word(), wordOf(seeds[pick(seeds.size())]).str());
      return;
    case Mutation::DeleteBytes:
      text.erase(pick(text.size() + 1), pick(80));
      return;
    case Mutation::RepeatBytes: {
      size_t begin = pick(text.size() + 1);
      text.insert(begin, text.substr(begin, pick(80)));
      return;
    }
    case Mutation::ChangeByte:
      if (!text.empty())
        text[pick(text.size())] = static_cast<char>(pick(256));
      return;
    case Mutation::Join: {
      llvm::StringRef other = seeds[pick(seeds.size())];
      text.resize(pick(text.size() + 1));
      text += other.drop_front(pick(other.size() + 1));
      return;
    }
    }
  }

  llvm::StringRef word() { return wordOf(text); }

  /// A name, a number, blanks, or one sign, from a random place on.
  llvm::StringRef wordOf(llvm::StringRef in) {
    llvm::StringRef rest = in.drop_front(pick(in.size()));
    auto isName = [](char c) { return llvm::isAlnum(c) || c == '_'; };
    llvm::StringRef name = rest.take_while(isName);
    return name.empty() ? rest.take_front(1) : name;
  }

  void replace(llvm::StringRef part, std::string by) {
    size_t begin = part.empty() ? text.size() : part.data() - text.data();
    text.replace(begin, part.size(), by);
  }

  llvm::ArrayRef<std::string> seeds;
  std::mt19937_64 random;
  std::string text;
};
} // namespace

Mutated fuzz::mutate(llvm::ArrayRef<std::string> seeds, uint64_t number) {
  return Mutator(seeds, number).run();
}

llvm::StringRef fuzz::spelling(Mutation mutation) {
  switch (mutation) {
  case Mutation::Prefix:
    return "a prefix only";
  case Mutation::DeleteWord:
    return "a word deleted";
  case Mutation::RepeatWord:
    return "a word repeated";
  case Mutation::SwapWord:
    return "a word of this or another program";
  case Mutation::DeleteBytes:
    return "up to 80 bytes deleted";
  case Mutation::RepeatBytes:
    return "up to 80 bytes repeated";
  case Mutation::ChangeByte:
    return "a byte changed";
  case Mutation::Join:
    return "the end of another program";
  }
  llvm_unreachable("every mutation is above");
}
