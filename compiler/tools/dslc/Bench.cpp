//===- Bench.cpp - dslc bench ---------------------------------------------===//
//
// Outputs are allocated and touched before anything is timed; the best and the
// median of many calls are told, and the peak of the machine measured in the
// same run, so that ratios mean something on a noisy machine.
//
//===----------------------------------------------------------------------===//

#include "compiler/tools/dslc/BenchCase.h"
#include "compiler/tools/dslc/Peak.h"

#include "runtime/include/tdsl/runtime.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/raw_ostream.h"

namespace tdsl::tools {
namespace {

/// The time of one root of the nest (schedule::roots), or of those of one
/// stage together.
struct StageTime {
  std::string stage;
  std::vector<std::string> inside; // stages that are computed in its loops
  double meanMs = 0;               // means add up, medians do not
};

struct Figures {
  double medianMs = 0, minMs = 0, meanMs = 0;
  int64_t runs = 0;
  double flops = 0, bytes = 0;
  std::vector<StageTime> stages;
};

double median(std::vector<double> values) {
  llvm::sort(values);
  return values[values.size() / 2];
}

/// See Note [Time by stage].
class StageClock {
public:
  explicit StageClock(const PreparedCall &call) : call(call) {
    if (call.executable->leafCounts().empty())
      return;
    for (const schedule::Node *root :
         schedule::roots(call.compilation->nest())) {
      std::vector<std::string> stages = schedule::stagesOf(*root);
      auto known = llvm::find_if(times, [&](const StageTime &each) {
        return each.stage == stages.front();
      });
      places.push_back(known - times.begin());
      if (known == times.end())
        known = times.insert(known, StageTime{stages.front(), {}, 0});
      for (const std::string &stage : llvm::drop_begin(stages))
        if (!llvm::is_contained(known->inside, stage))
          known->inside.push_back(stage);
    }
  }

  void note() {
    llvm::ArrayRef<int64_t> clock = call.executable->leafCounts();
    if (clock.empty())
      return;
    ++runs;
    int64_t before = clock.front();
    for (size_t place = 0; place != places.size(); ++place) {
      int64_t now = clock[place + 1]; // 0: not computed at these sizes
      if (now == 0)
        continue;
      times[places[place]].meanMs += static_cast<double>(now - before) * 1e-6;
      before = now;
    }
  }

