//===- SemanticTokensRangeTest.cpp - Colours of what is seen --------------===//

#include "test/unit/lsp/features/Tokens.h"

using namespace tdsl::lsp;

TEST(SemanticTokensRange, IsThatPartOfAll) {
  EXPECT_EQ(tokensOf("textDocument/semanticTokens/range",
                     in("let src = clamp_edges(image)",
                        "let $0src = clamp_edges$0(image)")),
            "src:variable clamp_edges:function ");
}
