//===- Leaves.h - What the leaves of a nest are called --------------------===//

#ifndef TDSL_DRIVER_VERIFY_LEAVES_H
#define TDSL_DRIVER_VERIFY_LEAVES_H

#include <string>
#include <vector>

namespace tdsl::schedule {
struct Nest;
}

namespace tdsl::driver {

/// By number: "c (update), tail of j". Empty for a number that no leaf has.
std::vector<std::string> leafNames(const schedule::Nest &nest);

} // namespace tdsl::driver

#endif // TDSL_DRIVER_VERIFY_LEAVES_H
