//===- GenerateGraph.cpp - Random programs --------------------------------===//

#include "test/nest/Generate.h"

#include "llvm/Support/FormatVariadic.h"

namespace tdsl::testing {
namespace {

using llvm::formatv;

/// A tensor that stages may read.
struct Source {
  std::string name;
  std::vector<std::string> extents; // of an argument, by name; none: stage
  unsigned rank = 2;

  std::string type() const {
    std::string dims;
    for (unsigned i = 0; i < rank; ++i)
      dims += (i ? ", " : "") + (extents.empty() ? std::string("\"*\"")
                                                 : "\"0.." + extents[i] + "\"");
    return "!graph.tensor<si32, [" + dims + "]>";
  }
};

class Generator {
public:
  Generator(Choices &choices, bool mayBeEmpty)
      : choices(choices), mayBeEmpty(mayBeEmpty) {
    sources.push_back({"a", {"H", "W"}, 2});
    sources.push_back({"b", {"W", "K"}, 2});
    sources.push_back({"v", {"K"}, 1});
  }

  std::string run() {
    unsigned middles = choices.pick(4);
    for (unsigned i = 0; i < middles; ++i)
      stage("s" + std::to_string(i), 1 + choices.pick(4) % 2 + (i == 0), false);
    stage("out", 1 + !choices.chance(20), true);
    bool isFlat = sources.back().rank == 1;
    std::string result = isFlat ? "!graph.tensor<si32, [\"0..H\"]>"
                                : "!graph.tensor<si32, [\"0..H\", \"0..W\"]>";
    std::string head;
    for (const Source &argument : llvm::ArrayRef(sources).take_front(3))
      head += formatv("{0}%{1}: {2} {{graph.name = \"{1}\"}",
                      head.empty() ? "" : ", ", argument.name, argument.type());
    std::string facts =
        mayBeEmpty ? "\"H\", \"W\", \"K\"" : "\"H - 1\", \"W - 1\", \"K - 1\"";
    return "graph.func @f(" + head + ") -> (" + result +
           " {graph.name = \"out\"}) attributes {sizes = [\"H\", \"W\", "
           "\"K\"], facts = [" +
           facts + "], consts = []} {\n" + text +
           "  graph.return %out : " + result + "\n}\n";
  }

private:
  std::string fresh() { return "%t" + std::to_string(count++); }

  std::string emit(std::string operation) {
    std::string name = fresh();
    text += "    " + name + " = " + operation + "\n";
    return name;
  }

  std::string constant(int64_t value, const char *type = "index") {
    return emit(formatv("arith.constant {0} : {1}", value, type));
  }

  void stage(const std::string &name, unsigned rank, bool isResult) {
    rank = std::min(rank, 2u);
    const char *extents[] = {"H", "W"};
    std::string list, arguments;
    std::vector<std::string> indices;
    for (unsigned i = 0; i < rank; ++i) {
      const char *letter = i ? "x" : "y";
      list +=
          formatv("{0}\"{1}\" as \"{1}.{2}\" in \"{3}\"", i ? ", " : "", letter,
                  name, isResult ? "0.." + std::string(extents[i]) : "*");
      indices.push_back(formatv("%{0}.{1}", letter, name));
      arguments += (i ? ", " : "") + indices.back() + ": index";
    }
    text += formatv("  %{0} = graph.stage \"{0}\" [{1}] : si32 {{\n"
                    "  ^bb0({2}):\n",
                    name, list, arguments);
    std::string value =
        choices.chance(45) ? reduction(name, indices) : combination(indices);
    text += "    graph.yield " + value + " : i32\n  }\n";
    sources.push_back({name, {}, rank});
  }

