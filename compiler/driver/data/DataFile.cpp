//===- DataFile.cpp - Tensors from files and into files -------------------===//

#include "compiler/driver/data/DataFile.h"

#include "compiler/diag/Catalog.h"
#include "compiler/driver/data/Npy.h"
#include "compiler/driver/data/Png.h"

#include "llvm/Support/Error.h"
#include "llvm/Support/FileUtilities.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/raw_ostream.h"

namespace tdsl::driver {

using target::HostTensor;

std::optional<HostTensor> readTensor(llvm::StringRef path, diag::Sink &sink) {
  bool isPng = path.ends_with_insensitive(".png");
  if (!isPng && !path.ends_with_insensitive(".npy")) {
    sink.emit(diag::UnknownDataFormat, Span(), path.str());
    return std::nullopt;
  }
  auto buffer = llvm::MemoryBuffer::getFile(path, /*IsText=*/false,
                                            /*RequiresNullTerminator=*/false);
  if (!buffer) {
    sink.emit(diag::CannotReadFile, Span(), path.str(),
              buffer.getError().message());
    return std::nullopt;
  }
  llvm::StringRef bytes = (*buffer)->getBuffer();
  return isPng ? decodePng(bytes, path, sink) : decodeNpy(bytes, path, sink);
}

static std::optional<std::string>
encode(llvm::StringRef path, const HostTensor &tensor, diag::Sink &sink) {
  if (path.ends_with_insensitive(".npy"))
    return encodeNpy(tensor);
  if (path.ends_with_insensitive(".png"))
    return encodePng(tensor, sink);
  sink.emit(diag::UnknownDataFormat, Span(), path.str());
  return std::nullopt;
}

bool writeTensor(llvm::StringRef path, const HostTensor &tensor,
                 diag::Sink &sink) {
  std::optional<std::string> bytes = encode(path, tensor, sink);
  if (!bytes)
    return false;
  llvm::Error error = llvm::writeToOutput(path, [&](llvm::raw_ostream &os) {
    os << *bytes;
    return llvm::Error::success();
  });
  if (!error)
    return true;
  sink.emit(diag::CannotWriteFile, Span(), path.str(),
            llvm::toString(std::move(error)));
  return false;
}

} // namespace tdsl::driver
