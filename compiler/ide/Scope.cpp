//===- Scope.cpp - The names that may stand at a place --------------------===//

#include "compiler/ide/Scope.h"

#include "compiler/ide/Describe.h"
#include "compiler/sema/BuiltinNames.h"
#include "compiler/syntax/Scanner.h"
#include "compiler/syntax/Words.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

#include <algorithm>

namespace tdsl::ide {
namespace {

class Collector {
public:
  explicit Collector(const Analysis &analysis) : analysis(analysis) {}

  /// The first of a name stays.
  void add(llvm::StringRef text, Name::Kind kind, std::string detail = "") {
    if (!text.empty() && known.insert(text).second)
      names.push_back({text.str(), kind, std::move(detail)});
  }

  void function(const sema::Function &function, const Unit &unit) {
    for (const auto *list :
         {&function.params, &function.results, &function.stages})
      for (const sema::Stage *stage : *list)
        if (unit.sources().text(stage->span) == stage->name)
          add(stage->name, Name::Kind::Stage, typeText(function, *stage));
    for (const sema::SizeParameter &size : function.sizes)
      add(size.name, Name::Kind::Size, "size");
    for (const sema::TypeParameter &type : function.types)
      add(type.name, Name::Kind::Type, "type");
  }

  /// Told from the text, because the statement is being written: what stands
  /// in the brackets of its name and of its reductions.
  void indices(const ItemState &state, uint32_t offset) {
    llvm::StringRef text = state.text->text;
    text = text.take_front(offset - state.span.begin);
    std::vector<syntax::Mark> marks = lastStatement(text);
    for (size_t at = 1; at < marks.size(); ++at) {
      auto spelling = [&](size_t mark) {
        return text.slice(marks[mark].begin, marks[mark].end);
      };
      bool isLeft = at < 3 && spelling(at - 1) != "let"; // y[, let y[
      bool opens =
          spelling(at) == "[" && (isLeft || isReserved(spelling(at - 1)));
      bool expects = opens;
      for (unsigned depth = 1; opens && ++at < marks.size();) {
        depth += marks[at].kind == syntax::Mark::Open;
        depth -= marks[at].kind == syntax::Mark::Close;
        if (depth == 0)
          break;
        if (expects && marks[at].kind == syntax::Mark::Word &&
            marks[at].end < text.size())
          add(spelling(at), Name::Kind::Index, "index");
        expects = depth == 1 && spelling(at) == ",";
      }
    }
  }

  void functionsOfFile() {
    for (unsigned item = 0; item != analysis.items().size(); ++item) {
      const ItemState &state = analysis.items()[item];
      if (state.text->kind == syntax::ItemKind::Fn)
        add(state.text->name, Name::Kind::Function, signatureOf(item));
    }
    for (const ItemState &state : analysis.items())
      if (state.text->kind == syntax::ItemKind::Import)
        imported(state.text->text);
  }

  void languages() {
    for (llvm::StringRef builtin : sema::builtinNames())
      add(builtin, Name::Kind::Builtin, "built in");
    for (llvm::StringRef word : syntax::reservedWords())
      add(word, Name::Kind::Word);
  }

  /// The functions of a module that a unit of the item has read.
  void module(unsigned item, llvm::StringRef name) {
    for (const View &view : analysis.views(item)) {
      const SourceManager &sources = view.unit().sources();
      for (FileId file = 1; file < sources.numFiles(); ++file)
        if (llvm::sys::path::stem(sources.file(file).path()) == name)
          for (const auto &head : syntax::outline(sources.file(file)).items)
            if (head.kind == syntax::ItemKind::Fn &&
                !head.name.text.starts_with("_"))
              add(head.name.text, Name::Kind::Function, "of " + name.str());
    }
    for (const std::string &path : analysis.options().searchPath)
      folder(path + "/" + name.str());
    if (name == "random") // what tests make
      for (llvm::StringRef generator : {"integers", "normal", "uniform"})
        add(generator, Name::Kind::Builtin, "built in");
  }

  std::vector<Name> names;

private:
  /// The modules in a folder: `std.` goes on with those.
  void folder(const std::string &path) {
    std::error_code failed;
    std::vector<std::string> modules;
    llvm::sys::fs::directory_iterator entry(path, failed), end;
    for (; !failed && entry != end; entry.increment(failed))
      if (llvm::sys::path::extension(entry->path()) == ".tdsl")
        modules.push_back(llvm::sys::path::stem(entry->path()).str());
    llvm::sort(modules);
    for (const std::string &module : modules)
      add(module, Name::Kind::Module, "module");
  }

