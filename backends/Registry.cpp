//===- Registry.cpp - Finding backends by name ----------------------------===//

#include "compiler/target/Backend.h"

// Each backend's entry point, by its line in the list.
#define TDSL_BACKEND(Name, Kind)                                               \
  namespace tdsl::Name {                                                       \
  target::Backend &backend();                                                  \
  }
#include "backends/Backends.def"
#undef TDSL_BACKEND

namespace tdsl::target {

std::vector<Backend *> backends() {
  return {
#define TDSL_BACKEND(Name, Kind) &tdsl::Name::backend(),
#include "backends/Backends.def"
#undef TDSL_BACKEND
  };
}

Backend *findBackend(llvm::StringRef name) {
  for (Backend *backend : backends())
    if (backend->name() == name)
      return backend;
  return nullptr;
}

} // namespace tdsl::target
