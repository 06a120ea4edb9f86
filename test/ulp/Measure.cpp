//===- Measure.cpp - The largest error of a compiled function -------------===//

#include "test/ulp/Measure.h"

#include "compiler/driver/Compilation.h"
#include "compiler/sema/Check.h"
#include "compiler/target/Elements.h"
#include "test/ulp/Exact.h"
#include "llvm/Support/raw_ostream.h"

#include <atomic>
#include <cmath>
#include <mutex>
#include <thread>

namespace tdsl::ulp {

llvm::StringRef spelling(Float type) {
  static const char *names[] = {"f16", "bf16", "f32", "f64"};
  return names[static_cast<unsigned>(type)];
}

const std::vector<Bound> &bounds() {
  static const std::vector<Bound> all = {
#define TDSL_ULP_BOUND(Name, OfF32, OfF64) {sema::Builtin::Name, OfF32, OfF64},
#include "compiler/target/UlpBounds.def"
#undef TDSL_ULP_BOUND
  };
  return all;
}

double Bound::of(Float type) const {
  if (type == Float::F64)
    return f64;
  return type == Float::F32 ? f32 : TDSL_ULP_BOUND_NARROW;
}

Format formatOf(Float type) {
  switch (type) {
  case Float::F16:
    return {11, -14, 15};
  case Float::BF16:
    return {8, -126, 127};
  case Float::F32:
    return {24, -126, 127};
  case Float::F64:
    return {53, -1022, 1023};
  }
  return {};
}

double errorOf(double got, long double exact, Format format) {
  if (std::isnan(exact) || std::isnan(got))
    return std::isnan(exact) && std::isnan(got) ? 0 : INFINITY;
  if (std::signbit(got) != std::signbit(exact))
    return INFINITY;
  if (std::isinf(exact))
    return std::isinf(got) ? 0 : INFINITY;
  int exponent = exact == 0 ? format.lowest : std::ilogb(exact);
  exponent = std::clamp(exponent, format.lowest, format.highest);
  long double unit = std::ldexp(1.0L, exponent - format.digits + 1);
  long double end = std::ldexp(1.0L, format.highest + 1); // where inf begins
  if (std::isinf(got)) {
    bool rounds = std::abs(exact) >= end - unit / 2;
    return rounds ? 0 : static_cast<double>((end - std::abs(exact)) / unit);
  }
  return static_cast<double>(std::abs(got - exact) / unit);
}

namespace {

/// The function, compiled, and how to ask it.
class Subject {
public:
  Subject(const Bound &bound, Float type, const std::string &features)
      : bound(bound), type(type) {
    std::string t = spelling(type).str(), name = bound.name().str();
    std::string text =
        bound.arity() == 1
            ? "fn f<N>(x: T[N]) -> (r: T[N]) { r[i] = F(x[i]) }"
            : "fn f<N>(x: T[N], y: T[N]) -> (r: T[N]) { r[i] = F(x[i], y[i]) }";
    for (size_t at; (at = text.find("T[")) != std::string::npos;)
      text.replace(at, 1, t);
    text.replace(text.find('F'), 1, name);
    checked.file = &checked.sources.add("ulp.tdsl", text);
    checked.program =
        sema::check(checked.sources, *checked.file, {}, checked.sink);
    if (checked.sink.hasErrors())
      return;
    driver::InstanceOptions options;
    options.target.features = features;
    compilation = std::make_unique<driver::Compilation>(
        checked, *checked.program->functions.front(), options);
    if (compilation->run())
      executable = target::findBackend("cpu")->prepare(compilation->unit(),
                                                       checked.sink);
  }

  bool isReady() const { return executable != nullptr; }

  void run(llvm::ArrayRef<target::HostTensor *> inputs,
           target::HostTensor &result) {
    std::lock_guard<std::mutex> lock(mutex); // the judge takes the time
    target::RunOptions options;
    options.threads = 1;
    if (auto error = executable->run(inputs.take_front(bound.arity()),
                                     {&result}, {}, options))
      llvm::errs() << error->message << "\n";
  }

  const Bound &bound;
  const Float type;

private:
  driver::Checked checked;
  std::unique_ptr<driver::Compilation> compilation;
  std::unique_ptr<target::Executable> executable;
  std::mutex mutex;
};

/// One of the threads that share the samples, a block at a time.
class Worker {
public:
  Worker(Subject &subject, const Samples &samples, std::atomic<uint64_t> &next)
      : subject(subject), samples(samples), next(next) {
    auto element = target::ElementType::named(spelling(subject.type));
    for (target::HostTensor *tensor : {&x, &y, &result})
      *tensor = std::move(*target::HostTensor::make(*element, {Block}));
  }

  void work() {
    for (uint64_t begin; (begin = next.fetch_add(Block)) < samples.count;) {
      for (uint64_t at = 0; at != Block; ++at)
        fill(at, std::min(begin + at, samples.count - 1));
      subject.run({&x, &y}, result);
      for (uint64_t at = 0; at != Block; ++at)
        judge(at);
    }
  }

  Worst worst;

private:
  static constexpr int64_t Block = 1 << 14;

  Subject &subject;
  const Samples &samples;
  std::atomic<uint64_t> &next;
  const Format format = formatOf(subject.type);
  target::HostTensor x, y, result;

  void fill(uint64_t at, uint64_t sample) {
    uint64_t bits = samples.bits(sample);
    unsigned bytes = x.type().bytes();
    std::memcpy(static_cast<char *>(x.data()) + at * bytes, &bits, bytes);
    if (subject.bound.arity() == 2) { // any other sample
      bits = samples.bits((sample * 2654435761 + 12345) % samples.count);
      std::memcpy(static_cast<char *>(y.data()) + at * bytes, &bits, bytes);
    }
  }

  void judge(uint64_t at) {
    sema::Builtin function = subject.bound.function;
    if (subject.type == Float::F32 && subject.bound.arity() == 1) {
      float argument = x.as<float>()[at], got = result.as<float>()[at];
      double wanted = exact<double>(function, argument, 0);
      if (got != 0 && static_cast<float>(wanted) == got)
        return; // the nearest one: half a unit at most
      return note(argument, 0, got, wanted);
    }
    double a = target::realAt(x, at), b = target::realAt(y, at);
    double got = target::realAt(result, at);
    note(a, b, got,
         subject.type == Float::F64 ? exact<long double>(function, a, b)
                                    : exact<double>(function, a, b));
  }

  void note(double a, double b, double got, long double wanted) {
    double error = errorOf(got, wanted, format);
    if (error > worst.ulp)
      worst = {error, a, b, got};
  }
};

} // namespace

std::optional<Worst> measure(const Bound &bound, Float type,
                             const Samples &samples,
                             const std::string &features) {
  Subject subject(bound, type, features);
  if (!subject.isReady())
    return std::nullopt;
  std::atomic<uint64_t> next{0};
  std::vector<std::unique_ptr<Worker>> workers;
  std::vector<std::thread> threads;
  for (unsigned i = 0; i != std::max(1u, std::thread::hardware_concurrency());
       ++i) {
    workers.push_back(std::make_unique<Worker>(subject, samples, next));
    threads.emplace_back([worker = workers.back().get()] { worker->work(); });
  }
  Worst worst;
  for (size_t i = 0; i != threads.size(); ++i) {
    threads[i].join();
    if (workers[i]->worst.ulp > worst.ulp)
      worst = workers[i]->worst;
  }
  return worst;
}

} // namespace tdsl::ulp
