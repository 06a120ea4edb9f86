//===- Source.cpp - Source files, spans and positions ---------------------===//
//
// Finds lines and columns of byte offsets.
//
//===----------------------------------------------------------------------===//

#include "compiler/support/Source.h"
#include "compiler/support/Limits.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/MemoryBuffer.h"

#include <algorithm>

using namespace tdsl;

Span tdsl::join(Span first, Span second) {
  if (!first.isValid())
    return second;
  if (first.file != second.file)
    return first;
  return {first.file, std::min(first.begin, second.begin),
          std::max(first.end, second.end)};
}

SourceFile::SourceFile(FileId id, std::string path, std::string text)
    : fileId(id), filePath(std::move(path)), contents(std::move(text)) {
  lines.push_back(0);
  for (size_t at = 0; at < contents.size(); ++at)
    if (contents[at] == '\n')
      lines.push_back(static_cast<uint32_t>(at + 1));
}

static bool startsCodePoint(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0) != 0x80;
}

LineColumn SourceFile::lineColumn(uint32_t offset) const {
  offset = std::min<uint32_t>(offset, contents.size());
  auto next = std::upper_bound(lines.begin(), lines.end(), offset);
  auto number = static_cast<uint32_t>(next - lines.begin());
  llvm::StringRef before = text().slice(lineBegin(number), offset);
  auto column = std::count_if(before.begin(), before.end(), startsCodePoint);
  return {number, static_cast<uint32_t>(column) + 1};
}

llvm::StringRef SourceFile::line(uint32_t number) const {
  size_t end = number < numLines() ? lines[number] - 1 : contents.size();
  llvm::StringRef found = text().slice(lineBegin(number), end);
  found.consume_back("\r");
  return found;
}

SourceFile &SourceManager::add(std::string path, std::string text) {
  auto id = static_cast<FileId>(files.size());
  return files.emplace_back(id, std::move(path), std::move(text));
}

SourceFile *SourceManager::load(llvm::StringRef path, std::string &whyNot) {
  auto buffer = llvm::MemoryBuffer::getFile(path, /*IsText=*/false,
                                            /*RequiresNullTerminator=*/false);
  if (!buffer) {
    whyNot = buffer.getError().message();
    return nullptr;
  }
  if ((*buffer)->getBufferSize() > limits::FileBytes) {
    whyNot = "the file is larger than 16 MiB";
    return nullptr;
  }
  return &add(path.str(), (*buffer)->getBuffer().str());
}

llvm::StringRef SourceManager::text(Span span) const {
  if (!span.isValid())
    return "";
  return file(span.file).text().slice(span.begin, span.end);
}
