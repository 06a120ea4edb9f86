//===- Source.h - Source files, spans and positions -----------------------===//
//
// A program is made of source files. Every later phase points into them with
// spans: half-open byte ranges. Lines and columns exist only at the edges,
// where a person reads them.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_SUPPORT_SOURCE_H
#define TDSL_SUPPORT_SOURCE_H

#include "llvm/ADT/StringRef.h"

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <vector>

namespace tdsl {

/// Names a file of one SourceManager. Zero is the first file.
using FileId = uint32_t;

/// A half-open byte range [begin, end) of one file.
struct Span {
  static constexpr FileId NoFile = ~FileId(0);

  FileId file = NoFile;
  uint32_t begin = 0;
  uint32_t end = 0;

  bool isValid() const { return file != NoFile; }
  uint32_t size() const { return end - begin; }
  bool operator==(const Span &other) const {
    return file == other.file && begin == other.begin && end == other.end;
  }
  bool operator!=(const Span &other) const { return !(*this == other); }
};

/// The smallest span that holds both; `first` where the files differ.
Span join(Span first, Span second);

/// A place as a person reads it; both count from one. The column counts
/// Unicode code points, not bytes.
struct LineColumn {
  uint32_t line = 1;
  uint32_t column = 1;
};

class SourceFile {
public:
  SourceFile(FileId id, std::string path, std::string text);

  FileId id() const { return fileId; }
  /// The path as the user gave it: what messages print.
  llvm::StringRef path() const { return filePath; }
  llvm::StringRef text() const { return contents; }
  Span whole() const {
    return {fileId, 0, static_cast<uint32_t>(contents.size())};
  }

  uint32_t numLines() const { return static_cast<uint32_t>(lines.size()); }
  LineColumn lineColumn(uint32_t offset) const;
  /// The text of a line (counted from one) without its line ending.
  llvm::StringRef line(uint32_t number) const;
  /// The byte offset at which a line (counted from one) begins.
  uint32_t lineBegin(uint32_t number) const { return lines[number - 1]; }

private:
  FileId fileId;
  std::string filePath;
  std::string contents;
  std::vector<uint32_t> lines;
};

/// Owns the files of a run; references stay valid while it lives.
class SourceManager {
public:
  SourceFile &add(std::string path, std::string text);
  /// Reads a file, or says why it cannot be read.
  SourceFile *load(llvm::StringRef path, std::string &whyNot);

  const SourceFile &file(FileId id) const { return files[id]; }
  size_t numFiles() const { return files.size(); }
  llvm::StringRef text(Span span) const;

private:
  std::deque<SourceFile> files;
};

} // namespace tdsl

#endif // TDSL_SUPPORT_SOURCE_H
