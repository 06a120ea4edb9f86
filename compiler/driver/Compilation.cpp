//===- Compilation.cpp - The whole way, phase by phase --------------------===//

#include "compiler/driver/Compilation.h"

#include "compiler/autoschedule/Autoschedule.h"
#include "compiler/diag/Catalog.h"
#include "compiler/graph/Graph.h"
#include "compiler/graph/passes/Passes.h"
#include "compiler/lower/AstToGraph/AstToGraph.h"
#include "compiler/lower/NestToTir/NestToTir.h"
#include "compiler/schedule/Apply.h"
#include "compiler/schedule/Bounds.h"
#include "compiler/schedule/Cost.h"
#include "compiler/sema/Check.h"
#include "compiler/sema/Instance.h"
#include "compiler/support/Check.h"
#include "compiler/target/Tir.h"
#include "compiler/tir/passes/Passes.h"
#include "runtime/include/tdsl/runtime.h"

#include "mlir/IR/MLIRContext.h"
#include "mlir/IR/Verifier.h"
#include "mlir/Pass/PassManager.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/raw_ostream.h"

namespace tdsl::driver {

std::unique_ptr<Checked> checkFile(llvm::StringRef path,
                                   const CheckedOptions &options,
                                   std::string &whyNot) {
  auto checked = std::make_unique<Checked>();
  checked->file = checked->sources.load(path, whyNot);
  if (!checked->file)
    return nullptr;
  sema::CheckOptions checkOptions;
  checkOptions.searchPath = options.searchPath;
  checked->program = sema::check(checked->sources, *checked->file, checkOptions,
                                 checked->sink);
  return checked;
}

llvm::StringRef spelling(Phase phase) {
  switch (phase) {
#define TDSL_PHASE(Name, Spelling, Summary)                                    \
  case Phase::Name:                                                            \
    return Spelling;
#include "compiler/driver/Phases.def"
#undef TDSL_PHASE
  }
  llvm_unreachable("every phase is above");
}

std::optional<Phase> phaseNamed(llvm::StringRef spelling) {
  return llvm::StringSwitch<std::optional<Phase>>(spelling)
#define TDSL_PHASE(Name, Spelling, Summary) .Case(Spelling, Phase::Name)
#include "compiler/driver/Phases.def"
#undef TDSL_PHASE
      .Default(std::nullopt);
}

Phase lastPhaseFor(const target::Backend &backend) {
  return backend.needsTir() ? Phase::Flatten : Phase::Describe;
}

struct Workshop {
  mlir::MLIRContext context{mlir::MLIRContext::Threading::DISABLED};
};

std::shared_ptr<Workshop> makeWorkshop() {
  return std::make_shared<Workshop>();
}

/// What knows MLIR.
struct Compilation::Forms {
  explicit Forms(std::shared_ptr<Workshop> given)
      : workshop(given ? std::move(given) : makeWorkshop()),
        context(workshop->context) {}

  std::shared_ptr<Workshop> workshop;
  mlir::MLIRContext &context;
  mlir::OwningOpRef<mlir::ModuleOp> graph;
  schedule::Scheduled scheduled;
  mlir::OwningOpRef<mlir::ModuleOp> tir;
  target::Tir handle;

