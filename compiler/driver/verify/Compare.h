//===- Compare.h - Comparing results element by element -------------------===//

#ifndef TDSL_DRIVER_VERIFY_COMPARE_H
#define TDSL_DRIVER_VERIFY_COMPARE_H

#include "compiler/driver/verify/Judge.h"

namespace tdsl::driver {

/// The first element with other bits. All NaNs are alike.
std::optional<int64_t> firstDifference(const target::HostTensor &ours,
                                       const target::HostTensor &theirs);

/// Takes a run into the spread of an expectation.
void widen(Expectation &expectation, const Tensors &run);

/// The first element that is further from `wide` than its bound: four times
/// its spread, or four times a typical spread of the tensor, and two units in
/// the last place. Where the runs decided differently, anything goes.
std::optional<int64_t> firstBeyond(const target::HostTensor &ours,
                                   const target::HostTensor &exact,
                                   const target::HostTensor &wide,
                                   llvm::ArrayRef<double> spread);

/// "c[0, 2] is 7, the reference has 8".
std::string describe(llvm::StringRef name, const target::HostTensor &ours,
                     const target::HostTensor &exact, int64_t at);

} // namespace tdsl::driver

#endif // TDSL_DRIVER_VERIFY_COMPARE_H
