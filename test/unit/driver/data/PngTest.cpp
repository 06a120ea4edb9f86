//===- PngTest.cpp - Pictures ---------------------------------------------===//

#include "compiler/driver/data/Png.h"
#include "compiler/driver/data/Random.h"

#include "gtest/gtest.h"

using namespace tdsl;
using namespace tdsl::driver;
using target::ElementType;
using target::HostTensor;

namespace {

HostTensor picture(const char *type, std::vector<int64_t> shape) {
  HostTensor tensor =
      std::move(*HostTensor::make(*ElementType::named(type), shape));
  fillAsData(tensor, 4);
  return tensor;
}

TEST(Png, WhatIsWrittenIsRead) {
  for (const char *type : {"u8", "u16"})
    for (std::vector<int64_t> shape : {std::vector<int64_t>{5, 7},
                                       {1, 1},
                                       {4, 6, 2},
                                       {4, 6, 3},
                                       {3, 2, 4}}) {
      HostTensor tensor = picture(type, shape);
      diag::Sink sink;
      std::optional<std::string> bytes = encodePng(tensor, sink);
      ASSERT_TRUE(bytes);
      std::optional<HostTensor> again = decodePng(*bytes, "x.png", sink);
      ASSERT_TRUE(again);
      EXPECT_EQ(again->type().spelling(), type);
      EXPECT_EQ(again->shape(), tensor.shape());
      EXPECT_EQ(
          std::string(static_cast<char *>(again->data()), again->bytes()),
          std::string(static_cast<char *>(tensor.data()), tensor.bytes()));
    }
}

TEST(Png, AGrayChannelIsLeftOut) {
  HostTensor tensor = picture("u8", {2, 3, 1});
  diag::Sink sink;
  std::optional<std::string> bytes = encodePng(tensor, sink);
  ASSERT_TRUE(bytes);
  EXPECT_EQ(decodePng(*bytes, "x.png", sink)->shape().vec(),
            std::vector<int64_t>({2, 3}));
}

TEST(Png, OnlyPicturesAreWritten) {
  for (const HostTensor &tensor :
       {picture("f32", {4, 4}), picture("u8", {4}), picture("u8", {4, 4, 5}),
        picture("u8", {0, 4}), picture("i16", {4, 4})}) {
    diag::Sink sink;
    EXPECT_FALSE(encodePng(tensor, sink));
    ASSERT_EQ(sink.all().size(), 1u);
    EXPECT_EQ(sink.all().front()->codeText(), "E0805");
  }
}

TEST(Png, DamagedFilesAreRefused) {
  diag::Sink good;
  std::string bytes = *encodePng(picture("u8", {9, 9}), good);
  for (size_t length = 0; length + 12 < bytes.size(); ++length) {
    diag::Sink sink;
    EXPECT_FALSE(decodePng(bytes.substr(0, length), "x.png", sink));
    ASSERT_EQ(sink.all().size(), 1u);
    EXPECT_EQ(sink.all().front()->codeText(), "E0803");
  }
}

} // namespace
