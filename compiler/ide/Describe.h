//===- Describe.h - What is inferred of a name, as TDSL -------------------===//

#ifndef TDSL_IDE_DESCRIBE_H
#define TDSL_IDE_DESCRIBE_H

#include "compiler/sema/Program.h"

namespace tdsl::ide {

/// `u16[H, W]`, `T`.
std::string typeText(const sema::Function &function, const sema::Stage &stage);
/// `-1..H + 1, 0..W`: the points that are computed; empty where these are the
/// shape, or nothing is known.
std::string computedText(const sema::Stage &stage);
/// `0..H`; `*` of an index without a range of its own.
std::string rangeText(const sema::Index &index);
/// `fn blur<H, W>(image: u8[H, W]) -> (out: u8[H, W])`.
std::string signatureText(const sema::Function &function);

} // namespace tdsl::ide

#endif // TDSL_IDE_DESCRIBE_H
