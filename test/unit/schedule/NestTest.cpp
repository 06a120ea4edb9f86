//===- NestTest.cpp - Nests as values -------------------------------------===//

#include "compiler/schedule/Nest.h"

#include "gtest/gtest.h"

using namespace tdsl;
using namespace tdsl::schedule;

static Loop loopOver(const char *symbol) {
  Loop loop;
  loop.name = loop.symbol = symbol;
  loop.stage = "y";
  loop.range = {0, sets::Expr::symbol("N")};
  return loop;
}

/// for i: y[i], and the plan that it came of.
static Nest makeNest() {
  Nest nest;
  nest.finalized = true;
  Compute compute;
  compute.stage = "y";
  compute.indices.emplace_back("i", sets::Expr::symbol("i"));
  Loop loop = loopOver("i");
  loop.body.push_back(makeNode(std::move(compute)));
  nest.root.push_back(makeNode(std::move(loop)));
  StagePlan plan;
  plan.indices = {"i"};
  plan.loops.push_back({"i", "i", false, LoopKind::Serial, Span()});
  nest.plans.emplace_back("y", plan);
  return nest;
}

TEST(Nest, CloneIsDeep) {
  Nest nest = makeNest();
  Nest copy = nest.clone();
  copy.root.front()->as<Loop>()->name = "other";
  EXPECT_EQ(print(nest), "for i in 0..N  // y\n  y[i] = ...\n");
  EXPECT_EQ(print(copy), "for other in 0..N  // y\n  y[other] = ...\n");
}

TEST(Nest, PrintsItsNodes) {
  Nest nest = makeNest();
  nest.buffers.push_back({"t", Scope::Stack, {{0, 4}}, {8}});
  Block body;
  body.push_back(
      makeNode(Unless{{sets::Expr::symbol("N")}, std::move(nest.root)}));
  nest.root.clear();
  nest.root.push_back(makeNode(Allocate{0, std::move(body)}));
  EXPECT_EQ(print(nest), "stack t [0..4, 8 kept]\n"
                         "  if N > 0\n"
                         "    for i in 0..N  // y\n"
                         "      y[i] = ...\n");
}

TEST(Nest, FindsItsRoots) {
  Nest nest = makeNest();
  Compute inner;
  inner.stage = "t";
  nest.root.front()->as<Loop>()->body.push_back(makeNode(inner));
  Block body;
  body.push_back(
      makeNode(Unless{{sets::Expr::symbol("N")}, std::move(nest.root)}));
  inner.stage = "total";
  body.push_back(makeNode(inner));
  nest.root.clear();
  nest.root.push_back(makeNode(Allocate{0, std::move(body)}));
  std::vector<const Node *> found = roots(nest);
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(stagesOf(*found[0]), (std::vector<std::string>{"y", "t"}));
  EXPECT_EQ(stagesOf(*found[1]), std::vector<std::string>{"total"});
  EXPECT_EQ(countersOf(nest, Instrument::TimeRoots), 3u);
  EXPECT_EQ(countersOf(nest, Instrument::None), 0u);
}

TEST(Nest, MarksALoop) {
  Nest nest = makeNest();
  Mark mark{"i", "here"};
  EXPECT_EQ(print(nest, &mark),
            "for i in 0..N  // y   <-- here\n  y[i] = ...\n");
}

TEST(Nest, FreshSymbolsAvoidLoopsAndParts) {
  Nest nest = makeNest();
  EXPECT_EQ(nest.freshSymbol("i"), "i.1");
  nest.plans.front().second.splits.push_back(
      {"i", "o", "i.1", 4, false, Span()});
  EXPECT_EQ(nest.freshSymbol("o"), "o.1");
  EXPECT_EQ(nest.freshSymbol("i"), "i.2");
  EXPECT_EQ(nest.freshSymbol("k"), "k");
}

TEST(StagePlan, FindsTheIndexOfAPart) {
  StagePlan plan;
  plan.splits.push_back({"i", "o", "k", 8, false, Span()});
  plan.splits.push_back({"k", "p", "q", 2, false, Span()});
  EXPECT_EQ(plan.indexOf("q"), "i");
  EXPECT_EQ(plan.indexOf("o"), "i");
  EXPECT_EQ(plan.indexOf("j"), "j");
  EXPECT_EQ(plan.splitThatMade("p"), &plan.splits[1]);
  EXPECT_EQ(plan.splitOf("i"), &plan.splits[0]);
  EXPECT_EQ(plan.splitOf("q"), nullptr);
}
