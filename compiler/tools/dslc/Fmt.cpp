//===- Fmt.cpp - dslc fmt -------------------------------------------------===//
//
// Lays out files in place; `-` from standard input to standard output. With
// --check and --diff nothing is written and exit 1 tells that a file differs.
//
//===----------------------------------------------------------------------===//

#include "compiler/syntax/Format.h"
#include "compiler/tools/dslc/Front.h"

#include "llvm/ADT/SmallVector.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/raw_ostream.h"

#include <algorithm>

namespace tdsl::tools {
namespace {

using Lines = llvm::SmallVector<llvm::StringRef, 0>;

/// Each with its line break; the last one may have none.
Lines linesOf(llvm::StringRef text) {
  Lines lines;
  while (!text.empty()) {
    size_t length = std::min(text.find('\n'), text.size() - 1) + 1;
    lines.push_back(text.take_front(length));
    text = text.drop_front(length);
  }
  return lines;
}

void printLine(char sign, llvm::StringRef line) {
  llvm::outs() << sign << line;
  if (!line.ends_with("\n"))
    llvm::outs() << "\n\\ No newline at end of file\n";
}

/// One hunk from the first to the last line that differs, with three lines
/// around it.
void printDiff(llvm::StringRef path, llvm::StringRef before,
               llvm::StringRef after) {
  Lines old = linesOf(before), now = linesOf(after);
  size_t shorter = std::min(old.size(), now.size());
  size_t head = 0, tail = 0;
  while (head < shorter && old[head] == now[head])
    ++head;
  while (tail < shorter - head &&
         old[old.size() - 1 - tail] == now[now.size() - 1 - tail])
    ++tail;
  constexpr size_t Context = 3;
  size_t first = head - std::min(head, Context);
  size_t behind = std::min(tail, Context);
  size_t oldEnd = old.size() - tail, nowEnd = now.size() - tail;
  llvm::outs() << "--- " << path << "\n+++ " << path << "\n@@ -" << first + 1
               << ',' << oldEnd + behind - first << " +" << first + 1 << ','
               << nowEnd + behind - first << " @@\n";
  for (size_t i = first; i < head; ++i)
    printLine(' ', old[i]);
  for (size_t i = head; i < oldEnd; ++i)
    printLine('-', old[i]);
  for (size_t i = head; i < nowEnd; ++i)
    printLine('+', now[i]);
  for (size_t i = oldEnd; i < oldEnd + behind; ++i)
    printLine(' ', old[i]);
}

/// The text of a file, or of standard input for `-`.
const SourceFile *read(const std::string &path, SourceManager &sources) {
  std::string whyNot;
  if (path != "-") {
    const SourceFile *file = sources.load(path, whyNot);
    if (!file)
      llvm::errs() << "dslc: cannot read `" << path << "`: " << whyNot << "\n";
    return file;
  }
  auto input = llvm::MemoryBuffer::getSTDIN();
  if (!input) {
    llvm::errs() << "dslc: cannot read standard input: "
                 << input.getError().message() << "\n";
    return nullptr;
  }
  return &sources.add("<stdin>", (*input)->getBuffer().str());
}

int formatOne(const std::string &path, const FmtOptions &options) {
  SourceManager sources;
  const SourceFile *file = read(path, sources);
  if (!file)
    return InputHasErrors;
  diag::Sink sink;
  std::optional<std::string> text = syntax::format(*file, sink);
  if (!text) {
    report(sink, sources, options.common);
    return InputHasErrors;
  }
  bool differs = *text != file->text();
  if (options.check || options.diff) {
    if (differs && options.diff)
      printDiff(path, file->text(), *text);
    else if (differs)
      llvm::outs() << path << "\n";
    return differs ? InputHasErrors : Done;
  }
  if (path == "-")
    llvm::outs() << *text;
  else if (differs && !writeFile(path, *text))
    return EnvironmentLacks;
  return Done;
}

} // namespace

int run(const FmtOptions &options) {
  int result = Done;
  for (const std::string &path : options.files)
    result = std::max(result, formatOne(path, options));
  return result;
}

} // namespace tdsl::tools
