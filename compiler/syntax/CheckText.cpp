//===- CheckText.cpp - Is this a text file at all? ------------------------===//

#include "compiler/syntax/CheckText.h"
#include "compiler/diag/Catalog.h"
#include "compiler/support/Limits.h"
#include "llvm/Support/ConvertUTF.h"

namespace tdsl::syntax {

static Span byteAt(const SourceFile &file, size_t offset) {
  uint32_t begin = static_cast<uint32_t>(offset);
  return {file.id(), begin, begin + 1};
}

bool checkText(const SourceFile &file, diag::Sink &sink) {
  llvm::StringRef text = file.text();
  if (text.size() > limits::FileBytes) {
    sink.emit(diag::TooLarge, Span{file.id(), 0, 0}, "the file",
              limits::FileBytes);
    return false;
  }
  if (size_t nul = text.find('\0'); nul != llvm::StringRef::npos) {
    sink.emit(diag::NotText, byteAt(file, nul), "it holds a zero byte");
    return false;
  }
  const auto *begin = reinterpret_cast<const llvm::UTF8 *>(text.begin());
  const llvm::UTF8 *at = begin;
  const auto *end = reinterpret_cast<const llvm::UTF8 *>(text.end());
  if (!llvm::isLegalUTF8String(&at, end)) {
    std::string byte = llvm::formatv("byte {0:x2} begins no character", *at);
    sink.emit(diag::NotText, byteAt(file, at - begin), byte)
        .help("save the file as UTF-8");
    return false;
  }
  return true;
}

uint32_t byteOrderMark(llvm::StringRef text) {
  return text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
}

} // namespace tdsl::syntax
