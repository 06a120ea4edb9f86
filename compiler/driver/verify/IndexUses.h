//===- IndexUses.h - Which parameters hold places in other tensors --------===//

#ifndef TDSL_DRIVER_VERIFY_INDEXUSES_H
#define TDSL_DRIVER_VERIFY_INDEXUSES_H

#include "compiler/sema/Program.h"

namespace tdsl::driver {

/// A parameter whose elements are used as an index into a dimension, or as an
/// end of a range.
struct IndexUse {
  const sema::Stage *param = nullptr;
  sets::Interval range;    // of the dimension, in sizes of the function
  bool isRangeEnd = false; // then range says nothing; ends come in order
};

/// Those of a function and of all that it calls, as far as they are read
/// straight from a parameter.
std::vector<IndexUse> indexUsesOf(const sema::Function &function);

} // namespace tdsl::driver

#endif // TDSL_DRIVER_VERIFY_INDEXUSES_H
