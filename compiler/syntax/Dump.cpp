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
  void printParts(const Item &item);
  void print(const Stmt &stmt);
  void print(const Signature &signature);
  void print(llvm::StringRef word, const Param &param);
  void print(const Generic &generic);
  void print(const Target &target);
  void print(llvm::ArrayRef<Target> targets, bool isTuple);
  void print(Block block);
  void printScan(const ScanStmt &stmt);
  void printIterate(const IterateStmt &stmt);
  void printIf(const IfStmt &stmt);

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
  printParts(item);
  --level;
}

void Dumper::printParts(const Item &item) {
  switch (item.kind) {
  case ItemKind::Fn:
    print(llvm::cast<FnItem>(item).signature);
    return print(llvm::cast<FnItem>(item).body);
  case ItemKind::Schedule: {
    const auto &schedule = llvm::cast<ScheduleItem>(item);
    dumpPath(schedule.path, begin("of "));
    out << " on " << schedule.target.text;
    if (schedule.feature)
      out << '(' << schedule.feature.text << ')';
    out << '\n';
    return print(schedule.body);
  }
  case ItemKind::ScheduleFn:
    for (const Param &param : llvm::cast<ScheduleFnItem>(item).params)
      print("param", param);
    return print(llvm::cast<ScheduleFnItem>(item).body);
  case ItemKind::Reducer:
    print(llvm::cast<ReducerItem>(item).signature);
    line("from", llvm::cast<ReducerItem>(item).identity);
    return print(llvm::cast<ReducerItem>(item).body);
  case ItemKind::Struct:
    for (const Generic &generic : llvm::cast<StructItem>(item).generics)
      print(generic);
    for (const Param &field : llvm::cast<StructItem>(item).fields)
      print("field", field);
    return;
  case ItemKind::Const:
    if (const Type *type = llvm::cast<ConstItem>(item).type) {
      dump(*type, begin("type "));
      out << '\n';
    }
    return line("value", llvm::cast<ConstItem>(item).value);
  case ItemKind::Import: {
    const auto &import = llvm::cast<ImportItem>(item);
    dumpPath(import.path, begin("from "));
    out << '\n';
    for (const Ident &name : import.names)
      begin("name ") << name.text << '\n';
    return;
  }
  case ItemKind::Extern:
    print(llvm::cast<ExternItem>(item).signature);
    return line("symbol", llvm::cast<ExternItem>(item).symbol);
  case ItemKind::Intrinsic:
    print(llvm::cast<IntrinsicItem>(item).signature);
    print(llvm::cast<IntrinsicItem>(item).body);
    return line("symbol", llvm::cast<IntrinsicItem>(item).symbol);
  case ItemKind::Test:
    line("title", llvm::cast<TestItem>(item).title);
    return print(llvm::cast<TestItem>(item).body);
  case ItemKind::Bench:
    line("title", llvm::cast<BenchItem>(item).title);
    return print(llvm::cast<BenchItem>(item).body);
  case ItemKind::Junk:
    return;
  }
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

void Dumper::print(const Stmt &stmt) {
  switch (stmt.kind) {
  case StmtKind::Let:
    begin("let ");
    print(llvm::cast<LetStmt>(stmt).targets, llvm::cast<LetStmt>(stmt).isTuple);
    dump(*llvm::cast<LetStmt>(stmt).value, out << " = ");
    out << '\n';
    return;
  case StmtKind::Define:
    begin("define ");
    print(llvm::cast<DefineStmt>(stmt).target);
    dump(*llvm::cast<DefineStmt>(stmt).value, out << " = ");
    out << '\n';
    return;
  case StmtKind::Scan:
    return printScan(llvm::cast<ScanStmt>(stmt));
  case StmtKind::Iterate:
    return printIterate(llvm::cast<IterateStmt>(stmt));
  case StmtKind::Next:
    begin("next ");
    print(llvm::cast<NextStmt>(stmt).targets,
          llvm::cast<NextStmt>(stmt).isTuple);
    dump(*llvm::cast<NextStmt>(stmt).value, out << " = ");
    out << '\n';
    return;
  case StmtKind::For:
    begin("for ") << llvm::cast<ForStmt>(stmt).variable.text << " in ";
    dump(*llvm::cast<ForStmt>(stmt).iterable, out);
    out << '\n';
    ++level;
    print(llvm::cast<ForStmt>(stmt).body);
    --level;
    return;
  case StmtKind::If:
    return printIf(llvm::cast<IfStmt>(stmt));
  case StmtKind::Call:
    return line("do", llvm::cast<CallStmt>(stmt).call);
  case StmtKind::Expect:
    return line("expect", llvm::cast<ExpectStmt>(stmt).condition);
  case StmtKind::Return:
    return line("return", llvm::cast<ReturnStmt>(stmt).value);
  case StmtKind::Bad:
    begin("<bad>\n");
    return;
  }
}

void Dumper::printScan(const ScanStmt &stmt) {
  begin("scan ");
  dump(stmt.binders, nullptr, out);
  out << '\n';
  ++level;
  print(stmt.body);
  --level;
  if (stmt.from.empty())
    return;
  begin("from\n");
  ++level;
  print(stmt.from);
  --level;
}

void Dumper::printIterate(const IterateStmt &stmt) {
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
  ++level;
  print(stmt.body);
  --level;
}

void Dumper::printIf(const IfStmt &stmt) {
  line("if", stmt.condition);
  ++level;
  print(stmt.whenTrue);
  --level;
  if (stmt.whenFalse.empty())
    return;
  begin("else\n");
  ++level;
  print(stmt.whenFalse);
  --level;
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
