//===- Analysis.h - All that is known of a file at one moment -------------===//
//
// Made of the text and of the snapshot before it, of which every unit is taken
// over whose slice is the same. Schedules are judged in a second step, so that
// what is wrong with the text can be told first.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_IDE_ANALYSIS_H
#define TDSL_IDE_ANALYSIS_H

#include "compiler/ide/Legality.h"
#include "compiler/ide/Report.h"

#include <map>

namespace tdsl::ide {

/// An item of the snapshot and what is known of it.
struct ItemState {
  Span span; // in the file
  Span name;
  std::shared_ptr<const ItemText> text;
  std::shared_ptr<const Unit> unit;         // null behind the limit of errors
  std::shared_ptr<const Legality> legality; // null until it is judged
  /// The last unit of it that had no errors; null where none was.
  std::shared_ptr<const Unit> good;

  /// Whether it is a schedule that is still to be applied.
  bool isOpen() const;
};

/// Whether files that imports read may have changed since the snapshot before.
enum class Files : uint8_t { AsBefore, Changed };

class Analysis {
public:
  const SourceFile &file() const { return *source; }
  llvm::ArrayRef<ItemState> items() const { return states; }
  const Options &options() const { return settings; }

  /// The item whose text holds the byte, or ends there; nothing between items.
  std::optional<unsigned> itemAt(uint32_t offset) const;
  /// Where the item of that text stands; the first where it is there twice.
  std::optional<unsigned> placeOf(const ItemText &text) const;
  /// As its own unit knows the item, then as the last good one did.
  std::vector<View> views(unsigned item) const;
  std::vector<View> viewsAt(uint32_t offset) const;

  /// The unit that the item would have if its text were this.
  Unit unitWith(unsigned item, std::string text) const;

  /// What came of the schedule that the view is of; applied now where it was
  /// not before. Null of anything else.
  std::shared_ptr<const Legality> legalityOf(unsigned item,
                                             const View &view) const;

  /// All that is wrong, in the order of the text, each once; of schedules what
  /// is known, or all of it, applying now what was not applied before.
  enum class Schedules : uint8_t { AsKnown, All };
  std::vector<Report> reports(Schedules schedules = Schedules::AsKnown) const;
  /// How many units were made anew for this snapshot.
  unsigned numFresh() const { return fresh; }
  bool isJudged() const { return judged; }
  /// Whether a schedule is there that was not applied yet.
  bool needsJudging() const;

private:
  friend class Analyst;
  friend std::shared_ptr<const Analysis>
  analyse(std::string text, llvm::StringRef path, const Options &options,
          const std::shared_ptr<const Analysis> &before, Files files);
  void start(std::string text, llvm::StringRef path, const Options &options);
  void copyFrom(const Analysis &other);
  using Key = std::vector<const ItemText *>; // members, then the subject

  std::shared_ptr<const SourceFile> source;
  Options settings;
  diag::Sink outlined; // what is wrong with brackets and bytes
  std::shared_ptr<const ItemTexts> texts;
  std::vector<ItemState> states;
  std::map<Key, unsigned> byMembers; // a state with that unit
  llvm::DenseMap<const ItemText *, unsigned> places;
  std::string names; // of all items, as the units with errors saw them
  unsigned fresh = 0;
  bool judged = false;
};

using Snapshot = std::shared_ptr<const Analysis>;

/// Reads and checks. `before` is the snapshot of the text before the edit, or
/// null; `path` tells where imports are looked for.
Snapshot analyse(std::string text, llvm::StringRef path, const Options &options,
                 const Snapshot &before, Files files = Files::AsBefore);

/// The snapshot with its schedules applied, where `isStale` did not ask to
/// stop on the way; then those that are left come later.
Snapshot judge(
    const Snapshot &snapshot,
    llvm::function_ref<bool()> isStale = [] { return false; });

} // namespace tdsl::ide

#endif // TDSL_IDE_ANALYSIS_H
