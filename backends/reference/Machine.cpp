//===- Machine.cpp - What all frames of one run share ---------------------===//

#include "backends/reference/Machine.h"

#include "llvm/Support/thread.h"

namespace tdsl::reference {

void Machine::fail(FailureKind kind, const llvm::Twine &message, Span span) {
  if (!firstFailure)
    firstFailure = Failure{kind, message.str(), span};
}

/// SplitMix64: a step of a constant, then a mix.
uint64_t Machine::nextRandom() {
  uint64_t x = randomState += 0x9e3779b97f4a7c15;
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9;
  x = (x ^ (x >> 27)) * 0x94d049bb133111eb;
  return x ^ (x >> 31);
}

/// One of the two neighbours of the exact result, each as likely; an exact
/// result is kept. (Of f64 the exact result is not known: it may move either
/// way, unless it is an integer so small that it is probably exact.)
double Machine::shake(double exact, double rounded, number::Format format) {
  if (!std::isfinite(rounded) || rounded == 0)
    return rounded;
  bool isExact =
      format == number::Format::F64
          ? rounded == std::trunc(rounded) && std::fabs(rounded) < 1e9
          : exact == rounded;
  uint64_t random = nextRandom();
  if (isExact || (random & 1))
    return rounded;
  bool goesUp =
      format == number::Format::F64 ? (random >> 1) & 1 : exact > rounded;
  double step = number::ulp(rounded, format);
  return number::round(goesUp ? rounded + step : rounded - step, format);
}

double Machine::shakeWithin(double rounded, number::Format format,
                            double ulps) {
  if (!std::isfinite(rounded) || rounded == 0)
    return rounded;
  double unit = static_cast<double>(nextRandom() >> 11) * 0x1p-52 - 1;
  double moved = rounded + unit * (ulps + 0.5) * number::ulp(rounded, format);
  return number::round(moved, format);
}

void Machine::runOnLargeStack(llvm::function_ref<void()> work) {
  constexpr unsigned StackBytes = 256u << 20;
  constexpr unsigned Margin = 16u << 20; // for one stage, all its nodes
  llvm::thread worker(std::optional<unsigned>(StackBytes), [&] {
    char here;
    stackLimit = &here - (StackBytes - Margin);
    work();
  });
  worker.join();
}

} // namespace tdsl::reference
