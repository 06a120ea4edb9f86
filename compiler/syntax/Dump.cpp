//===- Dump.cpp - Prints items and statements as text ---------------------===//

#include "compiler/syntax/Dump.h"
#include "llvm/ADT/StringExtras.h"

namespace tdsl::syntax {

namespace {

class Dumper {
public:
  explicit Dumper(llvm::raw_ostream &out) : out(out) {}

  void print(const Item &item);

private:
  void parts(const Item &item) {
    switch (item.kind) {
#define TDSL_ITEM(Kind)                                                        \
  case ItemKind::Kind:                                                         \
    return parts(llvm::cast<Kind##Item>(item));
#include "compiler/syntax/Nodes.def"
    }
  }
  void parts(const FnItem &item);
  void parts(const ScheduleItem &item);
  void parts(const ScheduleFnItem &item);
  void parts(const ReducerItem &item);
  void parts(const StructItem &item);
  void parts(const ConstItem &item);
  void parts(const ImportItem &item);
  void parts(const ExternItem &item);
  void parts(const IntrinsicItem &item);
  void parts(const TestItem &item);
  void parts(const BenchItem &item);
  void parts(const JunkItem &) {}

  void print(const Stmt &stmt) {
    switch (stmt.kind) {
#define TDSL_STMT(Kind)                                                        \
  case StmtKind::Kind:                                                         \
    return print(llvm::cast<Kind##Stmt>(stmt));
#include "compiler/syntax/Nodes.def"
    }
  }
  void print(const LetStmt &stmt);
  void print(const DefineStmt &stmt);
  void print(const ScanStmt &stmt);
  void print(const IterateStmt &stmt);
  void print(const NextStmt &stmt);
  void print(const ForStmt &stmt);
  void print(const IfStmt &stmt);
  void print(const CallStmt &stmt) { line("do", stmt.call); }
  void print(const ExpectStmt &stmt) { line("expect", stmt.condition); }
  void print(const ReturnStmt &stmt) { line("return", stmt.value); }
  void print(const BadStmt &) { begin("<bad>\n"); }

  void print(const Signature &signature);
  void print(llvm::StringRef word, const Param &param);
  void print(const Generic &generic);
  void print(const Target &target);
  void print(llvm::ArrayRef<Target> targets, bool isTuple);
  void print(Block block);
  void indented(Block block);

  /// A line `word expr`.
  void line(llvm::StringRef word, const Expr *expr);
  llvm::raw_ostream &begin(llvm::StringRef word) {
    return out.indent(2 * level) << word;
  }

  llvm::raw_ostream &out;
  unsigned level = 0;
};

} // namespace

void dump(llvm::ArrayRef<const Item *> items, llvm::raw_ostream &out) {
  for (const Item *item : items)
    dump(*item, out);
}

void dump(const Item &item, llvm::raw_ostream &out) { Dumper(out).print(item); }

void Dumper::print(const Item &item) {
  begin(kindName(item.kind).lower());
  if (item.name)
    out << ' ' << item.name.text;
  out << '\n';
  ++level;
  for (llvm::StringRef doc : item.docs)
    begin("doc ") << doc << '\n';
  if (!item.attributes.empty()) {
    dump(item.attributes, begin(""));
    out << '\n';
  }
  parts(item);
  --level;
}

void Dumper::parts(const FnItem &item) {
  print(item.signature);
  print(item.body);
}

void Dumper::parts(const ScheduleItem &item) {
  dumpPath(item.path, begin("of "));
  out << " on " << item.target.text;
  if (item.feature)
    out << '(' << item.feature.text << ')';
  out << '\n';
  print(item.body);
}

void Dumper::parts(const ScheduleFnItem &item) {
  for (const Param &param : item.params)
    print("param", param);
  print(item.body);
}

void Dumper::parts(const ReducerItem &item) {
  print(item.signature);
  line("from", item.identity);
  print(item.body);
}

void Dumper::parts(const StructItem &item) {
  for (const Generic &generic : item.generics)
    print(generic);
  for (const Param &field : item.fields)
    print("field", field);
}

void Dumper::parts(const ConstItem &item) {
  if (item.type) {
    dump(*item.type, begin("type "));
    out << '\n';
  }
  line("value", item.value);
}

void Dumper::parts(const ImportItem &item) {
  dumpPath(item.path, begin("from "));
  out << '\n';
  for (const Ident &name : item.names)
    begin("name ") << name.text << '\n';
}

void Dumper::parts(const ExternItem &item) {
  print(item.signature);
  line("symbol", item.symbol);
}

void Dumper::parts(const IntrinsicItem &item) {
  print(item.signature);
  print(item.body);
  line("symbol", item.symbol);
}

void Dumper::parts(const TestItem &item) {
  line("title", item.title);
  print(item.body);
}

void Dumper::parts(const BenchItem &item) {
  line("title", item.title);
  print(item.body);
}

void Dumper::print(const Signature &signature) {
  for (const Generic &generic : signature.generics)
    print(generic);
  for (const Param &param : signature.params)
    print(param.isConst ? "const param" : "param", param);
  for (const Param &result : signature.results)
    print("result", result);
  for (const Expr *condition : signature.where)
    line("where", condition);
}

void Dumper::print(const Generic &generic) {
  begin("generic ") << (generic.kind == Generic::Const  ? "const "
                        : generic.kind == Generic::Pack ? ".."
                                                        : "")
                    << generic.name.text;
  if (generic.bound)
    dump(*generic.bound, out << ": ");
  if (generic.defaultValue)
    dump(*generic.defaultValue, out << " = ");
  if (generic.defaultType)
    dump(*generic.defaultType, out << " = ");
  out << '\n';
}

void Dumper::print(llvm::StringRef word, const Param &param) {
  dump(*param.type, begin(word) << ' ' << param.name.text << ": ");
  if (param.defaultValue)
    dump(*param.defaultValue, out << " = ");
  out << '\n';
}

void Dumper::print(Block block) {
  for (const Stmt *stmt : block)
    print(*stmt);
}

void Dumper::indented(Block block) {
  ++level;
  print(block);
  --level;
}

void Dumper::print(const LetStmt &stmt) {
  begin("let ");
  print(stmt.targets, stmt.isTuple);
  dump(*stmt.value, out << " = ");
  out << '\n';
}

void Dumper::print(const DefineStmt &stmt) {
  begin("define ");
  print(stmt.target);
  dump(*stmt.value, out << " = ");
  out << '\n';
}

void Dumper::print(const NextStmt &stmt) {
  begin("next ");
  print(stmt.targets, stmt.isTuple);
  dump(*stmt.value, out << " = ");
  out << '\n';
}

void Dumper::print(const ForStmt &stmt) {
  dump(*stmt.iterable, begin("for ") << stmt.variable.text << " in ");
  out << '\n';
  indented(stmt.body);
}

void Dumper::print(const ScanStmt &stmt) {
  dump(stmt.binders, nullptr, begin("scan "));
  out << '\n';
  indented(stmt.body);
  if (stmt.from.empty())
    return;
  begin("from\n");
  indented(stmt.from);
}

void Dumper::print(const IterateStmt &stmt) {
  begin("iterate ");
  print(stmt.states, stmt.isTuple);
  dump(*stmt.init, out << " = ");
  if (stmt.range)
    dump(*stmt.range, out << " for " << stmt.variable.text << " in ");
  if (stmt.whileCondition)
    dump(*stmt.whileCondition, out << " while ");
  if (stmt.atMost)
    dump(*stmt.atMost, out << " at most ");
  out << '\n';
  indented(stmt.body);
}

void Dumper::print(const IfStmt &stmt) {
  line("if", stmt.condition);
  indented(stmt.whenTrue);
  if (stmt.whenFalse.empty())
    return;
  begin("else\n");
  indented(stmt.whenFalse);
}

void Dumper::print(llvm::ArrayRef<Target> targets, bool isTuple) {
  if (isTuple)
    out << '(';
  llvm::interleaveComma(targets, out,
                        [&](const Target &target) { print(target); });
  if (isTuple)
    out << ')';
}

void Dumper::print(const Target &target) {
  out << target.name.text;
  if (target.member) {
    dump(*target.member, out << ".(");
    out << ')';
  }
  if (target.hasIndices) {
    out << '[';
    llvm::interleaveComma(target.indices, out, [&](const TargetIndex &index) {
      dump(*index.value, out);
      if (index.range)
        dump(*index.range, out << " in ");
    });
    out << ']';
  }
  if (target.type)
    dump(*target.type, out << ": ");
}

void Dumper::line(llvm::StringRef word, const Expr *expr) {
  dump(*expr, begin(word) << ' ');
  out << '\n';
}

} // namespace tdsl::syntax