  void runPasses(mlir::ModuleOp module, void (*build)(mlir::OpPassManager &)) {
    mlir::PassManager passes(&context);
    passes.enableVerifier(false); // once, at the end
    build(passes);
    TDSL_CHECK(succeeded(passes.run(module)) && succeeded(verify(module)),
               "a pass failed");
  }
};

Compilation::Compilation(Checked &checked, const sema::Function &function,
                         InstanceOptions options)
    : checked(checked), function(function), options(std::move(options)),
      forms(std::make_unique<Forms>(this->options.workshop)) {}

Compilation::~Compilation() = default;

const schedule::Nest &Compilation::nest() const {
  return forms->scheduled.nest;
}

bool Compilation::phase(Phase name, llvm::function_ref<void()> work) {
  Doing doing(spelling(name));
  size_t errors = checked.sink.emittedErrors();
  work();
  if (checked.sink.emittedErrors() != errors)
    return false;
  if (options.dump)
    options.dump(name, print(name));
  return name < options.stopAfter;
}

/// What the calls in the function need of sizes, and nothing proves.
static void addRequired(graph::FuncOp func, target::Signature &signature) {
  if (!func.getRequired())
    return;
  for (auto form : func.getRequired()->getAsValueRange<mlir::StringAttr>()) {
    target::Words words = {TDSL_OP_PUSH, 0};
    target::Words value = signature.words(*sets::Expr::parse(form));
    words.insert(words.end(), value.begin(), value.end());
    words.push_back(TDSL_OP_LE);
    signature.conditions.push_back({(form + " >= 0").str(), std::move(words)});
  }
}

bool Compilation::run() {
  const target::Target &target = options.target;
  diag::Sink &sink = checked.sink;
  size_t errors = sink.emittedErrors();
  const sema::Schedule *wanted =
      options.schedule ? options.schedule
                       : findSchedule(*checked.program, function, target);

  // Each line makes one form out of the last; phase() says whether to go on.
  (void)(phase(Phase::Describe, [&] { describe(); }) &&
         phase(Phase::Elaborate, [&] { elaborate(wanted); }) &&
         (function.hasBounds() || sema::checkCallable(function, sink)) &&
         phase(Phase::Optimize,
               [&] { forms->runPasses(*forms->graph, graph::addPipeline); }) &&
         phase(Phase::Apply, [&] { apply(wanted); }) &&
         phase(Phase::Schedule, [&] { decide(); }) &&
         phase(Phase::Finalize, [&] { finalize(); }) &&
         sema::checkCallable(function, sink) &&
         phase(Phase::Lower, [&] { lower(); }) && phase(Phase::Flatten, [&] {
           forms->runPasses(*forms->tir, tir::buildPipeline);
         }));
  if (sink.emittedErrors() != errors)
    return false;
  complete();
  return true;
}

void Compilation::elaborate(const sema::Schedule *wanted) {
  tdsl::lower::GraphOptions graph;
  graph.types = options.types;
  graph.constants = options.constants;
  if (wanted)
    for (const sema::Step &step : wanted->steps)
      graph.pinned.insert(step.stage);
  forms->graph = tdsl::lower::toGraph(function, graph, checked.sources,
                                      forms->context, checked.sink);
}

void Compilation::apply(const sema::Schedule *wanted) {
  graph::FuncOp func = graph::theFunction(*forms->graph);
  forms->scheduled = {func, schedule::initialNest(func)};
  inForce.function = &function;
  if (!wanted)
    return;
  inForce = *wanted;
  schedule::apply(forms->scheduled, *wanted, options.target, checked.sink);
}

/// The scheduler's steps, for what the user's leave open.
void Compilation::decide() {
  sema::Schedule rest =
      autoschedule::complete(forms->scheduled, inForce, options.target);
  inForce.target = rest.target;
  inForce.steps.insert(inForce.steps.end(), rest.steps.begin(),
                       rest.steps.end());
}

void Compilation::finalize() {
  const target::Target &target = options.target;
  schedule::finalize(forms->scheduled, target.isGpu() ? &target.gpu : nullptr);
  schedule::checkLaunches(forms->scheduled, target, checked.sink);
}

void Compilation::lower() {
  tdsl::lower::NestToTirOptions tir;
  tir.instrument = options.instrument;
  forms->tir =
      tdsl::lower::toTir(forms->scheduled.func, forms->scheduled.nest, tir);
}

void Compilation::describe() {
  made.function = &function;
  made.types.assign(options.types.begin(), options.types.end());
  made.constants = options.constants;
  made.target = options.target;
  made.signature = signatureOf(function, options.types, options.constants);
}

void Compilation::complete() {
  if (forms->graph)
    addRequired(graph::theFunction(*forms->graph), made.signature);
  if (forms->tir) {
    forms->handle.module = *forms->tir;
    TDSL_CHECK(options.stopAfter != Phase::Flatten ||
                   succeeded(tir::verifyFlat(*forms->tir)),
               "the tensor IR is not flat");
    made.tir = &forms->handle;
  }
}

static schedule::Work workAt(mlir::ModuleOp graph,
                             const llvm::StringMap<int64_t> &sizes) {
  return schedule::work(graph::theFunction(graph),
                        [&](llvm::StringRef name) -> std::optional<int64_t> {
                          auto found = sizes.find(name);
                          if (found == sizes.end())
                            return std::nullopt;
                          return found->second;
                        });
}

double Compilation::flops(const llvm::StringMap<int64_t> &sizes) const {
  return workAt(*forms->graph, sizes).flops;
}

double Compilation::bytes(const llvm::StringMap<int64_t> &sizes) const {
  return workAt(*forms->graph, sizes).bytes;
}

std::string Compilation::print(Phase phase) const {
  std::string text;
  llvm::raw_string_ostream stream(text);
  switch (phase) {
  case Phase::Describe:
    for (const target::Param &param : made.signature.params)
      stream << param.name << ": " << param.type.spelling() << param.shapeText
             << "\n";
    break;
  case Phase::Elaborate:
  case Phase::Optimize:
    forms->graph->print(stream);
    break;
  case Phase::Apply:
  case Phase::Schedule:
    stream << schedule::print(inForce, function.name);
    break;
  case Phase::Finalize:
    stream << schedule::print(forms->scheduled.nest);
    break;
  case Phase::Lower:
  case Phase::Flatten:
    forms->tir->print(stream);
    break;
  }
  return text;
}

} // namespace tdsl::driver
