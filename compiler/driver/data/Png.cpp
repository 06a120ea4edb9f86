//===- Png.cpp - Pictures -------------------------------------------------===//
//
// libpng reports errors by a jump back to where it was called. So each such
// call stands in a function without destructors of its own, and everything
// that it fills belongs to its caller.
//
//===----------------------------------------------------------------------===//

#include "compiler/driver/data/Png.h"

#include "compiler/diag/Catalog.h"
#include "compiler/support/Limits.h"

#include <csetjmp>
#include <cstring>
#include <png.h>

namespace tdsl::driver {

using target::ElementType;
using target::HostTensor;
using target::TypeCode;

namespace {

/// What libpng's callbacks work on.
struct Reading {
  llvm::StringRef rest;
  std::string error;
  std::optional<HostTensor> tensor;
  std::vector<png_bytep> rows;
};

struct Writing {
  std::string bytes;
  std::string error;
  std::vector<png_bytep> rows;
  int width = 0, height = 0, bits = 8, colourType = PNG_COLOR_TYPE_GRAY;
};

template <typename State>
void onError(png_structp png, png_const_charp message) {
  static_cast<State *>(png_get_error_ptr(png))->error = message;
  longjmp(png_jmpbuf(png), 1);
}

void onWarning(png_structp, png_const_charp) {}

void takeBytes(png_structp png, png_bytep into, size_t count) {
  auto *reading = static_cast<Reading *>(png_get_io_ptr(png));
  if (reading->rest.size() < count)
    png_error(png, "it ends too early");
  std::memcpy(into, reading->rest.data(), count);
  reading->rest = reading->rest.drop_front(count);
}

void giveBytes(png_structp png, png_bytep from, size_t count) {
  auto *writing = static_cast<Writing *>(png_get_io_ptr(png));
  writing->bytes.append(reinterpret_cast<char *>(from), count);
}

void flush(png_structp) {}

} // namespace

static void pointAtRows(const HostTensor &tensor,
                        std::vector<png_bytep> &rows) {
  int64_t height = tensor.shape()[0];
  int64_t rowBytes = height ? tensor.bytes() / height : 0;
  auto *begin = static_cast<png_bytep>(const_cast<void *>(tensor.data()));
  for (int64_t row = 0; row < height; ++row)
    rows.push_back(begin + row * rowBytes);
}

/// Makes the tensor that the picture goes into.
static bool makeTensor(Reading &reading, png_structp png, png_infop info) {
  int64_t channels = png_get_channels(png, info);
  llvm::SmallVector<int64_t, 3> shape = {png_get_image_height(png, info),
                                         png_get_image_width(png, info)};
  if (channels > 1)
    shape.push_back(channels);
  ElementType type{TypeCode::UInt, png_get_bit_depth(png, info)};
  reading.tensor = HostTensor::make(type, shape);
  if (reading.tensor)
    pointAtRows(*reading.tensor, reading.rows);
  return reading.tensor.has_value();
}

static bool readPicture(Reading &reading, png_structp png, png_infop info) {
  if (setjmp(png_jmpbuf(png)))
    return false;
  png_set_read_fn(png, &reading, takeBytes);
  png_read_info(png, info);
  // Palettes become colours, 1, 2 and 4 bits become 8, and a transparent
  // colour becomes a channel; 16 bits come in this machine's order.
  png_set_expand(png);
  png_set_swap(png);
  png_set_interlace_handling(png);
  png_read_update_info(png, info);
  if (!makeTensor(reading, png, info))
    png_error(png, "there is not enough memory for it");
  png_read_image(png, reading.rows.data());
  png_read_end(png, nullptr);
  return true;
}

std::optional<HostTensor> decodePng(llvm::StringRef bytes, llvm::StringRef name,
                                    diag::Sink &sink) {
  Reading reading;
  reading.rest = bytes;
  png_structp png = png_create_read_struct(PNG_LIBPNG_VER_STRING, &reading,
                                           onError<Reading>, onWarning);
  png_infop info = png ? png_create_info_struct(png) : nullptr;
  bool isRead = info && readPicture(reading, png, info);
  png_destroy_read_struct(&png, &info, nullptr);
  if (isRead)
    return std::move(reading.tensor);
  sink.emit(diag::BadDataFile, Span(), name.str(), "PNG picture",
            reading.error.empty() ? "there is not enough memory for it"
                                  : reading.error);
  return std::nullopt;
}

static bool writePicture(Writing &writing, png_structp png, png_infop info) {
  if (setjmp(png_jmpbuf(png)))
    return false;
  png_set_write_fn(png, &writing, giveBytes, flush);
  png_set_IHDR(png, info, writing.width, writing.height, writing.bits,
               writing.colourType, PNG_INTERLACE_NONE,
               PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  png_write_info(png, info);
  png_set_swap(png);
  png_write_image(png, writing.rows.data());
  png_write_end(png, nullptr);
  return true;
}

/// The kind of picture that a tensor is; nothing where it is none.
static std::optional<int> colourTypeOf(const HostTensor &tensor) {
  bool hasType =
      tensor.type().code == TypeCode::UInt && tensor.type().bits <= 16;
  if (!hasType || tensor.isEmpty() || tensor.rank() < 2 || tensor.rank() > 3 ||
      tensor.shape()[0] > INT32_MAX || tensor.shape()[1] > INT32_MAX)
    return std::nullopt;
  switch (tensor.rank() == 2 ? 1 : tensor.shape()[2]) {
  case 1:
    return PNG_COLOR_TYPE_GRAY;
  case 2:
    return PNG_COLOR_TYPE_GRAY_ALPHA;
  case 3:
    return PNG_COLOR_TYPE_RGB;
  case 4:
    return PNG_COLOR_TYPE_RGB_ALPHA;
  default:
    return std::nullopt;
  }
}

std::optional<std::string> encodePng(const HostTensor &tensor,
                                     diag::Sink &sink) {
  std::optional<int> colourType = colourTypeOf(tensor);
  if (!colourType) {
    sink.emit(diag::NotAPicture, Span(), tensor.type().spelling(),
              target::shapeText(tensor.shape()))
        .note("a picture is `u8` or `u16`, [H, W] or [H, W, C] with 1 to 4 "
              "channels, and not empty")
        .help("write it to a `.npy` file");
    return std::nullopt;
  }
  Writing writing;
  writing.height = static_cast<int>(tensor.shape()[0]);
  writing.width = static_cast<int>(tensor.shape()[1]);
  writing.bits = tensor.type().bits;
  writing.colourType = *colourType;
  pointAtRows(tensor, writing.rows);
  png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, &writing,
                                            onError<Writing>, onWarning);
  png_infop info = png ? png_create_info_struct(png) : nullptr;
  bool isWritten = info && writePicture(writing, png, info);
  png_destroy_write_struct(&png, &info);
  if (isWritten)
    return std::move(writing.bytes);
  sink.emit(diag::CannotWriteFile, Span(), "the picture", writing.error);
  return std::nullopt;
}

} // namespace tdsl::driver
