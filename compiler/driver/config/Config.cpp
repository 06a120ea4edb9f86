//===- Config.cpp - Settings files ----------------------------------------===//

#include "compiler/driver/config/Config.h"

#include "compiler/diag/Catalog.h"
#include "compiler/support/Similar.h"
#include "compiler/target/Backend.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Path.h"

#define TOML_EXCEPTIONS 0
#define TOML_HEADER_ONLY 1
#define TOML_ENABLE_FORMATTERS 0
#include <toml++/toml.h>

namespace tdsl::driver {

static constexpr unsigned MaxThreads = 4096;

llvm::ArrayRef<SettingEntry> settings() {
  static const SettingEntry all[] = {
#define TDSL_SETTING(Name, Key, Variable, Summary)                             \
  {SettingKey::Name, Key, Variable, Summary},
#include "compiler/driver/config/Settings.def"
#undef TDSL_SETTING
  };
  return all;
}

static std::string oneOf(llvm::StringRef value,
                         llvm::ArrayRef<llvm::StringRef> words) {
  if (llvm::is_contained(words, value))
    return "";
  std::string text;
  for (size_t place = 0; place != words.size(); ++place)
    text += (place == 0                  ? "`"
             : place + 1 == words.size() ? "` or `"
                                         : "`, `") +
            words[place].str();
  return text + "`";
}

std::string whyNotAllowed(SettingKey key, llvm::StringRef value) {
  switch (key) {
  case SettingKey::Color:
    return oneOf(value, {"auto", "always", "never"});
  case SettingKey::Format:
    return oneOf(value, {"text", "line", "json"});
  case SettingKey::SearchPath:
    return "";
  case SettingKey::Target: {
    llvm::SmallVector<llvm::StringRef> names;
    for (target::Backend *backend : target::backends())
      names.push_back(backend->name());
    return oneOf(value, names);
  }
  case SettingKey::Threads: {
    unsigned number;
    bool fits = !value.getAsInteger(10, number) && number <= MaxThreads;
    return fits ? "" : "a number from 0 to " + std::to_string(MaxThreads);
  }
  }
  llvm_unreachable("every key is above");
}

namespace {

class ConfigReader {
public:
  ConfigReader(const SourceFile &file, diag::Sink &sink)
      : file(file), sink(sink) {}

  Config read() {
    toml::parse_result parsed =
        toml::parse(std::string_view(file.text()), file.path().str());
    if (!parsed) {
      const toml::parse_error &error = parsed.error();
      uint32_t at = offset(error.source().begin);
      sink.emit(diag::SettingsAreNoToml, Span{file.id(), at, at},
                std::string(error.description()));
      return {};
    }
    for (auto &&[key, value] : parsed.table())
      readEntry(key, value);
    return std::move(made);
  }

private:
  const SourceFile &file;
  diag::Sink &sink;
  Config made;

  /// toml++ counts characters, spans count bytes.
  uint32_t offset(const toml::source_position &at) const {
    if (at.line == 0 || at.line > file.numLines())
      return file.text().size();
    uint32_t result = file.lineBegin(at.line);
    for (auto column = at.column; column > 1; --column) {
      if (result < file.text().size())
        ++result;
      while (result < file.text().size() &&
             (static_cast<unsigned char>(file.text()[result]) & 0xC0) == 0x80)
        ++result;
    }
    return result;
  }

  Span span(const toml::source_region &region) const {
    uint32_t begin = offset(region.begin);
    return {file.id(), begin, std::max(begin, offset(region.end))};
  }

  void readEntry(const toml::key &key, const toml::node &value) {
    for (const SettingEntry &entry : settings())
      if (entry.key == llvm::StringRef(key.str()))
        return entry.name == SettingKey::SearchPath ? readFolders(value)
                                                    : readValue(entry, value);
    Span at = span(key.source());
    std::string name(key.str());
    auto &unknown = sink.emit(diag::UnknownSetting, at, name);
    llvm::SmallVector<llvm::StringRef> keys;
    for (const SettingEntry &entry : settings())
      keys.push_back(entry.key);
    if (auto near = mostSimilar(name, keys))
      unknown.fix({"did you mean `" + near->str() + "`?",
                   {{at, near->str()}},
                   diag::Applicability::MaybeIncorrect});
    else
      unknown.help("there are `" + llvm::join(keys, "`, `") + "`");
  }

  void readValue(const SettingEntry &entry, const toml::node &value) {
    Span at = span(value.source());
    bool isNumber = entry.name == SettingKey::Threads;
    std::string text;
    if (auto words = value.value_exact<std::string>(); words && !isNumber)
      text = *words;
    else if (auto number = value.value_exact<int64_t>(); number && isNumber)
      text = std::to_string(*number);
    std::string wanted = whyNotAllowed(entry.name, text);
    if (!wanted.empty())
      sink.emit(diag::BadSetting, at, entry.key.str(), wanted);
    else if (isNumber)
      made.threads = static_cast<unsigned>(std::stoul(text));
    else
      textOf(entry.name) = text;
  }

  std::string &textOf(SettingKey key) {
    return key == SettingKey::Color    ? made.color
           : key == SettingKey::Format ? made.format
                                       : made.target;
  }

  /// A relative folder is one beside the file.
  void readFolders(const toml::node &value) {
    const toml::array *all = value.as_array();
    bool isGood = all && llvm::all_of(*all, [](const toml::node &each) {
                    return each.is_string();
                  });
    if (!isGood) {
      sink.emit(diag::BadSetting, span(value.source()), "search-path",
                "a list of folders, each in quotes");
      return;
    }
    for (const toml::node &each : *all) {
      llvm::SmallString<128> folder(each.value_or(std::string_view()));
      if (!llvm::sys::path::is_absolute(folder)) {
        folder = llvm::sys::path::parent_path(file.path());
        llvm::sys::path::append(folder, each.value_or(std::string_view()));
      }
      llvm::sys::path::remove_dots(folder, /*remove_dot_dot=*/true);
      made.searchPath.push_back(std::string(folder));
    }
  }
};

} // namespace

Config readConfig(const SourceFile &file, diag::Sink &sink) {
  Config made = ConfigReader(file, sink).read();
  sink.sortByPosition(); // toml++ goes by the names of keys
  return made;
}

} // namespace tdsl::driver
