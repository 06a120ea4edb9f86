//===- Config.h - Settings files ------------------------------------------===//
//
// A project says in tdsl.toml, a user in config.toml, what the command line
// would otherwise repeat. Only what the files say is read here; who beats whom
// is the command line's affair.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_DRIVER_CONFIG_CONFIG_H
#define TDSL_DRIVER_CONFIG_CONFIG_H

#include "compiler/diag/Diagnostic.h"

namespace tdsl::driver {

enum class SettingKey : uint8_t {
#define TDSL_SETTING(Name, Key, Variable, Summary) Name,
#include "compiler/driver/config/Settings.def"
#undef TDSL_SETTING
};

struct SettingEntry {
  SettingKey name;
  llvm::StringRef key;      // in a file
  llvm::StringRef variable; // in the environment
  llvm::StringRef summary;
};
llvm::ArrayRef<SettingEntry> settings();

/// What one file says; empty where it says nothing.
struct Config {
  std::string color;
  std::string format;
  std::vector<std::string> searchPath; // from the folder of the file
  std::string target;
  std::optional<unsigned> threads;
};

/// What is wrong with the file goes to the sink; the rest of it counts.
Config readConfig(const SourceFile &file, diag::Sink &sink);

/// What the value of a setting must be, in words; empty where `value` is that.
std::string whyNotAllowed(SettingKey key, llvm::StringRef value);

/// The tdsl.toml of the folder of `input`, or of the nearest one above it;
/// without an input, of the present folder. Empty where there is none.
std::string findProjectFile(llvm::StringRef input);
/// tdsl/config.toml in $XDG_CONFIG_HOME, or in ~/.config; empty: not there.
std::string findUserFile();

} // namespace tdsl::driver

#endif // TDSL_DRIVER_CONFIG_CONFIG_H
