//===- Instances.h - Which instances of a function are verified -----------===//

#ifndef TDSL_DRIVER_VERIFY_INSTANCES_H
#define TDSL_DRIVER_VERIFY_INSTANCES_H

#include "compiler/driver/data/Philox.h"
#include "compiler/driver/verify/Case.h"

namespace tdsl::driver {

/// Some types that each type parameter admits, the usual ones first, and some
/// values of the const parameters: their defaults, and small ones.
std::vector<Instance> instancesOf(const sema::Function &function,
                                  Philox &random);

} // namespace tdsl::driver

#endif // TDSL_DRIVER_VERIFY_INSTANCES_H
