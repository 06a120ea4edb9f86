//===- Main.cpp - tdsl-nest: schedules a graph, prints and runs its nest --===//
//
// tdsl-nest FILE.mlir [--schedule STEPS] [--auto] [--skeleton] [--run N=5,M=3]
//
// Prints the finalized nest (with --skeleton: as the directives leave it). With
// --auto the automatic scheduler fills in the rest, and the whole schedule is
// printed first. With --run the nest is walked on small data and compared with
// the graph's meaning.
//
//===----------------------------------------------------------------------===//

#include "compiler/autoschedule/Autoschedule.h"
#include "compiler/schedule/Bounds.h"
#include "test/nest/Evaluate.h"
#include "test/nest/Steps.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Parser/Parser.h"
#include "llvm/Support/CommandLine.h"

namespace cl = llvm::cl;
using namespace tdsl;

static cl::opt<std::string> file(cl::Positional, cl::Required);
static cl::opt<std::string> steps("schedule", cl::desc("directives, by `;`"));
static cl::opt<bool> automatic("auto", cl::desc("schedule the rest"));
static cl::opt<bool> skeleton("skeleton", cl::desc("print before finalizing"));
static cl::list<std::string> sizeArguments("run", cl::CommaSeparated,
                                           cl::desc("N=5,M=3"));

static cl::opt<bool> onGpu("gpu", cl::desc("as for a GPU: in launches"));

static void printErrors(const diag::Sink &sink) {
  for (const diag::Diagnostic *diagnostic : sink.all()) {
    llvm::outs() << diagnostic->codeText() << ": " << diagnostic->message
                 << '\n';
    for (const std::string &note : diagnostic->notes)
      llvm::outs() << "note: " << note << '\n';
    for (const diag::Fix &fix : diagnostic->fixes)
      llvm::outs() << "help: " << fix.message << '\n';
  }
}

static testing::Sizes parseSizes() {
  testing::Sizes sizes;
  for (const std::string &text : sizeArguments) {
    auto [name, value] = llvm::StringRef(text).split('=');
    value.getAsInteger(10, sizes[name.str()]);
  }
  return sizes;
}

/// The exit code: 1 where the nest computes something else.
static int run(const schedule::Scheduled &scheduled) {
  testing::Sizes sizes = parseSizes();
  testing::Tensors arguments =
      testing::makeArguments(scheduled.func, sizes, /*seed=*/1);
  testing::Outcome nest = testing::evaluateNest(scheduled, sizes, arguments);
  std::string wrong = testing::difference(
      testing::evaluateDirectly(scheduled.func, sizes, arguments), nest);
  llvm::outs() << (wrong.empty() ? "as the graph says" : wrong) << '\n';
  return !wrong.empty();
}

int main(int argc, char **argv) {
  cl::ParseCommandLineOptions(argc, argv);
  mlir::DialectRegistry registry;
  registry.insert<mlir::arith::ArithDialect, mlir::math::MathDialect,
                  graph::GraphDialect>();
  mlir::MLIRContext context(registry, mlir::MLIRContext::Threading::DISABLED);
  auto module = mlir::parseSourceFile<mlir::ModuleOp>(file, &context);
  if (!module)
    return 1;
  graph::FuncOp func = graph::theFunction(*module);
  schedule::Scheduled scheduled{func, schedule::initialNest(func)};
  diag::Sink sink;
  target::Target target;
  if (onGpu)
    target.family = "cuda";
  sema::Schedule wanted;
  wanted.target.family = target.family;
  wanted.steps = testing::parseSteps(steps);
  if (!schedule::apply(scheduled, wanted, target, sink)) {
    printErrors(sink);
    return 1;
  }
  if (automatic) {
    sema::Schedule rest = autoschedule::complete(scheduled, wanted, target);
    wanted.steps.insert(wanted.steps.end(), rest.steps.begin(),
                        rest.steps.end());
    llvm::outs() << schedule::print(wanted, func.getSymName());
  }
  if (!skeleton)
    schedule::finalize(scheduled, onGpu ? &target.gpu : nullptr);
  if (onGpu && !schedule::checkLaunches(scheduled, target, sink)) {
    printErrors(sink);
    return 1;
  }
  llvm::outs() << schedule::print(scheduled.nest);
  return sizeArguments.empty() ? 0 : run(scheduled);
}
