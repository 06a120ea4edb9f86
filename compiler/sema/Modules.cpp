//===- Modules.cpp - Files, imports and the names at the top level --------===//

#include "compiler/sema/Modules.h"

#include "compiler/diag/Catalog.h"
#include "compiler/support/Similar.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using namespace tdsl;
using namespace tdsl::sema;

const syntax::ItemHead &ItemRef::head() const {
  return module->syntax.heads()[place];
}

LoadedModule &Modules::loadMain(const SourceFile &file) {
  // A file finds what lies beside it.
  llvm::StringRef folder = llvm::sys::path::parent_path(file.path());
  searchPath.insert(searchPath.begin(), folder.empty() ? "." : folder.str());
  return add("", file);
}

LoadedModule &Modules::add(std::string name, const SourceFile &file) {
  LoadedModule &module = loaded.emplace_back(std::move(name), file);
  byName[module.name] = &module;
  sink.append(module.syntax.outlineDiagnostics());
  declareItems(module);
  resolveImports(module);
  module.isLoading = false;
  return module;
}

static bool hasName(syntax::ItemKind kind) {
  switch (kind) {
  case syntax::ItemKind::Fn:
  case syntax::ItemKind::ScheduleFn:
  case syntax::ItemKind::Reducer:
  case syntax::ItemKind::Struct:
  case syntax::ItemKind::Const:
  case syntax::ItemKind::Extern:
  case syntax::ItemKind::Intrinsic:
    return true;
  case syntax::ItemKind::Schedule:
  case syntax::ItemKind::Import:
  case syntax::ItemKind::Test:
  case syntax::ItemKind::Bench:
  case syntax::ItemKind::Junk:
    return false;
  }
  llvm_unreachable("a kind of item");
}

void Modules::declareItems(LoadedModule &module) {
  for (auto [place, head] : llvm::enumerate(module.syntax.heads())) {
    if (!hasName(head.kind) || !head.name)
      continue;
    auto [entry, isNew] =
        module.items.try_emplace(head.name.text, ItemRef{&module, place});
    if (!isNew)
      sink.emit(diag::DuplicateName, head.name.span, head.name.text.str())
          .label(entry->second.head().name.span, "first defined here");
  }
}

void Modules::resolveImports(LoadedModule &module) {
  for (auto [place, head] : llvm::enumerate(module.syntax.heads()))
    if (head.kind == syntax::ItemKind::Import)
      if (const auto *import = llvm::dyn_cast_or_null<syntax::ImportItem>(
              read({&module, place})))
        if (!import->path.empty() &&
            llvm::none_of(import->path, [](const syntax::Ident &name) {
              return name.text.empty();
            }))
          resolveImport(module, *import);
}

static std::string joined(llvm::ArrayRef<syntax::Ident> path,
                          llvm::StringRef separator) {
  return llvm::join(
      llvm::map_range(path, [](const syntax::Ident &i) { return i.text; }),
      separator);
}

void Modules::resolveImport(LoadedModule &module,
                            const syntax::ImportItem &import) {
  LoadedModule *from = load(import);
  if (!from)
    return;
  if (import.names.empty()) {
    module.modules[import.path.back().text] = from;
    module.modules[from->name] = from;
  }
  for (const syntax::Ident &name : import.names)
    importName(module, *from, name);
}

void Modules::importName(LoadedModule &module, LoadedModule &from,
                         const syntax::Ident &name) {
  auto found = from.items.find(name.text);
  if (found == from.items.end() || found->second.module != &from) {
    std::vector<llvm::StringRef> known;
    for (const syntax::ItemHead &head : from.syntax.heads())
      if (head.name && hasName(head.kind) && !head.name.text.starts_with("_"))
        known.push_back(head.name.text);
    auto &d =
        sink.emit(diag::NotInModule, name.span, from.name, name.text.str());
    if (auto similar = mostSimilar(name.text, known))
      d.fix({("`" + *similar + "` is spelled like it").str(),
             {{name.span, similar->str()}},
             diag::Applicability::MaybeIncorrect});
    return;
  }
  if (name.text.starts_with("_")) {
    sink.emit(diag::PrivateName, name.span, name.text.str(), from.name)
        .label(found->second.head().name.span, "defined here")
        .help("a name that begins with `_` is for its own file; rename it to "
              "share it");
    return;
  }
  auto [entry, isNew] = module.items.try_emplace(name.text, found->second);
  if (!isNew && !(entry->second == found->second))
    sink.emit(diag::DuplicateName, name.span, name.text.str())
        .label(entry->second.head().name.span, "first defined here");
}

SourceFile *Modules::openFile(llvm::StringRef relativePath) {
  for (const std::string &folder : searchPath) {
    llvm::SmallString<128> path(folder);
    llvm::sys::path::append(path, relativePath);
    llvm::sys::path::remove_dots(path);
    std::string whyNot;
    if (llvm::sys::fs::is_regular_file(path))
      if (SourceFile *file = sources.load(path, whyNot))
        return file;
  }
  return nullptr;
}

LoadedModule *Modules::load(const syntax::ImportItem &import) {
  std::string name = joined(import.path, ".");
  Span span = join(import.path.front().span, import.path.back().span);
  if (auto known = byName.find(name); known != byName.end()) {
    if (!known->second->isLoading)
      return known->second;
    sink.emit(diag::CyclicImport, span, name)
        .help("move what both need to a third file");
    return nullptr;
  }
  if (SourceFile *file = openFile(joined(import.path, "/") + ".tdsl"))
    return &add(name, *file);
  auto &d = sink.emit(diag::UnknownModule, span, name);
  for (const std::string &folder : searchPath)
    d.note("looked for " + folder + "/" + joined(import.path, "/") + ".tdsl");
  return nullptr;
}

std::string Modules::libraryWith(llvm::StringRef function) const {
  std::vector<std::string> files;
  for (const std::string &folder : searchPath) {
    std::error_code failed;
    llvm::sys::fs::directory_iterator entry(folder + "/std", failed), end;
    for (; !failed && entry != end; entry.increment(failed))
      if (llvm::sys::path::extension(entry->path()) == ".tdsl")
        files.push_back(entry->path());
  }
  llvm::sort(files);
  for (const std::string &path : files) {
    std::string whyNot;
    SourceFile *file = sources.load(path, whyNot);
    if (!file)
      continue;
    syntax::Module module(*file);
    for (const syntax::ItemHead &head : module.heads())
      if (head.kind == syntax::ItemKind::Fn && head.name.text == function)
        return ("std." + llvm::sys::path::stem(path)).str();
  }
  return "";
}

std::optional<ItemRef>
Modules::find(const LoadedModule &from,
              llvm::ArrayRef<llvm::StringRef> path) const {
  const LoadedModule *module = &from;
  if (path.size() > 1) {
    auto named = from.modules.find(llvm::join(path.drop_back(), "."));
    if (named == from.modules.end() || path.back().starts_with("_"))
      return std::nullopt;
    module = named->second;
  }
  auto item = module->items.find(path.back());
  if (item == module->items.end() ||
      (module != &from && item->second.module != module))
    return std::nullopt;
  return item->second;
}
