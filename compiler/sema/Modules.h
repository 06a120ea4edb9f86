//===- Modules.h - Files, imports and the names at the top level ----------===//
//
// A file is a module. Its items are found when it is loaded and read when they
// are asked for, so that an import costs what is used of it.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_SEMA_MODULES_H
#define TDSL_SEMA_MODULES_H

#include "compiler/diag/Diagnostic.h"
#include "compiler/syntax/Parse.h"
#include "llvm/ADT/StringMap.h"

#include <deque>

namespace tdsl::sema {

struct LoadedModule;

/// An item, by its module and its place there.
struct ItemRef {
  LoadedModule *module = nullptr;
  size_t place = 0;

  const syntax::ItemHead &head() const;
  bool operator==(const ItemRef &other) const {
    return module == other.module && place == other.place;
  }
};

struct LoadedModule {
  LoadedModule(std::string name, const SourceFile &file)
      : name(std::move(name)), syntax(file) {}

  std::string name; // `std.nn`; empty for the main file
  syntax::Module syntax;
  llvm::StringMap<ItemRef> items;          // its own and imported ones
  llvm::StringMap<LoadedModule *> modules; // by last name and by whole path
  bool isLoading = true;                   // its imports are being read
};

class Modules {
public:
  Modules(SourceManager &sources, llvm::ArrayRef<std::string> searchPath,
          diag::Sink &sink)
      : sources(sources), searchPath(searchPath), sink(sink) {}

  LoadedModule &loadMain(const SourceFile &file);

  /// The item that a path of names means inside of a module; nothing where
  /// there is none. `nn.softmax` goes through an imported module.
  std::optional<ItemRef> find(const LoadedModule &from,
                              llvm::ArrayRef<llvm::StringRef> path) const;

  /// The module of the standard library that has such a function, for a hint;
  /// empty where none has.
  std::string libraryWith(llvm::StringRef function) const;

  /// The syntax of an item; what is wrong with it is reported once.
  const syntax::Item *read(ItemRef item) {
    return item.module->syntax.item(item.place, sink);
  }

private:
  void declareItems(LoadedModule &module);
  void resolveImports(LoadedModule &module);
  void resolveImport(LoadedModule &module, const syntax::ImportItem &import);
  void importName(LoadedModule &module, LoadedModule &from,
                  const syntax::Ident &name);
  LoadedModule *load(const syntax::ImportItem &import);
  LoadedModule &add(std::string name, const SourceFile &file);
  SourceFile *openFile(llvm::StringRef relativePath);

  SourceManager &sources;
  std::vector<std::string> searchPath;
  diag::Sink &sink;
  std::deque<LoadedModule> loaded;
  llvm::StringMap<LoadedModule *> byName;
};

} // namespace tdsl::sema

#endif // TDSL_SEMA_MODULES_H
