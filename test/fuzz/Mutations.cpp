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

namespace {
class Mutator {
public:
  Mutator(llvm::ArrayRef<std::string> seeds, uint64_t number)
      : seeds(seeds), random(number), text(seeds[pick(seeds.size())]) {}

  std::string run() {
    for (size_t count = 1 + pick(3); count != 0; --count)
      step();
    return std::move(text);
  }

private:
  size_t pick(size_t count) { return count ? random() % count : 0; }

  void step() {
    switch (pick(7)) {
    case 0: // a prefix
      text.resize(pick(text.size() + 1));
      return;
    case 1: // a word is gone
      replace(word(), "");
      return;
    case 2: { // a word is there twice
      llvm::StringRef twice = word();
      replace(twice, (twice + " " + twice).str());
      return;
    }
    case 3: // a word of this or another program instead
      replace(word(), wordOf(seeds[pick(seeds.size())]).str());
      return;
    case 4: { // some lines are gone, or there twice
      size_t begin = pick(text.size() + 1);
      size_t length = pick(80);
      std::string lines = text.substr(begin, length);
      pick(2) ? text.insert(begin, lines) : text.erase(begin, length);
      return;
    }
    case 5: // one byte is another
      if (!text.empty())
        text[pick(text.size())] = static_cast<char>(pick(256));
      return;
    case 6: { // two programs joined in the middle
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

std::string fuzz::mutate(llvm::ArrayRef<std::string> seeds, uint64_t number) {
  return Mutator(seeds, number).run();
}
