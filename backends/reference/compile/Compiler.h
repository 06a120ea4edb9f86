//===- Compiler.h - From checked functions to nodes -----------------------===//
//
// A Library holds the code of all instances that a run needs. A Compiler makes
// one of them; its member functions stand in the files of this folder, by the
// kind of expression.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_REFERENCE_COMPILE_COMPILER_H
#define TDSL_REFERENCE_COMPILE_COMPILER_H

#include "backends/reference/Node.h"

#include "llvm/ADT/StringMap.h"

#include <map>

namespace tdsl::reference {

class Library {
public:
  /// In a wide library every float is an f64.
  explicit Library(bool isWide) : isWide(isWide) {}

  const bool isWide;

  /// The code of a function for these types, and of all that it calls.
  const Code &get(const sema::Function &function,
                  const sema::TypeArguments &types);

private:
  struct Entry {
    const sema::Function *function = nullptr;
    sema::TypeArguments types;
    Code code;
  };
  std::vector<std::unique_ptr<Entry>> entries;
};

class Compiler {
public:
  Compiler(Library &library, Code &code, const sema::TypeArguments &types)
      : library(library), code(code), types(types) {}

  void compileFunction(const sema::Function &function);

private:
  const Node *compile(const sema::Expr &e);
  const Node *compile(const sets::Expr &e);

  // Leaves.cpp
  const Node *constant(const sema::ConstantExpr &e);
  const Node *indexSlot(unsigned slot);
  const Node *indexAs(const Node *index, sema::ElemType type, Span span);
  const Node *table(const sema::TableExpr &e);
  // Operators.cpp, Conditions.cpp, Casts.cpp, Builtins.cpp
  const Node *unary(const sema::UnaryExpr &e);
  const Node *binary(const sema::BinaryExpr &e);
  const Node *floatBinary(sema::BinaryOp op, const Node *a, const Node *b,
                          sema::Scalar scalar);
  const Node *integerBinary(sema::BinaryOp op, const Node *a, const Node *b,
                            sema::Scalar scalar);
  const Node *compare(const sema::CompareExpr &e);
  const Node *logical(const sema::LogicalExpr &e);
  const Node *select(const sema::SelectExpr &e);
  const Node *cast(const sema::CastExpr &e);
  const Node *builtin(const sema::BuiltinExpr &e);
  const Node *floatFunction(sema::Builtin function,
                            llvm::ArrayRef<const Node *> arguments,
                            sema::Scalar scalar);
  const Node *integerFunction(sema::Builtin function,
                              llvm::ArrayRef<const Node *> arguments,
                              sema::Scalar scalar);
  // Access.cpp
  const Node *access(const sema::AccessExpr &e);
  Ref ref(const sema::ValueRef &value);
  const CallCode *call(const sema::CallSite &site);
  // Reduce.cpp
  struct Reduction;
  const Node *reduce(const sema::ReduceExpr &e);
  const Node *floatReduction(Reduction reduction, sema::Scalar scalar);
  const Node *integerReduction(Reduction reduction, sema::Scalar scalar);

  /// Operations on exact integers: more than 64 bits is a failure.
  enum class IndexOp : uint8_t { Add, Sub, Mul, Div, Mod, Min, Max };
  const Node *indexOperation(IndexOp op, const Node *a, const Node *b,
                             Span span = {});
  static std::optional<IndexOp> exactOperation(sema::BinaryOp op);
  const Node *indexConstant(int64_t value);
  const Node *algebraAtom(const sets::Atom &atom);

  RangeCode range(const sets::Interval &interval);
  RangeCode range(const sema::Index &index);
  void compilePlace(const sema::Stage &stage, Place &place);
  void compileWhere(const sema::Where &where);

  unsigned newSlot(llvm::StringRef symbol) {
    slotOf[symbol] = code.numSlots;
    return code.numSlots++;
  }
  /// The slot of a size, or of an index, which gets one when it is first met.
  unsigned slotOfSymbol(llvm::StringRef symbol);

  /// The type that values of it have here.
  sema::Scalar resolve(sema::ElemType type) const {
    sema::Scalar scalar = nominal(type);
    return library.isWide && sema::isFloat(scalar) ? sema::Scalar::F64 : scalar;
  }
  /// The type that the program says.
  sema::Scalar nominal(sema::ElemType type) const {
    return sema::resolve(type, types);
  }

  template <typename T, typename... Args> T *make(Args &&...args) {
    auto node = std::make_unique<T>(std::forward<Args>(args)...);
    T *made = node.get();
    code.nodes.push_back(std::move(node));
    return made;
  }

  Library &library;
  Code &code;
  const sema::TypeArguments &types;
  llvm::StringMap<unsigned> slotOf;
  llvm::DenseMap<const sema::CallSite *, const CallCode *> callOf;
};

} // namespace tdsl::reference

#endif // TDSL_REFERENCE_COMPILE_COMPILER_H
