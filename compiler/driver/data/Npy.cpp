//===- Npy.cpp - NumPy's array files --------------------------------------===//

#include "compiler/driver/data/Npy.h"

#include "compiler/diag/Catalog.h"
#include "compiler/support/Limits.h"

#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/Endian.h"
#include "llvm/Support/MathExtras.h"
#include "llvm/Support/raw_ostream.h"

#include <cstring>

namespace tdsl::driver {

using target::ElementType;
using target::HostTensor;
using target::TypeCode;

static const llvm::StringLiteral Magic("\x93NUMPY");

namespace {

/// What the header says: a Python dictionary with three known keys.
struct Header {
  ElementType type;
  bool isColumnsFirst = false;
  llvm::SmallVector<int64_t, 4> shape;
};

/// Reads the header; `error` says what was wrong where a step fails.
class HeaderReader {
public:
  explicit HeaderReader(llvm::StringRef text) : text(text) {}
  std::string error;

  bool read(Header &header) {
    if (!consume("{"))
      return fail("its header is no dictionary");
    while (!consume("}")) {
      std::string key;
      if (!readString(key) || !consume(":"))
        return fail("its header has no key where one must be");
      if (!readValue(key, header))
        return false;
      consume(",");
    }
    return sawType && sawOrder && sawShape ? true
                                           : fail("its header lacks a key");
  }

private:
  bool fail(std::string why) {
    error = std::move(why);
    return false;
  }

  bool consume(llvm::StringRef token) {
    text = text.ltrim();
    return text.consume_front(token);
  }

  bool readString(std::string &value) {
    text = text.ltrim();
    if (text.empty() || (text.front() != '\'' && text.front() != '"'))
      return false;
    size_t end = text.find(text.front(), 1);
    if (end == llvm::StringRef::npos)
      return false;
    value = text.slice(1, end).str();
    text = text.drop_front(end + 1);
    return true;
  }

  bool readValue(llvm::StringRef key, Header &header) {
    if (key == "descr")
      return sawType = readType(header.type);
    if (key == "fortran_order") {
      header.isColumnsFirst = consume("True");
      return sawOrder = header.isColumnsFirst || consume("False") ||
                        fail("`fortran_order` is neither True nor False");
    }
    if (key == "shape")
      return sawShape = readShape(header.shape);
    return fail("its header has the unknown key `" + key.str() + "`");
  }

  bool readType(ElementType &type) {
    std::string descr;
    if (!readString(descr))
      return fail("its elements are records");
    if (descr[0] == '>')
      return fail("its elements are big-endian; save it with `.astype('<f4')` "
                  "or the like");
    llvm::StringRef kind = llvm::StringRef(descr).ltrim("<|=");
    llvm::StringRef spelling = llvm::StringSwitch<llvm::StringRef>(kind)
                                   .Case("b1", "bool")
                                   .Case("i1", "i8")
                                   .Case("i2", "i16")
                                   .Case("i4", "i32")
                                   .Case("i8", "i64")
                                   .Case("u1", "u8")
                                   .Case("u2", "u16")
                                   .Case("u4", "u32")
                                   .Case("u8", "u64")
                                   .Case("f2", "f16")
                                   .Case("f4", "f32")
                                   .Case("f8", "f64")
                                   .Case("V2", "bf16")
                                   .Default("");
    std::optional<ElementType> known = ElementType::named(spelling);
    if (!known)
      return fail("its elements are of type `" + descr + "`");
    type = *known;
    return true;
  }

  bool readShape(llvm::SmallVectorImpl<int64_t> &shape) {
    if (!consume("("))
      return fail("its shape is no tuple");
    while (!consume(")")) {
      int64_t extent;
      text = text.ltrim();
      if (text.consumeInteger(10, extent) || extent < 0)
        return fail("its shape is no tuple of lengths");
      consume("L"); // of Python 2
      shape.push_back(extent);
      if (shape.size() > limits::Rank)
        return fail("it has more than " + std::to_string(limits::Rank) +
                    " dimensions");
      if (!consume(",") && !text.ltrim().starts_with(")"))
        return fail("its shape is no tuple of lengths");
    }
    return true;
  }

