//===- Settings.cpp - Flags, environment, project, user -------------------===//
//
// Flags beat the environment, the environment the project's tdsl.toml, that the
// user's config.toml. Search paths add up, in this order.
//
//===----------------------------------------------------------------------===//

#include "compiler/driver/config/Config.h"
#include "compiler/tools/dslc/Front.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

#include <cstdlib>

namespace tdsl::tools {
namespace {

using driver::SettingKey;

/// What one of the four says; empty where it says nothing.
struct Source {
  std::string name; // "tdsl.toml"; for the environment that of the variable
  driver::Config says;
};

std::string environment(const char *name) {
  const char *value = std::getenv(name);
  return value ? value : "";
}

/// https://no-color.org and CLICOLOR_FORCE: what is set and not empty counts.
Source colorOfEnvironment() {
  Source source;
  std::string force = environment("CLICOLOR_FORCE");
  if (!environment("NO_COLOR").empty()) {
    source.name = "NO_COLOR";
    source.says.color = "never";
  } else if (!force.empty() && force != "0") {
    source.name = "CLICOLOR_FORCE";
    source.says.color = "always";
  }
  return source;
}

std::vector<std::string> foldersOfEnvironment() {
  std::vector<std::string> folders;
  std::string path = environment("TDSL_PATH");
  for (llvm::StringRef part : llvm::split(path, ':'))
    if (!part.empty())
      folders.push_back(part.str());
  return folders;
}

/// The standard library beside this program, installed or in a build tree.
std::vector<std::string> foldersOfProgram() {
  std::vector<std::string> folders;
  std::string program = llvm::sys::fs::getMainExecutable(nullptr, nullptr);
  llvm::StringRef bin = llvm::sys::path::parent_path(program);
  for (const char *place : {"../share/tdsl/stdlib", "../../stdlib"}) {
    llvm::SmallString<128> folder(bin);
    llvm::sys::path::append(folder, place);
    llvm::sys::path::remove_dots(folder, /*remove_dot_dot=*/true);
    if (llvm::sys::fs::is_directory(folder))
      folders.push_back(std::string(folder));
  }
  return folders;
}

class Settler {
public:
  explicit Settler(Common &common) : common(common) {}

  int run(const std::string &file) {
    if (!takeFlags() || !takeEnvironment())
      return Usage;
    bool areGood = takeFile(driver::findProjectFile(file));
    areGood &= takeFile(driver::findUserFile());
    addFolders(foldersOfProgram(), "beside dslc");
    Source defaults{"default", {"auto", "text", {}, "cpu", {}}};
    take(defaults);
    if (!common.threads)
      common.inForce.push_back({"threads", "as many as there are", "default"});
    return areGood ? Done : InputHasErrors;
  }

private:
  Common &common;

  /// `--target cup`: exit 2, before anything is read.
  bool isAllowed(SettingKey key, const std::string &value,
                 const std::string &given) {
    std::string wanted = driver::whyNotAllowed(key, value);
    if (value.empty() || wanted.empty())
      return true;
    std::string near;
    if (key == SettingKey::Target)
      near = didYouMean(value, targetNames());
    llvm::errs() << "dslc: " << given << " must be " << wanted << ", not `"
                 << value << "`" << near << "\n";
    return false;
  }

  bool takeFlags() {
    if (!isAllowed(SettingKey::Target, common.target, "--target") ||
        !isAllowed(SettingKey::Color, common.color, "--color") ||
        !isAllowed(SettingKey::Format, common.format, "--format") ||
        !isAllowed(SettingKey::Threads,
                   common.threads ? std::to_string(*common.threads) : "",
                   "--threads"))
      return false;
    Source flags{"a flag", {}};
    std::swap(flags.says.color, common.color);
    std::swap(flags.says.format, common.format);
    std::swap(flags.says.searchPath, common.searchPath);
    std::swap(flags.says.target, common.target);
    std::swap(flags.says.threads, common.threads);
    take(flags);
    return true;
  }

  bool takeEnvironment() {
    Source target{"TDSL_TARGET", {}}, format{"TDSL_FORMAT", {}},
        threads{"TDSL_NUM_THREADS", {}}, path{"TDSL_PATH", {}};
    target.says.target = environment("TDSL_TARGET");
    format.says.format = environment("TDSL_FORMAT");
    path.says.searchPath = foldersOfEnvironment();
    std::string number = environment("TDSL_NUM_THREADS");
    if (!isAllowed(SettingKey::Target, target.says.target, target.name) ||
        !isAllowed(SettingKey::Format, format.says.format, format.name) ||
        !isAllowed(SettingKey::Threads, number, threads.name))
      return false;
    if (!number.empty())
      threads.says.threads = std::stoul(number);
    for (const Source &source :
         {target, format, threads, path, colorOfEnvironment()})
      take(source);
    return true;
  }

  bool takeFile(const std::string &path) {
    if (path.empty())
      return true;
    SourceManager sources;
    diag::Sink sink;
    std::string whyNot;
    const SourceFile *file = sources.load(path, whyNot);
    if (!file) {
      llvm::errs() << "dslc: cannot read `" << path << "`: " << whyNot << "\n";
      return false;
    }
    take({path, driver::readConfig(*file, sink)});
    report(sink, sources, common);
    return !sink.hasErrors();
  }

  /// Fills what is still open.
  void take(const Source &source) {
    auto fill = [&](const char *key, std::string &place,
                    const std::string &value) {
      if (!place.empty() || value.empty())
        return;
      place = value;
      common.inForce.push_back({key, value, source.name});
    };
    fill("color", common.color, source.says.color);
    fill("format", common.format, source.says.format);
    fill("target", common.target, source.says.target);
    addFolders(source.says.searchPath, source.name);
    if (common.threads || !source.says.threads)
      return;
    common.threads = source.says.threads;
    common.inForce.push_back(
        {"threads", std::to_string(*common.threads), source.name});
  }

  void addFolders(const std::vector<std::string> &folders,
                  const std::string &from) {
    for (const std::string &folder : folders) {
      common.searchPath.push_back(folder);
      common.inForce.push_back({"search-path", folder, from});
    }
  }
};

} // namespace

int settle(Common &common, const std::string &file) {
  return Settler(common).run(file);
}

} // namespace tdsl::tools
