//===- Snapshots.h - Analysing text inside a test -------------------------===//

#ifndef TDSL_UNIT_IDE_SNAPSHOTS_H
#define TDSL_UNIT_IDE_SNAPSHOTS_H

#include "compiler/ide/Analysis.h"

namespace tdsl::ide {

inline Snapshot analysed(const std::string &text,
                         const Snapshot &before = nullptr) {
  return judge(analyse(text, "test.tdsl", Options(), before));
}

/// `E0201@12..17 message`, one on a line.
inline std::string reported(const Snapshot &snapshot) {
  std::string result;
  for (const Report &report : snapshot->reports())
    result += report.codeText + "@" + std::to_string(report.at.begin) + ".." +
              std::to_string(report.at.end) + " " + report.message + "\n";
  return result;
}

inline std::string replaced(std::string text, const std::string &what,
                            const std::string &by) {
  return text.replace(text.find(what), what.size(), by);
}

/// Two functions, of which the second calls the first; a schedule; words that
/// are not ASCII.
inline const char *const Program = R"(// größer als 𝄞
fn twice<N>(x: f32[N]) -> (y: f32[N]) {
  y[i] = 2 * x[i]
}

/// four times — é
fn four<N>(x: f32[N]) -> (z: f32[N]) {
  let t = twice(x)
  z[i] = 2 * t[i]
}

fn alone<N>(x: f32[N]) -> (w: f32[N]) {
  w[i] = x[i] + 1
}

schedule alone on cpu {
  let (o, k) = w.split(i, 8)
  w.parallel(o)
}
)";

} // namespace tdsl::ide

#endif // TDSL_UNIT_IDE_SNAPSHOTS_H
