//===- Worker.h - The thread of one file ----------------------------------===//
//
// After clangd: the main thread hands over texts and questions and never waits.
// The thread ends when there has been nothing to do for a while.
// Questions go before updates, in their order, each on a snapshot of the text
// that it was asked about. An update waits until the text has been left alone
// for about as long as the last analyses took; only the newest is analysed.
//
//===----------------------------------------------------------------------===//

#ifndef TDSL_LSP_WORKER_H
#define TDSL_LSP_WORKER_H

#include "compiler/ide/Analysis.h"
#include "compiler/lsp/Document.h"

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace tdsl::lsp {

class Worker {
public:
  using Milliseconds = std::chrono::duration<double, std::milli>;
  struct Setup {
    std::string path;
    ide::Options options;
    Milliseconds longestDebounce{150};
    /// Tells what is known of a version; called first without schedules.
    std::function<void(const ide::Analysis &, int64_t version)> publish;
  };

  explicit Worker(Setup setup);
  /// Finishes what is under way, drops the rest.
  ~Worker();

  void update(std::shared_ptr<const Text> text);
  struct Question {
    json::Value id; // of the request, for whoever closes the file
    std::shared_ptr<const Text> text;
    /// Asked first: whether no snapshot of the text is needed any more.
    std::function<bool(bool isStale)> isSettled;
    std::function<void(const ide::Analysis &)> answer;
  };
  void ask(Question question);
  /// Files that imports read may have changed.
  void forgetFiles();
  /// Nothing more is published; returns while the last analysis goes on, with
  /// the questions that will not be answered.
  std::deque<Question> close();
  bool isDone();
  /// Whether there is a thread.
  bool isAwake();
  /// Until nothing is left to do and the thread has ended; an update no longer
  /// waits for a pause.
  void drain();

private:
  using Clock = std::chrono::steady_clock;
  void start();
  void run();
  void refresh(const std::shared_ptr<const Text> &text);
  void analyseNewest(std::shared_ptr<const Text> text);
  void resume(const std::shared_ptr<const Text> &text);
  void publish(int64_t version);
  void note(Milliseconds took);
  bool isOutdated(int64_t version);
  bool hasWork() const;
  void doNext(std::unique_lock<std::mutex> &lock);

  const Setup setup;

  // Of the thread alone.
  ide::Snapshot snapshot;
  std::shared_ptr<const Text> analysed;

  std::mutex mutex; // guards what follows
  std::condition_variable wake, idle;
  std::deque<Question> questions;
  std::shared_ptr<const Text> newest; // the last that was handed over
  bool isDue = false;                 // `newest` is still to be published
  bool isForgetful = false;
  Clock::time_point dueAt;
  Milliseconds recent{0}; // a running mean of analyses
  bool isDraining = false;
  bool isRunning = false; // there is a thread that will look for work again
  bool isClosed = false;
  std::thread thread;
};

} // namespace tdsl::lsp

#endif // TDSL_LSP_WORKER_H
