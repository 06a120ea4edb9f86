//===- Memo.h - The values of a stage that are known ----------------------===//
//
// Positions count the points of a box. A small box has a table, a large one
// (of which few points are read, or memory would not do) a map.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_REFERENCE_MEMO_H
#define TDSL_REFERENCE_MEMO_H

#include "backends/reference/Value.h"

#include "llvm/ADT/DenseMap.h"

#include <cstdlib>

namespace tdsl::reference {

class Memo {
public:
  static constexpr uint64_t MaxTable = uint64_t(1) << 26;

  /// Gets ready for positions below `count`.
  void prepare(uint64_t count) {
    if (values || isMap)
      return;
    isMap = count > MaxTable;
    if (isMap)
      return;
    // Zeroed lazily by the system: a table costs what is used of it.
    values.reset(static_cast<Value *>(std::calloc(count, sizeof(Value))));
    known.reset(static_cast<bool *>(std::calloc(count, sizeof(bool))));
    isMap = !values || !known;
  }

  const Value *find(uint64_t at) const {
    if (!isMap)
      return known.get()[at] ? &values.get()[at] : nullptr;
    auto found = map.find(at);
    return found == map.end() ? nullptr : &found->second;
  }

  void store(uint64_t at, Value value) {
    if (isMap) {
      map[at] = value;
      return;
    }
    values.get()[at] = value;
    known.get()[at] = true;
  }

private:
  struct Free {
    void operator()(void *memory) const { std::free(memory); }
  };
  std::unique_ptr<Value, Free> values;
  std::unique_ptr<bool, Free> known;
  llvm::DenseMap<uint64_t, Value> map;
  bool isMap = false;
};

} // namespace tdsl::reference

#endif // TDSL_REFERENCE_MEMO_H
