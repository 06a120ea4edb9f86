//===- SchedulePoint.h - Where in a schedule one is writing ---------------===//
//
// Told from the text alone, because what is being written does not parse yet.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_IDE_SCHEDULEPOINT_H
#define TDSL_IDE_SCHEDULEPOINT_H

#include "llvm/ADT/StringRef.h"

#include <string>
#include <vector>

namespace tdsl::ide {

struct SchedulePoint {
  enum class Kind : uint8_t {
    Header,    // before the brace
    Statement, // where a stage or `let` may stand
    Directive, // behind the dot of a stage
    Argument,  // inside of the brackets of a directive
  };
  Kind kind = Kind::Header;
  std::string stage;                  // path: `out`, `h.peak`
  std::string directive;              // of an Argument
  std::vector<std::string> arguments; // those before this one
  /// The item as it was before the statement that is being written, made whole
  /// again: what it says is in force at this point.
  std::string before;
};

/// `item` is the text of a schedule, `offset` a byte of it. A word that has
/// begun at the point counts as not yet written.
SchedulePoint schedulePoint(llvm::StringRef item, size_t offset);

} // namespace tdsl::ide

#endif // TDSL_IDE_SCHEDULEPOINT_H
