//===- Leaves.cpp - What the leaves of a nest are called ------------------===//

#include "compiler/driver/verify/Leaves.h"

#include "compiler/schedule/Nest.h"

#include "llvm/Support/ErrorHandling.h"

namespace tdsl::driver {

namespace {

class Namer {
public:
  explicit Namer(const schedule::Nest &nest) : names(nest.numLeaves) {
    visit(nest.root, "");
  }
  std::vector<std::string> names;

private:
  static const char *words(schedule::Part part) {
    switch (part) {
    case schedule::Part::Whole:
      return nullptr;
    case schedule::Part::Main:
      return "main part of ";
    case schedule::Part::Tail:
      return "tail of ";
    case schedule::Part::Border:
      return "border of ";
    }
    llvm_unreachable("not a part");
  }

  static const char *words(schedule::Phase phase) {
    switch (phase) {
    case schedule::Phase::Whole:
      return "";
    case schedule::Phase::Init:
      return " (set to its identity)";
    case schedule::Phase::Update:
      return " (update)";
    case schedule::Phase::Store:
      return " (store)";
    }
    llvm_unreachable("not a phase");
  }

  /// `parts` names the parts of the loops around: ", tail of j".
  void visit(const schedule::Block &block, const std::string &parts) {
    for (const std::unique_ptr<schedule::Node> &node : block) {
      if (const auto *compute = node->as<schedule::Compute>()) {
        if (compute->leaf < names.size())
          names[compute->leaf] =
              "`" + compute->stage + "`" + words(compute->phase) + parts;
        continue;
      }
      std::string inner = parts;
      if (const auto *loop = node->as<schedule::Loop>())
        if (const char *part = words(loop->part))
          inner += std::string(", ") + part + "`" + loop->name + "`";
      if (const schedule::Block *body = schedule::bodyOf(*node))
        visit(*body, inner);
    }
  }
};

} // namespace

std::vector<std::string> leafNames(const schedule::Nest &nest) {
  return Namer(nest).names;
}

} // namespace tdsl::driver
