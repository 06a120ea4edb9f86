//===- Edits.cpp - Edits a file into many broken programs -----------------===//
//
// edits COUNT FILE...        COUNT mutations of the files, one after the other
// edits FROM..TO FILE...     those with the numbers FROM to TO - 1
//
// Each text becomes the next one by an edit of one document, as a client sends
// it, in each encoding in turn, with \r\n now and then. After each, the text
// must be that of the client, the snapshot that was made out of the one before
// must say what one made anew says, and every feature must answer with JSON.
//
//===----------------------------------------------------------------------===//

#include "test/fuzz/Mutations.h"

#include "compiler/lsp/Document.h"
#include "compiler/lsp/Feature.h"
#include "compiler/support/Check.h"

#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Signals.h"
#include "llvm/Support/raw_ostream.h"

#include <random>

using namespace tdsl;
using namespace tdsl::lsp;

namespace {

const ide::Options &options() {
  static const ide::Options options{{TDSL_SOURCE_DIR "/stdlib"}};
  return options;
}

/// Mutations cut characters in two; what a client sends is UTF-8.
std::string textOf(llvm::ArrayRef<std::string> seeds, uint64_t number) {
  std::string text = json::fixUTF8(fuzz::mutate(seeds, number).text);
  if (number % 5 != 0)
    return text;
  std::string returns;
  for (char c : text)
    returns += c == '\n' ? "\r\n" : std::string(1, c);
  return returns;
}

/// The change from one text to another: all but what they begin and end with,
/// as far as no character is cut.
json::Object changeOf(const std::string &from, const std::string &to,
                      Encoding encoding) {
  auto isInside = [](const std::string &text, size_t at) {
    bool inLineEnd =
        at > 0 && at < text.size() && text[at - 1] == '\r' && text[at] == '\n';
    return (at < text.size() && (text[at] & 0xC0) == 0x80) || inLineEnd;
  };
  size_t shorter = std::min(from.size(), to.size()), head = 0, tail = 0;
  while (head < shorter && from[head] == to[head])
    ++head;
  while (head > 0 && (isInside(from, head) || isInside(to, head)))
    --head;
  while (tail < shorter - head &&
         from[from.size() - 1 - tail] == to[to.size() - 1 - tail])
    ++tail;
  while (tail > 0 &&
         (isInside(from, from.size() - tail) || isInside(to, to.size() - tail)))
    --tail;
  Range range = Lines(from).range(head, from.size() - tail, encoding);
  return json::Object{{"range", range},
                      {"text", to.substr(head, to.size() - tail - head)}};
}

std::string describe(const ide::Snapshot &snapshot) {
  std::string text;
  llvm::raw_string_ostream os(text);
  for (const ide::Report &report : snapshot->reports()) {
    os << report.codeText << ' ' << report.at.begin << ".." << report.at.end
       << ' ' << report.message << '\n';
    for (const ide::Report::Label &label : report.labels)
      os << "  " << label.at.begin << ' ' << label.message << '\n';
    for (const std::string &note : report.notes)
      os << "  " << note << '\n';
  }
  return text;
}

class Campaign {
public:
  explicit Campaign(llvm::ArrayRef<std::string> seeds) : seeds(seeds) {}

  /// Empty where all is well.
  std::string run(uint64_t number) {
    auto encoding = static_cast<Encoding>(number % 3);
    std::string text = textOf(seeds, number);
    json::Array changes{changeOf(document.now()->text, text, encoding)};
    if (!document.change(changes, int64_t(number), encoding) ||
        document.now()->text != text)
      return "the text is not that of the client";
    before = ide::judge(ide::analyse(text, "fuzz.tdsl", options(), before));
    ide::Snapshot fresh =
        ide::judge(ide::analyse(text, "fuzz.tdsl", options(), nullptr));
    std::string expected = describe(fresh), found = describe(before);
    if (expected != found)
      return "made anew:\n" + expected + "after the edit:\n" + found;
    return ask(encoding, number);
  }

private:
  std::string ask(Encoding encoding, uint64_t number) {
    Query query(*before, "file:///fuzz.tdsl", encoding);
    std::mt19937_64 random(number);
    size_t size = document.now()->text.size() + 1;
    Position position = query.lines.position(random() % size, encoding);
    Range range{query.lines.position(random() % size, encoding), position};
    json::Object params{{"position", position}, {"range", range}};
    for (const Feature &feature : features()) {
      Doing doing(feature.name);
      std::string result;
      llvm::raw_string_ostream stream(result);
      json::OStream out(stream);
      if (!feature.answer(query, params, out))
        return feature.name.str() + " refuses the parameters";
      out.flush();
      auto value = json::parse(stream.str());
      if (!value) {
        llvm::consumeError(value.takeError());
        return feature.name.str() + " writes no JSON";
      }
    }
    return "";
  }

  llvm::ArrayRef<std::string> seeds;
  lsp::Document document{"", 0};
  ide::Snapshot before;
};

} // namespace

int main(int argc, char **argv) {
  llvm::sys::PrintStackTraceOnErrorSignal(argv[0]);
  uint64_t from = 0, to = 0;
  auto [first, second] = llvm::StringRef(argc > 1 ? argv[1] : "").split("..");
  bool isGood = second.empty() ? !first.getAsInteger(10, to)
                               : !first.getAsInteger(10, from) &&
                                     !second.getAsInteger(10, to);
  std::vector<std::string> seeds;
  for (int i = 2; i < argc; ++i)
    if (auto file = llvm::MemoryBuffer::getFile(argv[i]))
      seeds.push_back((*file)->getBuffer().str());
  if (!isGood || seeds.empty()) {
    llvm::errs() << "usage: edits COUNT|FROM..TO FILE...\n";
    return 2;
  }
  Campaign campaign(seeds);
  for (uint64_t number = from; number != to; ++number) {
    std::string name = "edit " + std::to_string(number);
    Doing doing(name);
    std::string wrong = campaign.run(number);
    if (wrong.empty())
      continue;
    llvm::errs() << name << ": " << wrong << "\n";
    return 1;
  }
  llvm::outs() << to - from << " edits of " << seeds.size() << " files\n";
  return 0;
}
