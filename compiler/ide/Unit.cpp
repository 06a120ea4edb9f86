//===- Unit.cpp - A slice that was checked --------------------------------===//

#include "compiler/ide/Unit.h"

#include "compiler/sema/Check.h"

#include "llvm/ADT/STLExtras.h"

namespace tdsl::ide {

Unit::Unit(Slice slice, llvm::StringRef path, const Options &options,
           llvm::ArrayRef<std::string> names)
    : contents(std::move(slice)) {
  const SourceFile &main = files.add(path.str(), contents.text);
  sema::CheckOptions check;
  check.searchPath = options.searchPath;
  check.otherNames = names;
  checked = sema::check(files, main, check, sink);
}

bool Unit::isInSubject(Span span) const {
  return span.file == 0 && span.begin >= subject().begin &&
         span.end <= subject().end();
}

const sema::Schedule *Unit::schedule() const {
  for (const sema::Schedule &schedule : checked->schedules)
    if (isInSubject(schedule.span))
      return &schedule;
  return nullptr;
}

const sema::Function *Unit::function() const {
  if (const sema::Schedule *found = schedule())
    return found->function;
  for (const sema::Function *function : checked->functions)
    if (function->module.empty() && isInSubject(function->span))
      return function;
  for (const auto *cases : {&checked->tests, &checked->benches})
    for (const sema::TestCase &test : *cases)
      if (isInSubject(test.span))
        return test.body;
  return nullptr;
}

} // namespace tdsl::ide
