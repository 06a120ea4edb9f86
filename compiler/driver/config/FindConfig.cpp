//===- FindConfig.cpp - Where settings files lie --------------------------===//

#include "compiler/driver/config/Config.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

#include <cstdlib>

namespace path = llvm::sys::path;

namespace tdsl::driver {

std::string findProjectFile(llvm::StringRef input) {
  llvm::SmallString<128> folder;
  if (!input.empty() && input != "-")
    folder = path::parent_path(input);
  if (llvm::sys::fs::make_absolute(folder))
    return "";
  path::remove_dots(folder, /*remove_dot_dot=*/true);
  for (llvm::StringRef at = folder; !at.empty(); at = path::parent_path(at)) {
    llvm::SmallString<128> file(at);
    path::append(file, "tdsl.toml");
    if (llvm::sys::fs::is_regular_file(file))
      return std::string(file);
  }
  return "";
}

std::string findUserFile() {
  llvm::SmallString<128> file;
  const char *config = std::getenv("XDG_CONFIG_HOME");
  const char *home = std::getenv("HOME");
  if (config && path::is_absolute(config))
    file = config;
  else if (home && *home)
    path::append(file, home, ".config");
  else
    return "";
  path::append(file, "tdsl", "config.toml");
  return llvm::sys::fs::is_regular_file(file) ? std::string(file) : "";
}

} // namespace tdsl::driver
