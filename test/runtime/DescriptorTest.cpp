//===- DescriptorTest.cpp - Malformed descriptors are refused -------------===//
//
// Descriptors come from a compiler; a broken one is an error all the same, and
// never a wild read.
//
//===----------------------------------------------------------------------===//

#include "test/runtime/Functions.h"

#include <gtest/gtest.h>

#include <string>

using namespace tdsl::test;

namespace {

/// matmul with a copy of its tables, to break.
struct Malformed : testing::Test {
  Matmul matmul;
  Array<float> a{f32, {3, 4}}, b{f32, {4, 5}}, c{f32, {3, 5}};
  Args args = {&a.tensor, &b.tensor, &c.tensor};
  tdsl_function function = *matmul.get();
  std::vector<tdsl_param> params{function.params, function.params + 3};
  std::vector<tdsl_symbol> symbols{function.symbols, function.symbols + 3};

  void SetUp() override {
    function.params = params.data();
    function.symbols = symbols.data();
    ASSERT_EQ(tdsl_invoke(&function, args.data(), nullptr, nullptr), TDSL_OK);
  }
  void refused(const std::string &where) {
    EXPECT_EQ(tdsl_invoke(&function, args.data(), nullptr, nullptr),
              TDSL_ERROR_DESCRIPTOR);
    EXPECT_EQ(std::string(tdsl_last_error()),
              "`matmul`: the descriptor is malformed" + where);
  }
};

} // namespace

TEST_F(Malformed, CountsOutsideTheLimits) {
  for (int32_t bad : {-1, TDSL_MAX_PARAMS + 1}) {
    function.param_count = bad;
    refused("");
  }
  function.param_count = 3;
  for (int32_t bad : {-1, TDSL_MAX_SYMBOLS + 1}) {
    function.symbol_count = bad;
    refused("");
  }
  function.symbol_count = 3;
  function.condition_count = -1;
  refused("");
  function.condition_count = 0;
  function.element_condition_count = -1;
  refused("");
  function.element_condition_count = 0;
  function.leaf_count = -1;
  refused("");
}

TEST_F(Malformed, TablesThatAreMissing) {
  function.conditions = nullptr;
  function.condition_count = 1;
  refused("");
  function.condition_count = 0;
  function.element_conditions = nullptr;
  function.element_condition_count = 1;
  refused("");
  function.element_condition_count = 0;
  function.kernel = nullptr;
  refused("");
  function.kernel = matmulKernel;
  function.code = nullptr;
  refused("");
  function.code = matmul.get()->code;
  function.symbols = nullptr;
  refused("");
  function.symbols = symbols.data();
  function.params = nullptr;
  refused("");
}

TEST_F(Malformed, RankOutsideTheLimits) {
  params[1].rank = TDSL_MAX_RANK + 1;
  refused(" at `b`");
  params[1].rank = -1;
  refused(" at `b`");
}

TEST_F(Malformed, DimensionsThatAreMissing) {
  params[1].dims = nullptr;
  refused(" at `b`");
}

TEST_F(Malformed, SizesOfNoArgument) {
  symbols[1].param = 3;
  refused(" at size `K`");
  symbols[1].param = 0;
  symbols[1].dim = 2;
  refused(" at size `K`");
  symbols[1].dim = -1;
  refused(" at size `K`");
}

TEST_F(Malformed, SizesThatNeedLaterOnes) {
  symbols[0].solve = params[1].dims[1]; // N
  refused(" at size `M`");
}

TEST_F(Malformed, ElementConditionsOfNoInput) {
  tdsl_element_condition condition = {
      "x >= 0", 3, TDSL_ELEMENT_LOW, {0, 0}, {0, 0}, 0, 0};
  function.element_conditions = &condition;
  function.element_condition_count = 1;
  for (int32_t bad : {-1, 3, /*the result*/ 2}) {
    condition.param = bad;
    refused(" at `x >= 0`");
  }
}

TEST(InferShapeOf, NoSuchParameter) {
  Matmul matmul;
  int64_t shape[TDSL_MAX_RANK];
  const tdsl_tensor *none[3] = {};
  for (int32_t bad : {-1, 3})
    EXPECT_EQ(tdsl_infer_shape(&matmul, none, nullptr, bad, shape),
              TDSL_ERROR_NULL);
  EXPECT_EQ(tdsl_infer_shape(&matmul, none, nullptr, 2, nullptr),
            TDSL_ERROR_NULL);
  EXPECT_EQ(tdsl_infer_shape(&matmul, nullptr, nullptr, 2, shape),
            TDSL_ERROR_NULL);
  EXPECT_EQ(tdsl_infer_shape(nullptr, none, nullptr, 2, shape),
            TDSL_ERROR_NULL);
}
