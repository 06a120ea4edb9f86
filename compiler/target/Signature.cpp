//===- Signature.cpp - How a compiled function is called ------------------===//

#include "compiler/target/Signature.h"

#include "compiler/support/Check.h"
#include "runtime/include/tdsl/runtime.h"

namespace tdsl::target {

int Signature::symbolNamed(llvm::StringRef name) const {
  for (size_t place = 0; place != symbols.size(); ++place)
    if (symbols[place].name == name)
      return static_cast<int>(place);
  return -1;
}

namespace {

class WordWriter {
public:
  explicit WordWriter(const Signature &signature) : signature(signature) {}

  Words words;

  void write(const sets::Expr &form) {
    if (form.terms().empty())
      push(0);
    for (size_t place = 0; place != form.terms().size(); ++place) {
      write(form.terms()[place]);
      if (place != 0)
        words.push_back(TDSL_OP_ADD);
    }
  }

private:
  const Signature &signature;

  void push(int64_t value) {
    words.push_back(TDSL_OP_PUSH);
    words.push_back(value);
  }

  void write(const sets::Term &term) {
    bool first = true;
    if (term.coefficient != 1 || term.factors.empty()) {
      push(term.coefficient);
      first = false;
    }
    for (const sets::AtomRef &factor : term.factors) {
      write(*factor);
      if (!first)
        words.push_back(TDSL_OP_MUL);
      first = false;
    }
  }

  void write(const sets::Atom &atom) {
    if (atom.kind == sets::AtomKind::Symbol) {
      int place = signature.symbolNamed(atom.name);
      TDSL_CHECK(place >= 0,
                 "a shape uses a size that is not there: " + atom.name);
      words.push_back(TDSL_OP_SYMBOL);
      words.push_back(place);
      return;
    }
    for (size_t place = 0; place != atom.operands.size(); ++place) {
      write(atom.operands[place]);
      if (place != 0)
        words.push_back(opcode(atom.kind));
    }
  }

  static int64_t opcode(sets::AtomKind kind) {
    switch (kind) {
    case sets::AtomKind::FloorDiv:
      return TDSL_OP_FLOORDIV;
    case sets::AtomKind::Mod:
      return TDSL_OP_MOD;
    case sets::AtomKind::Min:
      return TDSL_OP_MIN;
    case sets::AtomKind::Max:
      return TDSL_OP_MAX;
    case sets::AtomKind::Symbol:
      break;
    }
    llvm_unreachable("a symbol is no operation");
  }
};

} // namespace

Words Signature::words(const sets::Expr &form) const {
  WordWriter writer(*this);
  writer.write(form);
  return std::move(writer.words);
}

} // namespace tdsl::target
