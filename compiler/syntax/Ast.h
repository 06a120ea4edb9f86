//===- Ast.h - The tree of a source file ----------------------------------===//
//
// The syntax of the whole language. Nodes.def lists the kinds; ast/ holds one
// header for each family. A Tree owns the nodes; their names point into the
// text of the source file, which must outlive the tree.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_SYNTAX_AST_H
#define TDSL_SYNTAX_AST_H

#include "compiler/syntax/ast/Item.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/Support/Allocator.h"

#include <type_traits>

namespace tdsl::syntax {

/// Owns nodes; they live as long as it does.
class Tree {
public:
  Tree() = default;
  Tree(Tree &&) = default;
  Tree &operator=(Tree &&) = default;

  /// A new node, to be filled in by its maker.
  template <typename T> T *make(Span span) {
    static_assert(std::is_trivially_destructible_v<T>,
                  "the arena never runs destructors");
    T *node = new (arena.Allocate<T>()) T();
    node->span = span;
    return node;
  }

  /// The elements, copied to where they live as long as the tree.
  template <typename T> llvm::ArrayRef<T> copy(llvm::ArrayRef<T> elements) {
    static_assert(std::is_trivially_destructible_v<T>,
                  "the arena never runs destructors");
    return elements.copy(arena);
  }
  template <typename T>
  llvm::ArrayRef<T> copy(const llvm::SmallVectorImpl<T> &elements) {
    return copy(llvm::ArrayRef<T>(elements));
  }
  llvm::StringRef copyText(llvm::StringRef text) { return text.copy(arena); }

private:
  llvm::BumpPtrAllocator arena;
};

} // namespace tdsl::syntax

#endif // TDSL_SYNTAX_AST_H
