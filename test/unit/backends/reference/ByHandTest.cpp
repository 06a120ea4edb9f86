//===- ByHandTest.cpp - Programs built by hand, without the checker -------===//
//
// The interpreter judges the checker too, so some of its tests do not use it:
// here an access may be called proven that is not.
//
//===----------------------------------------------------------------------===//

#include "compiler/sema/Program.h"
#include "compiler/target/Backend.h"

#include "gtest/gtest.h"

using namespace tdsl;
using namespace tdsl::sema;
using target::HostTensor;

namespace tdsl::reference {
target::Backend &backend();
}

namespace {

const ElemType F32 = ElemType::of(Scalar::F32);
const ElemType I32 = ElemType::of(Scalar::I32);
const ElemType IndexType = ElemType::of(Scalar::Index);

/// Writes a function down without the text.
class Builder {
  Program program;

public:
  Function *function = program.make<Function>();

  Stage *stage(StageKind kind, std::string name, ElemType type,
               std::vector<sets::Expr> extents) {
    auto *stage = program.make<Stage>();
    stage->name = name;
    stage->kind = kind;
    stage->function = function;
    stage->type = type;
    for (const sets::Expr &extent : extents) {
      stage->shape.push_back(Dim::of({0, extent}));
      if (kind != StageKind::Param)
        stage->computed.push_back({0, extent});
    }
    if (kind == StageKind::Param)
      function->params.push_back(stage);
    else
      function->stages.push_back(stage);
    if (kind == StageKind::Result)
      function->results.push_back(stage);
    return stage;
  }

  void size(std::string name, const Stage *boundBy, unsigned dim) {
    SizeParameter size;
    size.name = name;
    size.boundBy = boundBy;
    size.boundByDim = dim;
    function->sizes.push_back(size);
  }

  Index *index(std::string name, sets::Expr upper) {
    auto *index = program.make<Index>();
    index->name = index->symbol = name;
    index->range = {0, upper};
    return index;
  }

  const Expr *at(const Index *index) {
    auto *ref = program.make<IndexRefExpr>(IndexType, Span());
    ref->index = index;
    return ref;
  }
  const Expr *number(ElemType type, int64_t value) {
    auto *constant = program.make<ConstantExpr>(type, Span());
    constant->value = value;
    return constant;
  }
  const Expr *read(const Stage *stage, std::vector<const Expr *> indices,
                   Proof proof = Proof::Proven) {
    auto *access = program.make<AccessExpr>(stage->type, Span());
    access->base.stage = stage;
    access->indices = std::move(indices);
    access->proof = proof;
    return access;
  }
  const Expr *binary(BinaryOp op, const Expr *a, const Expr *b) {
    auto *e = program.make<BinaryExpr>(a->type, Span());
    e->op = op;
    e->left = a;
    e->right = b;
    return e;
  }
  const Expr *cast(ElemType type, const Expr *operand) {
    auto *e = program.make<CastExpr>(type, Span());
    e->operand = operand;
    return e;
  }
  const Expr *reduce(ReduceOp op, const Index *index, const Expr *body) {
    auto *e = program.make<ReduceExpr>(body->type, Span());
    e->op = op;
    e->indices = {index};
    e->body = body;
    return e;
  }