  std::vector<StageTime> result() {
    for (StageTime &each : times)
      each.meanMs /= static_cast<double>(runs);
    return times;
  }

private:
  const PreparedCall &call;
  std::vector<size_t> places; // of each root, in times
  std::vector<StageTime> times;
  int64_t runs = 0;
};

std::optional<Figures> measure(PreparedCall &call,
                               const BenchOptions &options) {
  target::RunOptions run;
  run.threads = *options.common.threads;
  std::vector<double> times;
  double spent = 0;
  for (int warmup = 0; warmup != 2; ++warmup)
    if (!call.run(run))
      return std::nullopt;
  StageClock stages(call);
  while (times.size() < 5 ||
         (spent < options.seconds * 1e3 && times.size() < 10000)) {
    if (!call.run(run))
      return std::nullopt;
    times.push_back(call.lastMilliseconds);
    stages.note();
    spent += call.lastMilliseconds;
  }
  Figures made;
  made.medianMs = median(times);
  made.minMs = *std::min_element(times.begin(), times.end());
  made.meanMs = spent / static_cast<double>(times.size());
  made.runs = static_cast<int64_t>(times.size());
  made.stages = stages.result();
  return made;
}

/// From the graph, which the reference does not need to run.
void countWork(PreparedCall &call, Figures &figures) {
  driver::InstanceOptions instance;
  instance.types = call.arguments.types;
  for (const sema::SizeParameter &size : call.function->sizes)
    if (size.isConst)
      instance.constants[size.name] = call.arguments.sizes.lookup(size.name);
  instance.stopAfter = driver::Phase::Optimize;
  driver::Compilation graph(*call.checked, *call.function, instance);
  if (!graph.run())
    return;
  figures.flops = graph.flops(call.arguments.sizes);
  figures.bytes = graph.bytes(call.arguments.sizes);
}

bool isOnGpu(const PreparedCall &call) {
  return target::findBackend(call.target)->target().isGpu();
}

llvm::json::Value json(const PreparedCall &call, const BenchOptions &options,
                       const Figures &figures, double peak) {
  llvm::json::Object line = jsonOf(call, *options.common.threads);
  line["median_ms"] = figures.medianMs;
  line["min_ms"] = figures.minMs;
  line["runs"] = figures.runs;
  line["gflops"] = figures.flops / figures.minMs * 1e-6;
  line["gbps"] = figures.bytes / figures.minMs * 1e-6;
  if (peak > 0)
    line["peak_gflops"] = peak;
  if (!options.byStage)
    return line;
  llvm::json::Array stages;
  for (const StageTime &each : figures.stages)
    stages.push_back(
        llvm::json::Object{{"stage", each.stage},
                           {"inside", llvm::json::Array(each.inside)},
                           {"mean_ms", each.meanMs},
                           {"share", each.meanMs / figures.meanMs}});
  line["stages"] = std::move(stages);
  return line;
}

void printStages(const Figures &figures) {
  auto row = [&](const std::string &name, double ms) {
    llvm::outs() << llvm::format("  %-47s %9.3f ms on average  %5.1f %%\n",
                                 name.c_str(), ms, ms / figures.meanMs * 100);
  };
  double rest = figures.meanMs;
  for (const StageTime &each : figures.stages) {
    rest -= each.meanMs;
    row(each.inside.empty()
            ? each.stage
            : each.stage + " with " + llvm::join(each.inside, ", "),
        each.meanMs);
  }
  row("(checks of the call, memory)", std::max(rest, 0.0));
}

void print(const PreparedCall &call, const BenchOptions &options,
           const Figures &figures, double peak) {
  if (options.json) {
    llvm::outs() << json(call, options, figures, peak) << "\n";
    return;
  }
  std::string sizes;
  for (const sema::SizeParameter &size : call.function->sizes)
    sizes += (sizes.empty() ? "" : " ") + size.name + "=" +
             std::to_string(call.arguments.sizes.lookup(size.name));
  double gflops = figures.flops / figures.minMs * 1e-6;
  llvm::outs() << llvm::format(
      "%-20s %-28s %9.3f ms (median %.3f of %lld)  %7.2f GFLOP/s",
      call.name.c_str(), sizes.c_str(), figures.minMs, figures.medianMs,
      static_cast<long long>(figures.runs), gflops);
  if (peak > 0)
    llvm::outs() << llvm::format(" (%.0f %% of %.1f)", gflops / peak * 100,
                                 peak);
  llvm::outs() << llvm::format(
      "  %6.2f GB/s%s\n", figures.bytes / figures.minMs * 1e-6,
      isOnGpu(call) ? ", with the copies to the device and back" : "");
  if (options.byStage)
    printStages(figures);
  llvm::outs().flush();
}

/// Times one call and prints it; false where it fails.
bool time(PreparedCall &call, const BenchOptions &options) {
  double peak = 0; // that of this processor says nothing of a GPU
  if (!isOnGpu(call))
    peak = measurePeak(*options.common.threads ? *options.common.threads
                                               : tdsl_thread_count());
  std::optional<Figures> figures = measure(call, options);
  if (!figures)
    return false;
  countWork(call, *figures);
  print(call, options, *figures, peak);
  return true;
}

int timeFunction(const BenchOptions &options,
                 const std::shared_ptr<driver::Checked> &checked,
                 target::Backend &backend,
                 const driver::InstanceOptions &instance) {
  CallOptions wanted;
  wanted.function = options.function;
  wanted.defaultSource = "random:1";
  int exit = Done;
  std::unique_ptr<PreparedCall> call =
      prepareCall(wanted, checked, backend, instance, exit);
  if (call && !time(*call, options))
    exit = InputHasErrors;
  return exit;
}

int timeBenches(const BenchOptions &options,
                const std::shared_ptr<driver::Checked> &checked,
                target::Backend &backend,
                const driver::InstanceOptions &instance) {
  int exit = Done;
  for (const sema::TestCase &bench : checked->program->benches) {
    auto call = prepareBench(checked, bench, backend, instance);
    if (!call || !time(*call, options))
      exit = InputHasErrors;
  }
  return exit;
}

/// What the command line names, or else the benches of the file.
int timeAll(const BenchOptions &options,
            const std::shared_ptr<driver::Checked> &checked,
            target::Backend &backend, const driver::InstanceOptions &instance) {
  const FunctionOptions &named = options.function;
  if (!named.function.empty() || !named.sizes.empty() || !named.types.empty())
    return timeFunction(options, checked, backend, instance);
  if (!checked->program->benches.empty())
    return timeBenches(options, checked, backend, instance);
  llvm::errs() << "dslc: " << named.file
               << " has no benches; write `bench \"name\" { f(...) }`, or time "
                  "a function with --fn\n";
  return Usage;
}

} // namespace

int run(const BenchOptions &given) {
  BenchOptions options = given;
  // One thread unless somebody says otherwise: it is what repeats best.
  if (!options.common.threads)
    options.common.threads = 1;
  int exit = Usage;
  target::Backend *backend =
      runnable(options.common.target, target::Emulation::Never, exit);
  if (!backend)
    return exit;
  if (options.byStage && !backend->needsTir()) {
    llvm::errs() << "dslc: --by-stage times generated code, and the target `"
                 << backend->name() << "` has none\n";
    return Usage;
  }
  std::shared_ptr<driver::Checked> checked =
      open(options.function.file, options.common);
  if (!checked)
    return InputHasErrors;
  driver::InstanceOptions instance;
  if (options.byStage)
    instance.instrument = schedule::Instrument::TimeRoots;
  exit = InputHasErrors;
  if (!checked->sink.hasErrors())
    exit = timeAll(options, checked, *backend, instance);
  report(*checked, options.common);
  return exit;
}

} // namespace tdsl::tools

// Note [Time by stage]
//
// The code is made with schedule::Instrument::TimeRoots: it notes the time when
// it begins and after each loop nest that stands in no other. What lies between
// two notes is the time of that nest, of all threads that it runs on; stages
// that a schedule computes inside of its loops are part of it and are named
// with it, because no clock could tell them apart without changing what it
// measures. What is left of the call is the check of its arguments and memory.
