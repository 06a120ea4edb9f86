//===- Doctor.cpp - dslc doctor -------------------------------------------===//

#include "compiler/target/Backend.h"
#include "compiler/tools/dslc/Front.h"

#include "runtime/include/tdsl/runtime.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Config/llvm-config.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/raw_ostream.h"
#include "llvm/TargetParser/Host.h"

namespace tdsl::tools {

int run(const DoctorOptions &options) {
  llvm::raw_ostream &os = llvm::outs();
  os << "LLVM        " << LLVM_VERSION_STRING << "\n"
     << "processor   " << llvm::sys::getHostCPUName() << ", "
     << llvm::sys::getProcessTriple() << "\n"
     << "vectors     ";
  for (const char *feature : {"sse4.2", "avx2", "fma", "avx512f", "neon"})
    if (llvm::sys::getHostCPUFeatures().lookup(feature))
      os << feature << " ";
  os << "\nworkers     " << tdsl_thread_count() << "\n";
  int result = Done;
  for (target::Backend *backend : target::backends()) {
    std::optional<std::string> why = backend->unavailable();
    os << "backend     " << backend->name() << ": "
       << (why ? "cannot run here: " + *why +
                     (backend->canEmulate() ? " (it can be emulated)" : "")
               : backend->describe())
       << "\n";
  }
  bool found = false;
  for (const Setting &setting : options.common.inForce) {
    bool isStd = setting.key == "search-path" &&
                 llvm::sys::fs::is_directory(setting.value + "/std");
    found |= isStd;
    os << llvm::left_justify(setting.key, 12) << setting.value
       << (isStd ? ", which has std" : "") << " (" << setting.from << ")\n";
  }
  if (!found) {
    os << "search-path the standard library was not found; set TDSL_PATH to "
          "the folder that holds std/\n";
    result = EnvironmentLacks;
  }
  return result;
}

} // namespace tdsl::tools
