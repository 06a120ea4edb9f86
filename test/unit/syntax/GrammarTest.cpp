//===- GrammarTest.cpp - The grammar has one reading for every text -------===//
//
// Parses every .tdsl file of the repository with exact ambiguity detection;
// and with SLL prediction, which must suffice.
//
//===----------------------------------------------------------------------===//

#include "compiler/syntax/Tokens.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

#include <gtest/gtest.h>

using namespace tdsl;
using namespace tdsl::syntax;

namespace {

/// Counts what ANTLR reports.
class Listener : public antlr4::BaseErrorListener {
public:
  void syntaxError(antlr4::Recognizer *, antlr4::Token *, size_t, size_t,
                   const std::string &, std::exception_ptr) override {
    ++errors;
  }
  void reportAmbiguity(antlr4::Parser *parser, const antlr4::dfa::DFA &dfa,
                       size_t start, size_t stop, bool,
                       const antlrcpp::BitSet &,
                       antlr4::atn::ATNConfigSet *) override {
    size_t rule = parser->getATN().decisionToState[dfa.decision]->ruleIndex;
    ambiguities +=
        parser->getRuleNames()[rule] + ": " +
        parser->getTokenStream()->getText(antlr4::misc::Interval(start, stop)) +
        "\n";
  }
  unsigned errors = 0;
  std::string ambiguities;
};

/// Every program of the repository.
std::vector<std::string> programs() {
  std::vector<std::string> paths;
  for (const char *folder : {"/examples", "/stdlib", "/test"}) {
    std::error_code error;
    llvm::sys::fs::recursive_directory_iterator it(
        std::string(TDSL_SOURCE_DIR) + folder, error),
        end;
    for (; it != end && !error; it.increment(error))
      if (llvm::sys::path::extension(it->path()) == ".tdsl")
        paths.push_back(it->path());
  }
  return paths;
}

/// Parses the items of a file that are right in one mode of prediction.
void parseIn(antlr4::atn::PredictionMode mode, const SourceFile &file,
             Listener &listener) {
  diag::Sink sink;
  Module module(file);
  for (size_t i = 0; i < module.heads().size(); ++i) {
    if (module.item(i, sink)->hasErrors)
      continue;
    Span span = module.heads()[i].span;
    llvm::StringRef text = file.text().slice(span.begin, span.end);
    ByteStream stream(text);
    Lexer lexer(&stream);
    ItemTokens read = prepareTokens(lexer, text, span, sink);
    antlr4::ListTokenSource source(std::move(read.tokens));
    antlr4::CommonTokenStream tokens(&source);
    Parser parser(&tokens);
    parser.removeErrorListeners();
    parser.addErrorListener(&listener);
    parser.getInterpreter<antlr4::atn::ParserATNSimulator>()->setPredictionMode(
        mode);
    parser.entry();
  }
}

} // namespace

TEST(Grammar, IsNotAmbiguousAndSllSuffices) {
  std::vector<std::string> paths = programs();
  ASSERT_FALSE(paths.empty());
  for (const std::string &path : paths) {
    SourceManager sources;
    std::string whyNot;
    SourceFile *file = sources.load(path, whyNot);
    ASSERT_TRUE(file) << path << ": " << whyNot;
    Listener exact, sll;
    parseIn(antlr4::atn::PredictionMode::LL_EXACT_AMBIG_DETECTION, *file,
            exact);
    EXPECT_EQ(exact.ambiguities, "") << path;
    EXPECT_EQ(exact.errors, 0u) << path;
    parseIn(antlr4::atn::PredictionMode::SLL, *file, sll);
    EXPECT_EQ(sll.errors, 0u) << path;
  }
}
