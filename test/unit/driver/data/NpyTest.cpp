//===- NpyTest.cpp - NumPy's array files ----------------------------------===//

#include "compiler/driver/data/Npy.h"
#include "compiler/driver/data/Random.h"

#include "gtest/gtest.h"

using namespace tdsl;
using namespace tdsl::driver;
using target::ElementType;
using target::HostTensor;

namespace {

std::string file(const std::string &header, const std::string &elements) {
  std::string bytes = "\x93NUMPY\x01";
  bytes += '\0';
  bytes += static_cast<char>(header.size() & 0xff);
  bytes += static_cast<char>(header.size() >> 8);
  return bytes + header + elements;
}

/// What a file that cannot be read is told.
std::string refusal(const std::string &bytes) {
  diag::Sink sink;
  if (decodeNpy(bytes, "x.npy", sink))
    return "it was read";
  EXPECT_EQ(sink.all().size(), 1u);
  return sink.all().front()->message;
}

TEST(Npy, WhatIsWrittenIsRead) {
  for (const char *type :
       {"bool", "i8", "u16", "i32", "u64", "f16", "bf16", "f32", "f64"})
    for (std::vector<int64_t> shape :
         {std::vector<int64_t>{}, {0}, {7}, {3, 5}, {2, 1, 4}}) {
      HostTensor tensor =
          std::move(*HostTensor::make(*ElementType::named(type), shape));
      fillIntegers(tensor, 1, 0, 9);
      std::string bytes = encodeNpy(tensor);
      diag::Sink sink;
      std::optional<HostTensor> again = decodeNpy(bytes, "x.npy", sink);
      ASSERT_TRUE(again);
      EXPECT_EQ(again->type().spelling(), type);
      EXPECT_EQ(again->shape(), tensor.shape());
      EXPECT_EQ(
          std::string(static_cast<char *>(again->data()), again->bytes()),
          std::string(static_cast<char *>(tensor.data()), tensor.bytes()));
      EXPECT_EQ((bytes.size() - tensor.bytes()) % 64, 0u);
    }
}

TEST(Npy, ColumnsFirstAreTurned) {
  diag::Sink sink;
  std::optional<HostTensor> tensor = decodeNpy(
      file("{'descr': '|u1', 'fortran_order': True, 'shape': (2, 3), }\n",
           std::string("\1\4\2\5\3\6", 6)),
      "x.npy", sink);
  ASSERT_TRUE(tensor);
  EXPECT_EQ(tensor->as<uint8_t>().vec(),
            std::vector<uint8_t>({1, 2, 3, 4, 5, 6}));
}

TEST(Npy, WhatIsWrongIsSaid) {
  auto header = [](const std::string &type, const std::string &shape) {
    return "{'descr': '" + type +
           "', 'fortran_order': False, 'shape': " + shape + "}";
  };
  EXPECT_EQ(refusal("hello"),
            "`x.npy` is no NumPy file that can be read: it does not begin as "
            "one");
  EXPECT_NE(refusal(file(header("<c8", "(1,)"), "12345678"))
                .find("its elements are of type `<c8`"),
            std::string::npos);
  EXPECT_NE(refusal(file(header(">f4", "(1,)"), "1234")).find("big-endian"),
            std::string::npos);
  EXPECT_NE(refusal(file(header("<f4", "(2,)"), "1234"))
                .find("fewer elements than its shape [2] says"),
            std::string::npos);
  EXPECT_NE(refusal(file(header("<f4", "(99999999999, 99999999999)"), ""))
                .find("fewer elements"),
            std::string::npos);
  EXPECT_NE(refusal(file(header("<f4", "(-1,)"), "")).find("lengths"),
            std::string::npos);
  EXPECT_NE(refusal(file("{'descr': '<f4'}", "1234")).find("lacks a key"),
            std::string::npos);
  EXPECT_NE(refusal(file("{'descr': [('a', '<f4')]}", "1234")).find("records"),
            std::string::npos);
}

TEST(Npy, EveryPrefixIsRefused) {
  HostTensor tensor = std::move(*HostTensor::make({}, {3}));
  std::string bytes = encodeNpy(tensor);
  for (size_t length = 0; length < bytes.size(); ++length)
    refusal(bytes.substr(0, length));
}

} // namespace
