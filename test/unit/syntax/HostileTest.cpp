//===- HostileTest.cpp - Tests of text that wants to exhaust the parser ---===//
//
// Each must be answered with a diagnostic, in time that grows with the length
// of the text only: a quadratic step would make these tests run for minutes.
//
//===----------------------------------------------------------------------===//

#include "compiler/support/Limits.h"
#include "test/unit/syntax/Source.h"

#include <gtest/gtest.h>

using namespace tdsl;
using namespace tdsl::syntax;

static constexpr size_t Million = 1000000;

static std::string repeated(const std::string &part, size_t times) {
  std::string result;
  result.reserve(part.size() * times);
  for (size_t i = 0; i < times; ++i)
    result += part;
  return result;
}

/// The code of the first error; none of these texts is right.
static std::string firstCode(const std::string &text) {
  Source source(text);
  return source.codes().substr(0, 5);
}

TEST(Hostile, MillionsOfBrackets) {
  EXPECT_EQ(firstCode(std::string(Million, '(')), "E0950");
  EXPECT_EQ(firstCode(std::string(Million, '{')), "E0950");
  EXPECT_EQ(firstCode(std::string(Million, ')')), "E0103");
  EXPECT_EQ(firstCode(inFunction("y = " + std::string(Million, '['))), "E0950");
  EXPECT_EQ(firstCode(std::string(Million, '(') + std::string(Million, ']')),
            "E0950");
}

TEST(Hostile, NestingWithoutBrackets) {
  EXPECT_EQ(firstCode(inFunction("y = " + repeated("if a then ", 9999))),
            "E0950");
  EXPECT_EQ(firstCode(inFunction("y = " + repeated("sum[k] ", 9999) + "x")),
            "E0950");
  EXPECT_EQ(firstCode(inFunction(repeated("if a {} else ", 9999) + "{}")),
            "E0950");
  EXPECT_EQ(firstCode("const a: " + repeated("fn() -> ", 9999) + "T = 1"),
            "E0950");
}

TEST(Hostile, LongChains) {
  for (const char *part : {"-", "a + ", "a < ", "a && "})
    EXPECT_EQ(firstCode(inFunction("y = " + repeated(part, 20000) + "a")),
              "E0950")
        << part;
  EXPECT_EQ(firstCode(inFunction("y = a" + repeated(".b", 20000))), "E0950");
  EXPECT_EQ(firstCode(inFunction("y = a" + repeated("[i]", 20000))), "E0950");
}

TEST(Hostile, ChainsUpToTheLimitAreFine) {
  EXPECT_EQ(
      Source(inFunction("y = " + repeated("a + ", limits::TreeDepth - 2) + "a"))
          .codes(),
      "");
  EXPECT_EQ(
      firstCode(inFunction("y = " + repeated("a + ", limits::TreeDepth) + "a")),
      "E0950");
}

TEST(Hostile, ManyErrorsAreCutOff) {
  Source source(repeated("fn\n", 50000));
  EXPECT_EQ(source.parsed.diagnostics.all().size(), limits::Diagnostics);
  EXPECT_EQ(source.parsed.items.size(), 50000u);
}

TEST(Hostile, LongWords) {
  EXPECT_EQ(Source("fn " + std::string(100000, 'a') + "() -> () {}").codes(),
            "");
  EXPECT_EQ(firstCode(inFunction("y = " + std::string(100000, '9'))), "E0111");
  EXPECT_EQ(firstCode(inFunction("y = 1e999999999999")), "E0111");
  Source source(inFunction("y = 1" + std::string(1000, 'x')));
  EXPECT_LT(source.messages().size(), 100u); // the message shows a part
}