  std::string signatureOf(unsigned item) const {
    for (const View &view : analysis.views(item))
      if (const sema::Function *function = view.unit().function())
        return signatureText(*function);
    return "";
  }

  /// `import std.nn (softmax)` brings softmax, `import std.nn` brings nn.
  void imported(llvm::StringRef text) {
    auto [path, names] = text.split('(');
    if (names.empty()) {
      llvm::StringRef last = path.rsplit('.').second;
      return add(last.take_while([](char c) { return llvm::isAlnum(c); }),
                 Name::Kind::Module, path.trim().str());
    }
    llvm::SmallVector<llvm::StringRef, 4> list;
    names.split(')').first.split(list, ',');
    for (llvm::StringRef name : list)
      add(name.trim(), Name::Kind::Function, path.trim().str());
  }

  static bool isReserved(llvm::StringRef word) {
    auto words = syntax::reservedWords();
    return std::binary_search(words.begin(), words.end(), word);
  }

  /// The marks from the last line on that begins with a name or `let` in the
  /// body of the item, and goes on as a definition does.
  static std::vector<syntax::Mark> lastStatement(llvm::StringRef text) {
    std::vector<syntax::Mark> marks;
    unsigned depth = 0;
    syntax::Scanner scanner(text, 0);
    for (syntax::Mark mark = scanner.next(); mark.kind != syntax::Mark::End;
         mark = scanner.next()) {
      if (mark.startsLine && depth == 1 && mark.kind == syntax::Mark::Word)
        marks.clear();
      marks.push_back(mark);
      if (mark.kind == syntax::Mark::Open)
        ++depth;
      else if (mark.kind == syntax::Mark::Close && depth > 0)
        --depth;
    }
    return marks;
  }

  const Analysis &analysis;
  llvm::StringSet<> known;
};

bool isWordChar(char c) { return llvm::isAlnum(c) || c == '_'; }

/// `nn` in `nn.soft`; empty where no dot stands before the word.
llvm::StringRef moduleBefore(llvm::StringRef text) {
  text = text.rtrim("abcdefghijklmnopqrstuvwxyz"
                    "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");
  if (!text.consume_back(".") || text.ends_with("."))
    return ""; // `0..n` is no path
  size_t begin = text.size();
  while (begin > 0 && isWordChar(text[begin - 1]))
    --begin;
  return text.drop_front(begin);
}

} // namespace

std::vector<Name> namesAt(const Analysis &analysis,
                          std::optional<unsigned> item, uint32_t offset) {
  Collector collector(analysis);
  llvm::StringRef module =
      moduleBefore(analysis.file().text().take_front(offset));
  if (!module.empty()) {
    if (item)
      collector.module(*item, module);
    return std::move(collector.names);
  }
  if (!item || analysis.items()[*item].text->kind == syntax::ItemKind::Junk) {
    for (llvm::StringRef word : syntax::itemWords())
      collector.add(word, Name::Kind::Word);
    return std::move(collector.names);
  }
  for (const View &view : analysis.views(*item))
    if (const sema::Function *function = view.unit().function())
      collector.function(*function, view.unit());
  collector.indices(analysis.items()[*item], offset);
  collector.functionsOfFile();
  collector.languages();
  return std::move(collector.names);
}

std::vector<Name> namesInHeader(const Analysis &analysis,
                                llvm::StringRef before) {
  Collector collector(analysis);
  if (before.contains(" on ")) {
    for (llvm::StringRef target : {"cpu", "cuda", "gpu", "vulkan"})
      collector.add(target, Name::Kind::Word, "target");
    return std::move(collector.names);
  }
  collector.functionsOfFile();
  collector.add("on", Name::Kind::Word);
  return std::move(collector.names);
}

std::vector<Name> stagesOf(const Unit &schedule) {
  std::vector<Name> names;
  const sema::Function *function = schedule.function();
  if (!function)
    return names;
  for (const sema::Stage *stage : function->stages)
    names.push_back(
        {stage->name, Name::Kind::Stage, typeText(*function, *stage)});
  names.push_back({"let", Name::Kind::Word, ""});
  return names;
}

} // namespace tdsl::ide
