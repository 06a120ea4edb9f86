//===- Primitive.h - Directives: check, then apply ------------------------===//
//
// A directive is a file under primitives/ and a line of Primitives.def. It has
// two functions. check says whether the directive is legal here, and if not,
// tells the user why, with what would be. apply then rewrites graph and nest;
// it cannot fail.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_SCHEDULE_PRIMITIVE_H
#define TDSL_SCHEDULE_PRIMITIVE_H

#include "compiler/diag/Diagnostic.h"
#include "compiler/schedule/Skeleton.h"
#include "compiler/sema/Schedule.h"
#include "compiler/target/Target.h"

namespace tdsl::schedule {

/// A parameter as Primitives.def writes it.
struct Parameter {
  enum class Kind : uint8_t {
    Loop,
    Stage,
    Int,
    Word,
    Binding
  } kind = Kind::Loop;
  llvm::StringRef name;
  bool takesRest = false;
  /// What it is when left out: words, the first of which is taken, or "auto".
  /// Empty: it must be given.
  llvm::SmallVector<llvm::StringRef, 2> choices;
};

/// What was given for a parameter.
struct Argument {
  llvm::StringRef parameter;
  Span span;
  std::string word;                  // a stage, a word, a loop's name
  std::string symbol;                // of a loop
  LoopKind level = LoopKind::Serial; // of a binding, whose word is the loop
  std::optional<int64_t> integer;    // nothing: `auto`
};

/// A step whose arguments fit the parameters of its directive.
class Arguments {
public:
  const sema::Step &step;
  const target::Target &target;
  std::vector<Argument> values;

  const std::string &stage() const { return step.stage; }
  const Argument &operator[](llvm::StringRef parameter) const;
  const std::string &loop(llvm::StringRef parameter) const {
    return (*this)[parameter].symbol;
  }
  /// What the step calls its i-th new loop, or the name to use otherwise.
  std::string result(size_t i, llvm::StringRef otherwise) const;
  Span resultSpan(size_t i) const;
};

#define TDSL_PRIMITIVE(Name, Directive, Parameters, Results, Docs)             \
  bool check##Name(const Scheduled &, const Arguments &, diag::Sink &);        \
  void apply##Name(Scheduled &, const Arguments &);
#include "compiler/schedule/primitives/Primitives.def"
#undef TDSL_PRIMITIVE

struct Primitive {
  llvm::StringRef directive;
  llvm::StringRef parameters; // as text, for messages
  llvm::StringRef results;
  llvm::StringRef docs;
  bool (*check)(const Scheduled &, const Arguments &, diag::Sink &);
  void (*apply)(Scheduled &, const Arguments &);

  llvm::SmallVector<Parameter, 4> parameterList() const;
  size_t numResults() const;
};

llvm::ArrayRef<Primitive> primitives();
const Primitive *findPrimitive(llvm::StringRef directive);

/// Looks up stages and loops and matches arguments with parameters.
std::optional<Arguments> match(const Primitive &primitive,
                               const Scheduled &scheduled,
                               const sema::Step &step,
                               const target::Target &target, diag::Sink &sink);

} // namespace tdsl::schedule

#endif // TDSL_SCHEDULE_PRIMITIVE_H
