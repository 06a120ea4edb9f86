//===- BindSizes.h - What the sizes of a function are in a call -----------===//

#ifndef TDSL_REFERENCE_BINDSIZES_H
#define TDSL_REFERENCE_BINDSIZES_H

#include "backends/reference/Entry.h"
#include "backends/reference/Frame.h"

namespace tdsl::reference {

/// Finds every size: given by name, solved from a dimension of an argument, or
/// its default; and puts it into its slot.
void bindSizes(Frame &frame, const Arguments &arguments);

} // namespace tdsl::reference

#endif // TDSL_REFERENCE_BINDSIZES_H
