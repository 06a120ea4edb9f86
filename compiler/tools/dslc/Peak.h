//===- Peak.h - What this machine can do at most --------------------------===//

#ifndef TDSL_TOOLS_DSLC_PEAK_H
#define TDSL_TOOLS_DSLC_PEAK_H

namespace tdsl::tools {

/// GFLOP/s of f32 multiply-adds in registers, one thread, measured now.
double measurePeak();

} // namespace tdsl::tools

#endif // TDSL_TOOLS_DSLC_PEAK_H
