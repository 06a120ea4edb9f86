//===- Fuzz.cpp - Random (program, schedule) pairs, both ways -------------===//

#include "test/nest/Fuzz.h"
#include "compiler/autoschedule/Autoschedule.h"
#include "compiler/graph/passes/Passes.h"
#include "compiler/schedule/Bounds.h"
#include "test/nest/Evaluate.h"
#include "test/nest/Generate.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Parser/Parser.h"
#include "mlir/Pass/PassManager.h"
#include "llvm/Support/FormatVariadic.h"

namespace tdsl::testing {
namespace {

/// Steps that are tried for one program.
constexpr unsigned MostSteps = 14;

class Case {
public:
  Case(uint64_t seed, Mix &mix)
      : choices(Choices::fromSeed(seed)), mix(mix),
        context(mlir::MLIRContext::Threading::DISABLED) {
    context.loadDialect<mlir::arith::ArithDialect, mlir::math::MathDialect,
                        graph::GraphDialect>();
  }

  std::string run() {
    bool mayBeEmpty = choices.chance(40);
    text = generateGraph(choices, mayBeEmpty);
    auto module = mlir::parseSourceString<mlir::ModuleOp>(text, &context);
    if (!module)
      return "the graph does not parse\n" + text;
    mlir::PassManager passes(&context);
    passes.nest<graph::FuncOp>().addPass(graph::createGraphInferDomains());
    if (failed(passes.run(*module)))
      return "graph-infer-domains fails\n" + text;
    graph::FuncOp func = graph::theFunction(*module);
    // Directives may rewrite the graph: what it means is what it meant.
    mlir::OwningOpRef<mlir::ModuleOp> original(module->clone());
    schedule::Scheduled scheduled{func, schedule::initialNest(func)};
    target::Target target;
    if (choices.chance(40))
      target.family = "cuda";
    applySteps(scheduled, target);
    schedule::finalize(scheduled, target.isGpu() ? &target.gpu : nullptr);
    ++mix.pairs;
    mix.launched += target.isGpu();
    mix.leaves += scheduled.nest.numLeaves;
    return compare(graph::theFunction(*original), scheduled, mayBeEmpty);
  }

private:
  void applySteps(schedule::Scheduled &scheduled,
                  const target::Target &target) {
    sema::Schedule written;
    for (unsigned i = choices.pick(MostSteps); i > 0; --i) {
      sema::Step step = generateStep(choices, scheduled.nest);
      diag::Sink refusals;
      bool isLegal = schedule::apply(scheduled, step, target, refusals);
      ++(isLegal ? mix.accepted : mix.refused)[step.directive];
      if (isLegal)
        written.steps.push_back(step);
    }
    if (choices.chance(30)) {
      sema::Schedule rest = autoschedule::complete(scheduled, written, target);
      written.steps.insert(written.steps.end(), rest.steps.begin(),
                           rest.steps.end());
    }
    for (const sema::Step &step : written.steps)
      steps += schedule::print(step) + "; ";
  }

  std::string compare(graph::FuncOp meaning,
                      const schedule::Scheduled &scheduled, bool mayBeEmpty) {
    for (unsigned round = 0; round < 2; ++round) {
      Sizes sizes;
      for (const char *name : {"H", "W", "K"})
        sizes[name] = choices.between(mayBeEmpty ? 0 : 1, round ? 19 : 5);
      sizes["K"] = std::min<int64_t>(sizes["K"], 7);
      Tensors arguments = makeArguments(meaning, sizes, round);
      std::string wrong =
          difference(evaluateDirectly(meaning, sizes, arguments),
                     evaluateNest(scheduled, sizes, arguments));
      if (!wrong.empty())
        return llvm::formatv(
            "{0}\nsizes H={1} W={2} K={3}\nsteps {4}\n{5}\n{6}", wrong,
            sizes["H"], sizes["W"], sizes["K"], steps, text,
            schedule::print(scheduled.nest));
    }
    return "";
  }

  Choices choices;
  Mix &mix;
  mlir::MLIRContext context;
  std::string text, steps;
};

} // namespace

std::string fuzzOnce(uint64_t seed, Mix &mix) { return Case(seed, mix).run(); }

std::string print(const Mix &mix) {
  std::string text =
      llvm::formatv("{0} pairs, {1} for a GPU, {2} leaves a nest\n", mix.pairs,
                    mix.launched, mix.pairs ? mix.leaves / mix.pairs : 0);
  for (const auto &[directive, refused] : mix.refused) {
    auto found = mix.accepted.find(directive);
    uint64_t accepted = found == mix.accepted.end() ? 0 : found->second;
    text += llvm::formatv("{0,-14} {1,8} accepted {2,8} refused\n", directive,
                          accepted, refused);
  }
  return text;
}

} // namespace tdsl::testing