  /// At the root, or with something added, which leaves it in the body.
  std::string reduction(const std::string &stage,
                        const std::vector<std::string> &outer) {
    const char *kinds[] = {"sum", "max", "min"};
    unsigned indices = 1 + choices.chance(30);
    std::string names, from, to, arguments, types;
    std::vector<std::string> all = outer;
    for (unsigned i = 0; i < indices; ++i) {
      const char *letter = i ? "l" : "k";
      bool isShort = choices.chance(50);
      std::string low = isShort ? constant(-1) : constant(0);
      std::string high = isShort ? constant(choices.between(0, 2)) : size("K");
      if (!isShort && choices.chance(15))
        high = outer.front(); // a triangle
      names +=
          formatv("{0}\"{1}\" as \"{1}.{2}\"", i ? ", " : "", letter, stage);
      from += (i ? ", " : "") + low;
      to += (i ? ", " : "") + high;
      all.push_back(formatv("%{0}.{1}", letter, stage));
      arguments += (i ? ", " : "") + all.back() + ": index";
    }
    std::string name = fresh();
    text += formatv("    {0} = graph.reduce {1} ({2}) from ({3}) to ({4}) : "
                    "i32 {{\n    ^bb0({5}):\n",
                    name, choices.oneOf(kinds), names, from, to, arguments);
    std::string value = combination(all);
    std::string predicate;
    if (choices.chance(15))
      predicate = " if " + compare("slt", value, constant(2, "i32"), "i32");
    text += "    graph.yield " + value + predicate + " : i32\n    }\n";
    return choices.chance(70)
               ? name
               : emit("arith.addi " + name + ", " + read(outer) + " : i32");
  }

  std::string compare(const char *predicate, const std::string &a,
                      const std::string &b, const char *type = "index") {
    return emit(
        formatv("arith.cmpi {0}, {1}, {2} : {3}", predicate, a, b, type));
  }

  std::string combination(const std::vector<std::string> &indices) {
    std::string value = read(indices);
    for (unsigned more = choices.pick(3); more > 0; --more) {
      const char *operations[] = {"arith.addi", "arith.subi", "arith.maxsi",
                                  "arith.muli"};
      value = emit(std::string(choices.oneOf(operations)) + " " + value + ", " +
                   read(indices) + " : i32");
    }
    return value;
  }

  std::string size(const std::string &name) {
    return emit("graph.size \"" + name + "\"");
  }

  /// One or two indices and a constant.
  std::string index(const std::vector<std::string> &indices, unsigned dim) {
    std::string value = choices.chance(75) && dim < indices.size()
                            ? indices[dim]
                            : choices.oneOf(indices);
    if (choices.chance(30))
      value = emit("arith.addi " + value + ", " + choices.oneOf(indices) +
                   " : index");
    if (int64_t shift = choices.between(-2, 2))
      value = emit("arith.addi " + value + ", " + constant(shift) + " : index");
    return value;
  }

  std::string read(const std::vector<std::string> &indices) {
    // The last stage is the most interesting one.
    const Source &source =
        choices.chance(50) ? sources.back() : choices.oneOf(sources);
    std::string places, guard;
    for (unsigned i = 0; i < source.rank; ++i) {
      std::string at = index(indices, i);
      if (!source.extents.empty())
        at = inside(at, source.extents[i], guard);
      places += (i ? ", " : "") + at;
    }
    return emit("graph.read %" + source.name + "[" + places + "]" +
                (guard.empty() ? "" : " if " + guard) + " : " + source.type());
  }

  /// An index of an argument: clamped, or with a condition for the guard.
  std::string inside(const std::string &at, const std::string &extent,
                     std::string &guard) {
    std::string zero = constant(0), end = size(extent);
    if (!mayBeEmpty && choices.chance(60)) {
      std::string last =
          emit("arith.subi " + end + ", " + constant(1) + " : index");
      std::string below = emit("arith.minsi " + at + ", " + last + " : index");
      return emit("arith.maxsi " + below + ", " + zero + " : index");
    }
    for (const std::string &condition :
         {compare("sge", at, zero), compare("slt", at, end)})
      guard = guard.empty()
                  ? condition
                  : emit("arith.andi " + guard + ", " + condition + " : i1");
    return at;
  }

  Choices &choices;
  bool mayBeEmpty;
  std::vector<Source> sources;
  std::string text;
  unsigned count = 0;
};

} // namespace

std::string generateGraph(Choices &choices, bool mayBeEmpty) {
  return Generator(choices, mayBeEmpty).run();
}

} // namespace tdsl::testing
