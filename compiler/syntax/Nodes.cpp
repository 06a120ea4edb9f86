//===- Nodes.cpp - Names of kinds, spellings of operators -----------------===//

#include "compiler/syntax/Ast.h"
#include "llvm/Support/ErrorHandling.h"

namespace tdsl::syntax {

llvm::StringRef kindName(ExprKind kind) {
  switch (kind) {
#define TDSL_EXPR(Kind)                                                        \
  case ExprKind::Kind:                                                         \
    return #Kind;
#include "compiler/syntax/Nodes.def"
  }
  llvm_unreachable("no such kind");
}

llvm::StringRef kindName(TypeKind kind) {
  switch (kind) {
#define TDSL_TYPE(Kind)                                                        \
  case TypeKind::Kind:                                                         \
    return #Kind;
#include "compiler/syntax/Nodes.def"
  }
  llvm_unreachable("no such kind");
}

llvm::StringRef kindName(StmtKind kind) {
  switch (kind) {
#define TDSL_STMT(Kind)                                                        \
  case StmtKind::Kind:                                                         \
    return #Kind;
#include "compiler/syntax/Nodes.def"
  }
  llvm_unreachable("no such kind");
}

llvm::StringRef kindName(ItemKind kind) {
  switch (kind) {
#define TDSL_ITEM(Kind)                                                        \
  case ItemKind::Kind:                                                         \
    return #Kind;
#include "compiler/syntax/Nodes.def"
  }
  llvm_unreachable("no such kind");
}

llvm::StringRef spelling(UnaryOp op) {
  switch (op) {
  case UnaryOp::Negate:
    return "-";
  case UnaryOp::Not:
    return "!";
  case UnaryOp::BitNot:
    return "~";
  }
  llvm_unreachable("no such operator");
}

llvm::StringRef spelling(BinaryOp op) {
  static constexpr const char *spellings[] = {"*",  "/",  "%", "+", "-",
                                              "<<", ">>", "&", "^", "|"};
  return spellings[static_cast<unsigned>(op)];
}

llvm::StringRef spelling(CompareOp op) {
  static constexpr const char *spellings[] = {"<", "<=", ">", ">=", "==", "!="};
  return spellings[static_cast<unsigned>(op)];
}

llvm::StringRef spelling(LogicalOp op) {
  return op == LogicalOp::And ? "&&" : "||";
}

llvm::StringRef spelling(ReduceOp op) {
  static constexpr const char *spellings[] = {
      "sum", "prod", "max",    "min",    "any",
      "all", "mean", "argmax", "argmin", "reduce"};
  return spellings[static_cast<unsigned>(op)];
}

const Attribute *Item::attribute(llvm::StringRef named) const {
  for (const Attribute &attribute : attributes)
    if (attribute.name == named)
      return &attribute;
  return nullptr;
}

} // namespace tdsl::syntax
