//===- Sass.cpp - Instructions of a cubin, counted ------------------------===//
//
// A cubin is an ELF file with a section `.text.<kernel>` of instructions of 16
// bytes each, whose low 12 bits say what they do.
//
//===----------------------------------------------------------------------===//

#include "backends/cuda/Assemble.h"

#include "llvm/ADT/MapVector.h"
#include "llvm/Object/ELFObjectFile.h"
#include "llvm/Support/Endian.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/raw_ostream.h"

using namespace llvm;

namespace tdsl::cuda {

static std::string nameOf(unsigned opcode) {
  switch (opcode) {
#define TDSL_SASS(Name, Opcode)                                                \
  case Opcode:                                                                 \
    return #Name;
#include "backends/cuda/Sass.def"
#undef TDSL_SASS
  default:
    return formatv("{0:x3}", opcode);
  }
}

static void printCounts(StringRef code, raw_ostream &stream) {
  constexpr size_t InstructionBytes = 16;
  MapVector<unsigned, unsigned> counts;
  for (size_t at = 0; at + InstructionBytes <= code.size();
       at += InstructionBytes)
    ++counts[support::endian::read16le(code.data() + at) & 0xfff];
  auto rows = counts.takeVector();
  stable_sort(rows, [](auto &a, auto &b) { return a.second > b.second; });
  for (auto [opcode, count] : rows)
    stream << formatv("  {0,-8} {1,5}\n", nameOf(opcode), count);
}

std::optional<std::string> printSass(const Assembled &assembled) {
  auto file = object::ObjectFile::createELFObjectFile(
      MemoryBufferRef(assembled.cubin, "cubin"));
  if (!file) {
    consumeError(file.takeError());
    return std::nullopt;
  }
  std::string text;
  raw_string_ostream stream(text);
  for (const Resources &kernel : assembled.kernels) {
    stream << kernel.entry << ": " << kernel.registers << " registers, "
           << kernel.spilledBytes << " bytes spilled, " << kernel.sharedBytes
           << " bytes shared\n";
    for (const object::SectionRef &section : (*file)->sections()) {
      Expected<StringRef> name = section.getName();
      Expected<StringRef> code = section.getContents();
      if (!name || !code) {
        consumeError(name ? Error::success() : name.takeError());
        consumeError(code ? Error::success() : code.takeError());
        return std::nullopt;
      }
      if (*name == ".text." + kernel.entry)
        printCounts(*code, stream);
    }
  }
  return text;
}

} // namespace tdsl::cuda
