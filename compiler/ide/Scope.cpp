//===- Scope.cpp - The names that may stand at a place --------------------===//

#include "compiler/ide/Scope.h"

#include "compiler/ide/Describe.h"
#include "compiler/sema/BuiltinNames.h"
#include "compiler/sema/Visit.h"
#include "compiler/syntax/Words.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/Path.h"

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
        if (!llvm::StringRef(stage->name).starts_with("_"))
          add(stage->name, Name::Kind::Stage, typeText(function, *stage));
    for (const sema::SizeParameter &size : function.sizes)
      add(size.name, Name::Kind::Size, "size");
    for (const sema::TypeParameter &type : function.types)
      add(type.name, Name::Kind::Type, "type");
    for (const sema::Stage *stage : function.stages) {
      for (const sema::Index *index : stage->indices)
        if (unit.sources().text(index->span) == index->name)
          add(index->name, Name::Kind::Index, "in " + rangeText(*index));
      if (stage->body)
        reductions(*stage->body);
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
    if (name == "random") // what tests make
      for (llvm::StringRef generator : {"integers", "normal", "uniform"})
        add(generator, Name::Kind::Builtin, "built in");
  }

  std::vector<Name> names;

private:
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

  void reductions(const sema::Expr &root) {
    std::vector<const sema::Expr *> work{&root};
    while (!work.empty()) {
      const sema::Expr *e = work.back();
      work.pop_back();
      if (const auto *reduce = llvm::dyn_cast<sema::ReduceExpr>(e))
        for (const sema::Index *index : reduce->indices)
          add(index->name, Name::Kind::Index, "in " + rangeText(*index));
      llvm::append_range(work, sema::childrenOf(*e));
    }
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
  collector.functionsOfFile();
  collector.languages();
  return std::move(collector.names);
}

std::vector<Name> namesInHeader(const Analysis &analysis) {
  Collector collector(analysis);
  collector.functionsOfFile();
  for (llvm::StringRef target : {"cpu", "cuda", "gpu", "vulkan"})
    collector.add(target, Name::Kind::Word, "target");
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