  std::optional<target::RunError> run(std::vector<HostTensor *> inputs,
                                      HostTensor &output) {
    target::Unit unit;
    unit.function = function;
    diag::Sink sink;
    auto executable = reference::backend().prepare(unit, sink);
    HostTensor *outputs[] = {&output};
    return executable->run(inputs, outputs, {}, {});
  }
};

template <typename T>
HostTensor tensor(const char *type, std::vector<int64_t> shape,
                  std::vector<T> values) {
  auto made = HostTensor::make(*target::ElementType::named(type), shape);
  std::copy(values.begin(), values.end(), made->as<T>().begin());
  return std::move(*made);
}

TEST(ByHand, MatrixProduct) {
  Builder b;
  sets::Expr M = sets::Expr::symbol("M"), N = sets::Expr::symbol("N"),
             K = sets::Expr::symbol("K");
  Stage *left = b.stage(StageKind::Param, "a", F32, {M, K});
  Stage *right = b.stage(StageKind::Param, "b", F32, {K, N});
  Stage *result = b.stage(StageKind::Result, "c", F32, {M, N});
  b.size("M", left, 0);
  b.size("N", right, 1);
  b.size("K", left, 1);
  Index *i = b.index("i", M), *j = b.index("j", N), *k = b.index("k", K);
  result->indices = {i, j};
  result->body =
      b.reduce(ReduceOp::Sum, k,
               b.binary(BinaryOp::Mul, b.read(left, {b.at(i), b.at(k)}),
                        b.read(right, {b.at(k), b.at(j)})));

  HostTensor x = tensor<float>("f32", {2, 3}, {1, 2, 3, 4, 5, 6});
  HostTensor y = tensor<float>("f32", {3, 2}, {1, 0, 0, 1, 2, 2});
  HostTensor z = tensor<float>("f32", {2, 2}, {});
  EXPECT_FALSE(b.run({&x, &y}, z));
  EXPECT_EQ(z.as<float>().vec(), std::vector<float>({7, 8, 16, 17}));

  HostTensor wrong = tensor<float>("f32", {4, 2}, {});
  std::optional<target::RunError> error = b.run({&x, &wrong}, z);
  ASSERT_TRUE(error);
  EXPECT_EQ(error->message,
            "`b` has shape [3, 2], but the tensor given has [4, 2]");
  EXPECT_EQ(error->status, 6);
}

/// out[i] = x[at[i]], said to be proven or checked.
struct Gather : Builder {
  explicit Gather(Proof proof) {
    sets::Expr N = sets::Expr::symbol("N"), Z = sets::Expr::symbol("Z");
    Stage *x = stage(StageKind::Param, "x", F32, {Z});
    Stage *places = stage(StageKind::Param, "at", I32, {N});
    Stage *out = stage(StageKind::Result, "out", F32, {N});
    size("Z", x, 0);
    size("N", places, 0);
    Index *i = index("i", N);
    out->indices = {i};
    out->body = read(x, {cast(IndexType, read(places, {at(i)}))}, proof);
  }
};

TEST(ByHand, ACheckedAccessIsReported) {
  HostTensor x = tensor<float>("f32", {3}, {10, 20, 30});
  HostTensor good = tensor<int32_t>("i32", {2}, {2, 0});
  HostTensor bad = tensor<int32_t>("i32", {2}, {2, -1});
  HostTensor out = tensor<float>("f32", {2}, {});
  Gather gather(Proof::Checked);
  EXPECT_FALSE(gather.run({&x, &good}, out));
  EXPECT_EQ(out.as<float>().vec(), std::vector<float>({30, 10}));
  std::optional<target::RunError> error = gather.run({&x, &bad}, out);
  ASSERT_TRUE(error);
  EXPECT_EQ(error->status, 14);
  EXPECT_EQ(error->message, "index -1 is outside of `x`, whose dimension 0 is "
                            "0..3, in `out` at i = 1");
}

TEST(ByHand, AWrongProofIsAnInternalError) {
  HostTensor x = tensor<float>("f32", {3}, {10, 20, 30});
  HostTensor bad = tensor<int32_t>("i32", {1}, {3});
  HostTensor out = tensor<float>("f32", {1}, {});
  std::optional<target::RunError> error =
      Gather(Proof::Proven).run({&x, &bad}, out);
  ASSERT_TRUE(error);
  EXPECT_EQ(error->status, 18);
  EXPECT_EQ(
      error->message.rfind("internal error: an access that was proven", 0), 0u);
}

TEST(ByHand, DeepChainsOfStagesEndInAValue) {
  Builder b;
  Stage *x = b.stage(StageKind::Param, "x", I32, {});
  const Stage *last = x;
  for (int i = 0; i < 20000; ++i) {
    Stage *next = b.stage(i == 19999 ? StageKind::Result : StageKind::Let,
                          "s" + std::to_string(i), I32, {});
    next->body = b.binary(BinaryOp::Add, b.read(last, {}), b.number(I32, 1));
    last = next;
  }
  HostTensor zero = tensor<int32_t>("i32", {}, {5});
  HostTensor out = tensor<int32_t>("i32", {}, {0});
  EXPECT_FALSE(b.run({&zero}, out));
  EXPECT_EQ(out.as<int32_t>()[0], 20005);
}

} // namespace
