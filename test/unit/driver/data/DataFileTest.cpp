//===- DataFileTest.cpp - Tensors from files and into files ---------------===//

#include "compiler/driver/data/DataFile.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "gtest/gtest.h"

using namespace tdsl;
using namespace tdsl::driver;
using target::HostTensor;

namespace {

/// A folder that is gone after the test.
class Folder {
public:
  Folder() { llvm::sys::fs::createUniqueDirectory("tdsl-data", path); }
  ~Folder() { llvm::sys::fs::remove_directories(path); }
  std::string file(const char *name) {
    llvm::SmallString<128> full(path);
    llvm::sys::path::append(full, name);
    return std::string(full);
  }

private:
  llvm::SmallString<128> path;
};

std::string onlyCode(const diag::Sink &sink) {
  EXPECT_EQ(sink.all().size(), 1u);
  return sink.all().empty() ? "" : sink.all().front()->codeText();
}

TEST(DataFile, TheEndOfTheNameTellsTheKind) {
  Folder folder;
  HostTensor picture =
      std::move(*HostTensor::make({target::TypeCode::UInt, 8}, {3, 4}));
  picture.as<uint8_t>()[5] = 200;
  for (const char *name : {"x.npy", "x.png", "X.PNG"}) {
    diag::Sink sink;
    ASSERT_TRUE(writeTensor(folder.file(name), picture, sink));
    std::optional<HostTensor> again = readTensor(folder.file(name), sink);
    ASSERT_TRUE(again);
    EXPECT_EQ(again->as<uint8_t>()[5], 200);
  }
}

TEST(DataFile, MissingFilesAreCannotReadFile) {
  Folder folder;
  diag::Sink sink;
  EXPECT_FALSE(readTensor(folder.file("none.npy"), sink));
  EXPECT_EQ(onlyCode(sink), "E0801");
}

TEST(DataFile, MissingFoldersAreCannotWriteFile) {
  Folder folder;
  diag::Sink sink;
  HostTensor tensor = std::move(*HostTensor::make({}, {3}));
  EXPECT_FALSE(writeTensor(folder.file("none/x.npy"), tensor, sink));
  EXPECT_EQ(onlyCode(sink), "E0802");
}

TEST(DataFile, OtherEndingsAreUnknownDataFormat) {
  diag::Sink reading, writing;
  EXPECT_FALSE(readTensor("x.csv", reading));
  EXPECT_EQ(onlyCode(reading), "E0804");
  HostTensor tensor = std::move(*HostTensor::make({}, {3}));
  EXPECT_FALSE(writeTensor("x", tensor, writing));
  EXPECT_EQ(onlyCode(writing), "E0804");
}

} // namespace
