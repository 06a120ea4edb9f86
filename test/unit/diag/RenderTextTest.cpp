//===- RenderTextTest.cpp - Tests of carets under source ------------------===//
//
// Each test gives the whole text that a person reads.
//
//===----------------------------------------------------------------------===//

#include "compiler/diag/Render.h"

#include "llvm/Support/raw_ostream.h"

#include <gtest/gtest.h>

using namespace tdsl;
using namespace tdsl::diag;

namespace {
class RenderText : public testing::Test {
protected:
  /// The span of the `nth` (from zero) `words` in the file.
  Span find(llvm::StringRef words, unsigned nth = 0) const {
    return find(*file, words, nth);
  }
  static Span find(const SourceFile &in, llvm::StringRef words,
                   unsigned nth = 0) {
    size_t at = in.text().find(words);
    while (nth-- != 0)
      at = in.text().find(words, at + 1);
    return {in.id(), uint32_t(at), uint32_t(at + words.size())};
  }
  void setText(std::string text) {
    file = &sources.add("edge.tdsl", std::move(text));
  }
  Diagnostic make(llvm::StringRef message, Span span) {
    Diagnostic made;
    made.code = 312;
    made.message = message.str();
    made.span = span;
    return made;
  }
  std::string render(const Diagnostic &diagnostic, bool colored = false) {
    std::string text;
    llvm::raw_string_ostream os(text);
    os.enable_colors(colored);
    os << '\n';
    renderText(os, diagnostic, sources);
    return text;
  }

  SourceManager sources;
  const SourceFile *file = nullptr;
};
} // namespace

TEST_F(RenderText, LabelsOnTwoLinesAndAWayOut) {
  setText("fn edge<H, W>(image: u16[H, W]) -> (out: u16[H, W]) {\n"
          "  out[y, x] = image[y - 1, x]\n"
          "}\n");
  Diagnostic read =
      make("`image` is read outside its domain", find("image", 1));
  read.say("reaches -1 when y = 0")
      .label(find("image"), "`image` has rows 0..H")
      .fix({"repeat the edge",
            {{find("  out"), "  let src = clamp_edges(image)\n  out"},
             {find("image", 1), "src"}},
            Applicability::MaybeIncorrect});
  EXPECT_EQ(render(read), R"(
error[E0312]: `image` is read outside its domain
  --> edge.tdsl:2:15
   |
 1 | fn edge<H, W>(image: u16[H, W]) -> (out: u16[H, W]) {
   |               ----- `image` has rows 0..H
 2 |   out[y, x] = image[y - 1, x]
   |               ^^^^^ reaches -1 when y = 0
help: repeat the edge
   |   let src = clamp_edges(image)
   |   out[y, x] = src[y - 1, x]
)");
}

TEST_F(RenderText, SeveralMarksOnALineStackFromTheRight) {
  setText("y[i] = a * x[i] + zeta[i]\n");
  Diagnostic lengths = make("lengths differ", find("zeta"));
  lengths.say("length m")
      .label(find("x[i]"), "length n")
      .label(find("a"), "a scalar");
  EXPECT_EQ(render(lengths), R"(
error[E0312]: lengths differ
  --> edge.tdsl:1:19
   |
 1 | y[i] = a * x[i] + zeta[i]
   |        -   ----   ^^^^ length m
   |        |   |
   |        |   length n
   |        a scalar
)");
}

TEST_F(RenderText, OverlappingMarksKeepTheirWords) {
  setText("sum(i: x[i])\n");
  Diagnostic inner = make("`i` is unbounded", find("x[i]"));
  inner.say("inner").label(find("sum(i: x[i])"), "outer");
  EXPECT_EQ(render(inner), R"(
error[E0312]: `i` is unbounded
  --> edge.tdsl:1:8
   |
 1 | sum(i: x[i])
   | -------^^^^-
   | |      |
   | |      inner
   | outer
)");
}

TEST_F(RenderText, OneLineBetweenIsShownMoreAreNot) {
  setText("a\nb\nc\nd\ne\nf\ng\nh\ni\nj\n");
  Diagnostic far = make("far apart", find("c"));
  far.label(find("a"), "one").label(find("j"), "ten");
  EXPECT_EQ(render(far), R"(
error[E0312]: far apart
   --> edge.tdsl:3:1
    |
  1 | a
    | - one
  2 | b
  3 | c
    | ^
...
 10 | j
    | - ten
)");
}

TEST_F(RenderText, ASpanOverLinesIsMarkedAtBothEnds) {
  setText("let a = {\n  1\n  2\n}\n");
  Diagnostic block = make("a block", find("{\n  1\n  2\n}"));
  block.say("this block");
  EXPECT_EQ(render(block), R"(
error[E0312]: a block
  --> edge.tdsl:1:9
   |
 1 | let a = {
   |         ^
...
 4 | }
   | ^ this block
)");
}

TEST_F(RenderText, TabsAndWideCharactersKeepTheCaretsUnderTheText) {
  setText("\té漢 = broken\n");
  EXPECT_EQ(render(make("no", find("broken"))), R"(
error[E0312]: no
  --> edge.tdsl:1:7
   |
 1 |     é漢 = broken
   |           ^^^^^^
)");
}

TEST_F(RenderText, AnotherFileHasItsOwnSnippet) {
  setText("import lib\nf(x)\n");
  const SourceFile &library = sources.add("lib.tdsl", "fn f(a, b)\n");
  Diagnostic call = make("`f` takes 2 arguments, got 1", find("f(x)"));
  call.label(find(library, "f(a, b)"), "`f` is declared here");
  call.note("an argument may have a default\nas in `b = 1`");
  EXPECT_EQ(render(call), R"(
error[E0312]: `f` takes 2 arguments, got 1
  --> edge.tdsl:2:1
   |
 2 | f(x)
   | ^^^^
  ::: lib.tdsl:1:4
   |
 1 | fn f(a, b)
   |    ------- `f` is declared here
note: an argument may have a default
      as in `b = 1`
)");
}

TEST_F(RenderText, TheEndOfAFileHasACaret) {
  setText("fn f(");
  EXPECT_EQ(render(make("the file ends here", {0, 5, 5})), R"(
error[E0312]: the file ends here
  --> edge.tdsl:1:6
   |
 1 | fn f(
   |      ^
)");
}

TEST_F(RenderText, WithoutASpanThereIsOnlyTheMessage) {
  EXPECT_EQ(render(make("no file", {})), "\nerror[E0312]: no file\n");
}

TEST_F(RenderText, ColorsChangeNoLetter) {
  setText("y = x\n");
  Diagnostic colored = make("no", find("x"));
  colored.say("here");
  std::string text = render(colored, /*colored=*/true);
  EXPECT_NE(text.find("\x1b["), std::string::npos);
  std::string plain;
  for (size_t at = 0; at < text.size(); ++at)
    if (text[at] == '\x1b')
      at = text.find('m', at);
    else
      plain += text[at];
  EXPECT_EQ(plain, render(colored));
}

TEST_F(RenderText, OneLineForm) {
  setText("\ny = x\n");
  std::string text;
  llvm::raw_string_ostream os(text);
  renderLine(os, make("no", find("x")), sources);
  renderLine(os, make("no file", {}), sources);
  EXPECT_EQ(text, "edge.tdsl:2:5: error[E0312]: no\n"
                  "error[E0312]: no file\n");
}
