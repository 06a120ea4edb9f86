//===- Given.h - Expressions and facts from text, for the tests -----------===//

#ifndef TDSL_TEST_UNIT_SETS_GIVEN_H
#define TDSL_TEST_UNIT_SETS_GIVEN_H

#include "compiler/sets/Facts.h"

#include <gtest/gtest.h>

namespace tdsl::sets {

inline Expr expr(llvm::StringRef text) {
  auto e = Expr::parse(text);
  EXPECT_TRUE(e) << text.str();
  return e.value_or(Expr());
}

/// Facts of conditions like "0 <= i < N", "N mod 8 == 0", "N >= 1".
inline Facts given(std::initializer_list<llvm::StringRef> conditions) {
  Facts facts;
  for (llvm::StringRef condition : conditions) {
    llvm::SmallVector<llvm::StringRef, 4> parts;
    if (condition.contains("==")) {
      condition.split(parts, "==");
      facts.assumeZero(expr(parts[0]) - expr(parts[1]));
    } else if (condition.contains(">=")) {
      condition.split(parts, ">=");
      facts.assumeNonNegative(expr(parts[0]) - expr(parts[1]));
    } else if (condition.contains("<=")) {
      condition.split(parts, "<=");
      facts.assumeNonNegative(expr(parts[1].split('<').first) - expr(parts[0]));
      if (parts[1].contains('<'))
        facts.assumeLess(expr(parts[1].split('<').first),
                         expr(parts[1].split('<').second));
    } else {
      condition.split(parts, "<");
      facts.assumeLess(expr(parts[0]), expr(parts[1]));
    }
  }
  return facts;
}

} // namespace tdsl::sets

#endif // TDSL_TEST_UNIT_SETS_GIVEN_H
