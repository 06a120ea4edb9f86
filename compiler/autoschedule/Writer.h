//===- Writer.h - Writing directives that are tried at once ---------------===//

#ifndef TDSL_AUTOSCHEDULE_WRITER_H
#define TDSL_AUTOSCHEDULE_WRITER_H

#include "compiler/schedule/Apply.h"

namespace tdsl::autoschedule {

/// Appends steps to a schedule and applies them. A step that the primitive's
/// check refuses is left out.
class Writer {
public:
  Writer(schedule::Scheduled &scheduled, const target::Target &target,
         sema::Schedule &written)
      : scheduled(scheduled), target(target), written(written) {}

  using Arg = std::variant<std::string, int64_t>;
  bool add(llvm::StringRef stage, llvm::StringRef directive,
           llvm::ArrayRef<Arg> arguments = {},
           llvm::ArrayRef<std::string> results = {});

  /// stage.bind(loop: level, ...).
  bool bind(llvm::StringRef stage,
            llvm::ArrayRef<std::pair<std::string, std::string>> bindings);

  /// stage.split(loop, factor), the new loops named after the old one. False
  /// where it is refused.
  bool split(llvm::StringRef stage, const std::string &loop, int64_t factor,
             const std::string &outer, const std::string &inner) {
    return add(stage, "split", {loop, factor}, {outer, inner});
  }

  schedule::Scheduled &scheduled;
  const target::Target &target;

private:
  bool tryStep(sema::Step step);

  sema::Schedule &written;
};

} // namespace tdsl::autoschedule

#endif // TDSL_AUTOSCHEDULE_WRITER_H
