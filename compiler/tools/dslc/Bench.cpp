//===- Bench.cpp - dslc bench ---------------------------------------------===//
//
// Outputs are allocated and touched before anything is timed; the best and the
// median of many calls are told, and the peak of the machine measured in the
// same run, so that ratios mean something on a noisy machine.
//
//===----------------------------------------------------------------------===//

#include "compiler/tools/dslc/Call.h"
#include "compiler/tools/dslc/Peak.h"

#include "llvm/Support/Format.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/raw_ostream.h"

namespace tdsl::tools {
namespace {

struct Figures {
  double medianMs = 0, minMs = 0;
  int64_t runs = 0;
};

std::optional<Figures> measure(PreparedCall &call,
                               const BenchOptions &options) {
  target::RunOptions run;
  run.threads = options.threads;
  std::vector<double> times;
  double spent = 0;
  for (int warmup = 0; warmup != 2; ++warmup)
    if (!call.run(run))
      return std::nullopt;
  while (times.size() < 5 ||
         (spent < options.seconds * 1e3 && times.size() < 10000)) {
    if (!call.run(run))
      return std::nullopt;
    times.push_back(call.lastMilliseconds);
    spent += call.lastMilliseconds;
  }
  llvm::sort(times);
  return Figures{times[times.size() / 2], times.front(),
                 static_cast<int64_t>(times.size())};
}

void print(const PreparedCall &call, const BenchOptions &options,
           const Figures &figures, double peak) {
  double flops = call.compilation->flops(call.arguments.sizes);
  double bytes = call.compilation->bytes(call.arguments.sizes);
  double gflops = flops / figures.minMs * 1e-6;
  double gbps = bytes / figures.minMs * 1e-6;
  std::string sizesText;
  llvm::json::Object sizes;
  for (const sema::SizeParameter &size : call.function->sizes) {
    int64_t value = call.arguments.sizes.lookup(size.name);
    sizes[size.name] = value;
    sizesText += (sizesText.empty() ? "" : " ") + size.name + "=" +
                 std::to_string(value);
  }
  if (options.json) {
    llvm::json::Object line{{"name", call.function->name},
                            {"target", call.target},
                            {"threads", static_cast<int64_t>(options.threads)},
                            {"sizes", std::move(sizes)},
                            {"median_ms", figures.medianMs},
                            {"min_ms", figures.minMs},
                            {"runs", figures.runs},
                            {"gflops", gflops},
                            {"gbps", gbps},
                            {"peak_gflops", peak}};
    llvm::outs() << llvm::json::Value(std::move(line)) << "\n";
    return;
  }
  llvm::outs() << llvm::format(
      "%-20s %-28s %9.3f ms (median %.3f of %lld)  %7.2f GFLOP/s (%.0f %% of "
      "%.1f)  %6.2f GB/s\n",
      call.function->name.c_str(), sizesText.c_str(), figures.minMs,
      figures.medianMs, static_cast<long long>(figures.runs), gflops,
      peak > 0 ? gflops / peak * 100 : 0, peak, gbps);
}

} // namespace

int run(const BenchOptions &options) {
  CallOptions wanted;
  wanted.function = options.function;
  wanted.defaultSource = "random:1";
  int exit = Done;
  std::unique_ptr<PreparedCall> call =
      prepareCall(wanted, options.common, exit);
  if (!call)
    return exit;
  double peak = measurePeak();
  std::optional<Figures> figures = measure(*call, options);
  report(*call->checked, options.common);
  if (!figures)
    return InputHasErrors;
  print(*call, options, *figures, peak);
  return Done;
}

} // namespace tdsl::tools
