//===- Normal.h - Normal numbers with the same bits everywhere ------------===//

#ifndef TDSL_DRIVER_DATA_NORMAL_H
#define TDSL_DRIVER_DATA_NORMAL_H

namespace tdsl::driver {

/// A standard normal number from two uniform ones of [0, 1): Box and Muller's
/// sqrt(-2 log(1 - u)) cos(2 pi v). Made of +, -, *, / and sqrt alone, so that
/// no C library has a say in it.
double normalFrom(double u, double v);

} // namespace tdsl::driver

#endif // TDSL_DRIVER_DATA_NORMAL_H