  llvm::StringRef text;
  bool sawType = false, sawOrder = false, sawShape = false;
};

} // namespace

/// Splits a file into header and elements.
static bool split(llvm::StringRef bytes, llvm::StringRef &header,
                  llvm::StringRef &elements, std::string &error) {
  if (!bytes.consume_front(Magic) || bytes.size() < 4) {
    error = "it does not begin as one";
    return false;
  }
  unsigned version = static_cast<unsigned char>(bytes[0]);
  if (version < 1 || version > 3) {
    error = "it has version " + std::to_string(version) + " of the format";
    return false;
  }
  size_t lengthBytes = version == 1 ? 2 : 4;
  if (bytes.size() < 2 + lengthBytes) {
    error = "it ends in its header";
    return false;
  }
  const char *at = bytes.data() + 2;
  size_t length = version == 1 ? llvm::support::endian::read16le(at)
                               : llvm::support::endian::read32le(at);
  bytes = bytes.drop_front(2 + lengthBytes);
  if (bytes.size() < length) {
    error = "it ends in its header";
    return false;
  }
  header = bytes.take_front(length);
  elements = bytes.drop_front(length);
  return true;
}

/// Copies elements that are stored columns first.
static void copyTransposed(HostTensor &tensor, llvm::StringRef elements) {
  unsigned size = tensor.type().bytes();
  llvm::SmallVector<int64_t, 8> point(tensor.rank(), 0);
  for (int64_t at = 0; at < tensor.size(); ++at) {
    std::memcpy(
        static_cast<char *>(tensor.data()) + at * size,
        [&] {
          int64_t from = 0;
          for (int64_t dim = tensor.rank(); dim-- > 0;)
            from = from * tensor.shape()[dim] + point[dim];
          return elements.data() + from * size;
        }(),
        size);
    for (int64_t dim = tensor.rank(); dim-- > 0;) {
      if (++point[dim] < tensor.shape()[dim])
        break;
      point[dim] = 0;
    }
  }
}

std::optional<HostTensor> decodeNpy(llvm::StringRef bytes, llvm::StringRef name,
                                    diag::Sink &sink) {
  auto refuse = [&](const std::string &why) -> std::optional<HostTensor> {
    sink.emit(diag::BadDataFile, Span(), name.str(), "NumPy file", why);
    return std::nullopt;
  };
  llvm::StringRef text, elements;
  std::string error;
  if (!split(bytes, text, elements, error))
    return refuse(error);
  Header header;
  HeaderReader reader(text);
  if (!reader.read(header))
    return refuse(reader.error);
  std::optional<int64_t> size = target::countBytes(header.type, header.shape);
  if (!size || static_cast<uint64_t>(*size) > elements.size())
    return refuse("it holds fewer elements than its shape " +
                  target::shapeText(header.shape) + " says");
  std::optional<HostTensor> tensor =
      HostTensor::make(header.type, header.shape);
  if (!tensor)
    return refuse("there is not enough memory for it");
  if (header.isColumnsFirst)
    copyTransposed(*tensor, elements);
  else if (*size)
    std::memcpy(tensor->data(), elements.data(), *size);
  return tensor;
}

static std::string descr(ElementType type) {
  std::string size = std::to_string(type.bytes());
  std::string order = type.bytes() == 1 ? "|" : "<";
  switch (type.code) {
  case TypeCode::Bool:
    return "|b1";
  case TypeCode::Int:
    return order + "i" + size;
  case TypeCode::UInt:
    return order + "u" + size;
  case TypeCode::Float:
    return order + "f" + size;
  case TypeCode::BFloat:
    return "<V2";
  }
  llvm_unreachable("not a type code");
}

std::string encodeNpy(const HostTensor &tensor) {
  std::string header;
  llvm::raw_string_ostream os(header);
  os << "{'descr': '" << descr(tensor.type())
     << "', 'fortran_order': False, 'shape': (";
  for (int64_t extent : tensor.shape())
    os << extent << ", ";
  os << "), }";
  // The elements begin at a multiple of 64; the header ends its line.
  size_t before = Magic.size() + 4;
  size_t total = llvm::alignTo(before + header.size() + 1, 64);
  header.append(total - before - header.size() - 1, ' ');
  header += '\n';

  std::string bytes = Magic.str();
  bytes += '\1';
  bytes += '\0';
  bytes += static_cast<char>(header.size() & 0xff);
  bytes += static_cast<char>(header.size() >> 8);
  bytes += header;
  bytes.append(static_cast<const char *>(tensor.data()), tensor.bytes());
  return bytes;
}

} // namespace tdsl::driver
