//===- Peak.h - What this machine can do at most --------------------------===//

#ifndef TDSL_TOOLS_DSLC_PEAK_H
#define TDSL_TOOLS_DSLC_PEAK_H

namespace tdsl::tools {

/// GFLOP/s of f32 multiply-adds in registers, measured now, on so many threads
/// at once.
double measurePeak(unsigned threads);

} // namespace tdsl::tools

#endif // TDSL_TOOLS_DSLC_PEAK_H
