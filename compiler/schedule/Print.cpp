//===- Print.cpp - A nest as pseudo-code ----------------------------------===//
//
// An index is shown by the name of its loop, with a prime for each loop around
// it that has the same name.
//

#include "compiler/schedule/Nest.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/raw_ostream.h"

namespace tdsl::schedule {
namespace {

class Printer {
public:
  Printer(const Nest &nest, const Mark *mark, llvm::raw_ostream &os)
      : nest(nest), mark(mark), os(os) {}

  void block(const Block &block, unsigned depth) {
    for (const std::unique_ptr<Node> &node : block) {
      os.indent(2 * depth);
      line(*node);
      os << '\n';
      if (const Block *body = bodyOf(*node)) {
        const Loop *loop = node->as<Loop>();
        if (loop)
          around.push_back({loop->symbol, shownName(*loop)});
        this->block(*body, depth + 1);
        if (loop)
          around.pop_back();
      }
    }
  }

private:
  std::string shownName(const Loop &loop) const {
    std::string name = loop.name;
    while (llvm::any_of(
        around, [&](const auto &outer) { return outer.second == name; }))
      name += "'";
    return name;
  }

  std::string shown(const sets::Expr &e) const {
    return e
        .substitute([&](llvm::StringRef symbol) -> std::optional<sets::Expr> {
          for (const auto &[known, name] : around)
            if (known == symbol)
              return sets::Expr::symbol(name);
          return std::nullopt;
        })
        .str();
  }

  void line(const Node &node) {
    if (const Loop *it = node.as<Loop>())
      loop(*it);
    else if (const Compute *it = node.as<Compute>())
      compute(*it);
    else if (const Allocate *it = node.as<Allocate>())
      allocate(nest.buffers[it->buffer]);
    else if (const Launch *it = node.as<Launch>())
      launch(*it);
    else if (const Unless *it = node.as<Unless>())
      unless(*it);
    else
      os << "barrier";
  }

  /// Axes of one block or thread are left out from the end.
  void launch(const Launch &launch) {
    auto axes = [&](auto shown, auto isOne) {
      unsigned count = 3;
      while (count > 1 && isOne(count - 1))
        --count;
      for (unsigned axis = 0; axis != count; ++axis)
        os << (axis ? " x " : "") << shown(axis);
    };
    os << "launch ";
    axes([&](unsigned axis) { return "(" + shown(launch.grid[axis]) + ")"; },
         [&](unsigned axis) { return launch.grid[axis] == sets::Expr(1); });
    os << " blocks of ";
    axes([&](unsigned axis) { return launch.threads[axis]; },
         [&](unsigned axis) { return launch.threads[axis] == 1; });
    os << " threads  // " << launch.stage;
  }

  void loop(const Loop &loop) {
    os << keyword(loop.kind) << ' ' << shownName(loop);
    if (nest.finalized)
      os << " in " << shown(loop.range.lower) << ".."
         << shown(loop.range.upper);
    os << "  // " << loop.stage << partName(loop.part);
    if (loop.isReduction)
      os << ", reduction";
    if (mark && mark->symbol == loop.symbol)
      os << "   <-- " << mark->words;
  }

  void conditions(llvm::ArrayRef<sets::Expr> forms, llvm::StringRef behind) {
    if (forms.empty())
      return;
    os << "if ";
    llvm::interleave(
        forms, os,
        [&](const sets::Expr &form) { os << shown(form) << " >= 0"; }, " && ");
    os << behind;
  }

  void compute(const Compute &compute) {
    conditions(compute.guards, ": ");
    conditions(compute.masks, " for its reads: ");
    os << compute.stage << '[';
    llvm::interleaveComma(compute.indices, os, [&](const auto &index) {
      os << shown(index.second);
    });
    os << ']' << phaseName(compute.phase);
  }

  void allocate(const Buffer &buffer) {
    os << scopeName(buffer.scope) << ' ' << buffer.stage;
    for (const auto &[extent, range] : llvm::zip(buffer.extents, buffer.box)) {
      os << " [" << shown(range.lower) << ".." << shown(range.upper);
      if (extent != range.extent())
        os << ", " << shown(extent) << " kept";
      os << ']';
    }
  }

  void unless(const Unless &unless) {
    os << "if ";
    llvm::interleave(
        unless.positive, os,
        [&](const sets::Expr &e) { os << shown(e) << " > 0"; }, " && ");
  }

  static llvm::StringRef keyword(LoopKind kind) {

    switch (kind) {
    case LoopKind::Serial:
      return "for";
    case LoopKind::Parallel:
      return "parallel";
    case LoopKind::Vector:
      return "vector";
    case LoopKind::Unrolled:
      return "unrolled";
    case LoopKind::BlockX:
    case LoopKind::BlockY:
    case LoopKind::BlockZ:
    case LoopKind::ThreadX:
    case LoopKind::ThreadY:
    case LoopKind::ThreadZ:
      return levelName(kind);
    }
    llvm_unreachable("a kind of loop");
  }

  static llvm::StringRef partName(Part part) {
    switch (part) {
    case Part::Whole:
      return "";
    case Part::Main:
      return ", main part";
    case Part::Tail:
      return ", tail";
    case Part::Border:
      return ", border";
    }
    llvm_unreachable("a part of a loop");
  }

  static llvm::StringRef phaseName(Phase phase) {
    switch (phase) {
    case Phase::Whole:
      return " = ...";
    case Phase::Init:
      return " = identity";
    case Phase::Update:
      return " <- ...";
    case Phase::Store:
      return " = registers";
    }
    llvm_unreachable("a phase");
  }

  static llvm::StringRef scopeName(Scope scope) {
    switch (scope) {
    case Scope::Argument:
      return "argument";
    case Scope::Heap:
      return "heap";
    case Scope::Stack:
      return "stack";
    case Scope::Register:
      return "registers";
    case Scope::Shared:
      return "shared";
    }
    llvm_unreachable("a scope");
  }

  const Nest &nest;
  const Mark *mark;
  llvm::raw_ostream &os;
  std::vector<std::pair<std::string, std::string>> around; // symbols, as shown
};

} // namespace

std::string print(const Nest &nest, const Mark *mark) {
  std::string text;
  llvm::raw_string_ostream os(text);
  Printer(nest, mark, os).block(nest.root, 0);
  return text;
}

} // namespace tdsl::schedule
