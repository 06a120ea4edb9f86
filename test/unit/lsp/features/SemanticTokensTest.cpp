//===- SemanticTokensTest.cpp - Colours by meaning ------------------------===//

#include "test/unit/lsp/features/Tokens.h"

using namespace tdsl::lsp;

TEST(SemanticTokens, TellWhatWordsMean) {
  std::string text = tokensOf("textDocument/semanticTokens/full", Blur);
  EXPECT_EQ(text.substr(0, text.find("let:keyword")),
            "/// Größe — 𝄞:comment fn:keyword blur:function H:typeParameter "
            "W:typeParameter image:parameter u8:type H:typeParameter "
            "W:typeParameter out:parameter u8:type H:typeParameter "
            "W:typeParameter ");
  for (const char *token :
       {" across:variable ", " y:property ", " clamp_edges:function ",
        " 32:number ", " // é:comment ", " split:method ", " strip:property ",
        " on:keyword "})
    EXPECT_NE(text.find(token), std::string::npos) << token << text;
}

TEST(SemanticTokens, CountInEveryEncoding) {
  for (Encoding encoding : {Encoding::Utf8, Encoding::Utf16, Encoding::Utf32}) {
    std::string text =
        tokensOf("textDocument/semanticTokens/full", Blur, encoding);
    EXPECT_NE(text.find("Größe — 𝄞:comment fn:keyword"), std::string::npos);
  }
}

TEST(SemanticTokens, AreThereWhereTheFileIsBroken) {
  std::string text = tokensOf("textDocument/semanticTokens/full",
                              in("fn blur<H, W>(", "fn blur<H, W>"));
  EXPECT_NE(text.find("schedule:keyword"), std::string::npos);
}
