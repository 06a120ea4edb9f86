//===- Context.h - What the checks of a function share --------------------===//
//
// A Session checks a whole program; a FunctionContext holds the names of one
// function. One namespace: sizes, types, arguments, results and stages stand in
// one map, and functions of the module cannot be hidden.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_SEMA_CONTEXT_H
#define TDSL_SEMA_CONTEXT_H

#include "compiler/sema/Algebra.h"
#include "compiler/sema/Modules.h"
#include "compiler/sema/Program.h"
#include "llvm/ADT/DenseMap.h"

namespace tdsl::sema {

/// What a function signature leaves behind for the check of its body.
enum class FunctionState : uint8_t { Checked, Failed };

struct Session {
  Session(SourceManager &sources, Program &program, diag::Sink &sink,
          llvm::ArrayRef<std::string> searchPath)
      : sources(sources), program(program), sink(sink),
        modules(sources, searchPath, sink) {}

  SourceManager &sources;
  Program &program;
  diag::Sink &sink;
  Modules modules;
  llvm::ArrayRef<std::string> otherNames; // CheckOptions
  /// Every function that was checked; null where it failed, so that its uses
  /// stay silent. Only ever looked up.
  llvm::DenseMap<const syntax::Item *, const Function *> functions;
};

/// What a name of a function stands for.
struct Symbol {
  enum class Kind : uint8_t { Size, Type, Stage };
  Kind kind = Kind::Stage;
  Span span;              // where it is declared
  unsigned place = 0;     // of a size or type in the function's list
  Stage *stage = nullptr; // of a stage
};

/// `a size`, `a type`, `a parameter`, `a result`, `a stage`.
llvm::StringRef describe(const Symbol &symbol);

class FunctionContext {
public:
  FunctionContext(Session &session, LoadedModule &module, Function &function)
      : session(session), module(module), function(function),
        algebra(function) {}

  Session &session;
  LoadedModule &module;
  Function &function;
  Algebra algebra;
  /// The test or bench that this body belongs to; null in a function.
  TestCase *test = nullptr;

  diag::Sink &sink() { return session.sink; }
  Program &program() { return session.program; }

  /// Declares a name; reports one that is taken and leaves the first.
  bool declare(const syntax::Ident &name, Symbol symbol);
  const Symbol *find(llvm::StringRef name) const;
  /// Reports an index that carries the name of something else.
  void checkIndexName(const syntax::Ident &name);
  /// Adds "did you mean" to a diagnostic about an unknown name.
  void suggest(diag::Diagnostic &d, llvm::StringRef name, Span at) const;

  /// A symbol of the algebra for an index of this name: `i`, then `i.1`.
  std::string freshSymbol(llvm::StringRef name);
  /// A name for an index that nobody wrote, free in this function.
  std::string freeIndexName(llvm::StringRef wanted) const;

  /// A name for a stage that nobody named: `_argument`, `_argument2`.
  std::string freshStageName(llvm::StringRef hint);

  /// Whether values of the type support what the class promises.
  bool allows(ElemType type, TypeClass need) const;
  std::string text(ElemType type) const;      // `u16`, `T`
  std::string text(const Shape &shape) const; // `[H, W]`
  std::string text(ElemType type, const Shape &shape) const;
  std::string source(Span span) const {
    return session.sources.text(span).str();
  }

private:
  llvm::StringMap<Symbol> names;
  llvm::StringMap<unsigned> symbols; // uses of each index name so far
  llvm::StringMap<unsigned> hidden;  // and of each hint for a hidden stage
};

/// The algebra's form as a user reads it: symbols of indices are names again,
/// and an upper end `N` of a range from 0 is the extent `N`.
std::string textOf(const sets::Expr &e);
std::string textOf(const Dim &dim);

/// A type that nothing may be said of any more: an error was reported.
constexpr ElemType PoisonType{Scalar::F32, -4};
/// The types of literals, indices and sizes until their surroundings give
/// them one; without any they become i32 and f32.
constexpr ElemType FlexibleInt{Scalar::I32, -2};
constexpr ElemType FlexibleFloat{Scalar::F32, -3};
constexpr ElemType IndexType{Scalar::Index, -1};
constexpr ElemType BoolType{Scalar::Bool, -1};

inline bool isPoison(ElemType t) { return t == PoisonType; }
inline bool isFlexible(ElemType t) {
  return t == FlexibleInt || t == FlexibleFloat;
}
inline bool isConcrete(ElemType t) { return t.parameter == -1; }

} // namespace tdsl::sema

#endif // TDSL_SEMA_CONTEXT_H
