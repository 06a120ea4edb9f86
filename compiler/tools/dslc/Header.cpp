//===- Header.cpp - The C header of a compiled file -----------------------===//

#include "compiler/tools/dslc/Header.h"
#include "compiler/tools/dslc/CNames.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/raw_ostream.h"

namespace tdsl::tools {
namespace {

void printParam(llvm::raw_ostream &os, const target::Param &param) {
  os << " *   " << param.name << ": " << param.type.spelling();
  if (!param.dims.empty())
    os << param.shapeText;
  switch (param.kind) {
  case target::Param::Kind::Input:
    os << "\n";
    return;
  case target::Param::Kind::Output:
    os << ", the result\n";
    return;
  case target::Param::Kind::Const:
    os << ", constant: tdsl_prepare takes it once\n";
    return;
  }
}

/// A parameter, by its name where C takes it.
std::string argumentName(llvm::StringRef name) {
  bool isOurs = name == "args" || name == "sizes" || name.starts_with("tdsl_");
  return (isOurs || !isNameInC(name) ? name + "_" : name).str();
}

/// The words of a comment do not end it.
std::string commentLine(llvm::StringRef line) {
  std::string words = line.trim().str();
  for (size_t at = 0; (at = words.find("*/", at)) != std::string::npos;)
    words.insert(at + 1, " ");
  return words;
}

void printFunction(llvm::raw_ostream &os, const Declared &declared) {
  const target::Signature &signature = *declared.signature;
  os << "\n/** ";
  llvm::SmallVector<llvm::StringRef> lines;
  llvm::StringRef(declared.function->doc).trim().split(lines, '\n');
  for (llvm::StringRef line : lines)
    os << commentLine(line) << "\n * ";
  os << "\n";
  for (const target::Param &param : signature.params)
    printParam(os, param);
  bool hasSizes = false;
  for (const target::Symbol &symbol : signature.symbols)
    if (symbol.param < 0) {
      os << " *   sizes: " << symbol.name << " is given by the caller\n";
      hasSizes = true;
    }
  os << " * Errors: tdsl_status; tdsl_last_error() tells the story. */\n"
     << "extern const tdsl_function " << signature.name << ";\n\n"
     << "static inline tdsl_status " << signature.name << "_call(";
  std::string given;
  for (const target::Param &param : signature.params) {
    std::string name = argumentName(param.name);
    os << (given.empty() ? "" : ", ") << "const tdsl_tensor *" << name;
    given += (given.empty() ? "" : ", ") + name;
  }
  if (hasSizes)
    os << ", const int64_t *sizes";
  os << ") {\n  const tdsl_tensor *args[] = {" << given << "};\n"
     << "  return tdsl_invoke(&" << signature.name << ", args, "
     << (hasSizes ? "sizes" : "NULL") << ", NULL);\n}\n";
}

} // namespace

std::string cHeader(llvm::StringRef name, llvm::ArrayRef<Declared> functions) {
  std::string guard;
  for (char c : name)
    guard += llvm::isAlnum(c) ? llvm::toUpper(c) : '_';
  std::string text;
  llvm::raw_string_ostream os(text);
  os << "/* Made by dslc build. Link with -ltdsl_rt. */\n\n"
     << "#ifndef TDSL_" << guard << "_H\n#define TDSL_" << guard << "_H\n\n"
     << "#include <tdsl/runtime.h>\n\n"
     << "#ifdef __cplusplus\nextern \"C\" {\n#endif\n";
  for (const Declared &declared : functions)
    printFunction(os, declared);
  os << "\n#ifdef __cplusplus\n} /* extern \"C\" */\n#endif\n\n#endif\n";
  return text;
}

} // namespace tdsl::tools
