//===- Worker.cpp - The thread of one file --------------------------------===//

#include "compiler/lsp/Worker.h"

#include <algorithm>
#include <utility>

namespace tdsl::lsp {

/// A thread that is there when the next key is pressed answers sooner than one
/// that has to be made.
static constexpr std::chrono::seconds Patience{2};

Worker::Worker(Setup given) : setup(std::move(given)) {}

Worker::~Worker() {
  close();
  if (thread.joinable())
    thread.join();
}

/// Called with the mutex held, after something to do was put down.
void Worker::start() {
  isDraining = false;
  wake.notify_one();
  if (isRunning || isClosed)
    return;
  if (thread.joinable())
    thread.join(); // it has let go of the mutex, for the last time
  isRunning = true;
  thread = std::thread([this] { run(); });
}

void Worker::update(std::shared_ptr<const Text> text) {
  std::lock_guard<std::mutex> lock(mutex);
  newest = std::move(text);
  isDue = true;
  Milliseconds wait =
      std::clamp(recent * 1.5, Milliseconds(0), setup.longestDebounce);
  dueAt = Clock::now() + std::chrono::duration_cast<Clock::duration>(wait);
  start();
}

void Worker::ask(Question question) {
  std::lock_guard<std::mutex> lock(mutex);
  questions.push_back(std::move(question));
  start();
}

void Worker::forgetFiles() {
  std::lock_guard<std::mutex> lock(mutex);
  if (!newest)
    return;
  isForgetful = isDue = true;
  dueAt = Clock::now();
  start();
}

std::deque<Worker::Question> Worker::close() {
  std::lock_guard<std::mutex> lock(mutex);
  isClosed = true;
  wake.notify_one();
  return std::exchange(questions, {});
}

bool Worker::isAwake() {
  std::lock_guard<std::mutex> lock(mutex);
  return isRunning;
}

bool Worker::hasWork() const { return isDue || !questions.empty(); }

void Worker::drain() {
  std::unique_lock<std::mutex> lock(mutex);
  dueAt = Clock::now();
  isDraining = true;
  wake.notify_one();
  idle.wait(lock, [&] { return !isRunning; });
}

void Worker::run() {
  std::unique_lock<std::mutex> lock(mutex);
  while (!isClosed) {
    if (!hasWork()) {
      bool isOver = isDraining ||
                    (wake.wait_for(lock, Patience) == std::cv_status::timeout &&
                     !hasWork());
      if (isOver)
        break;
    } else if (questions.empty() && Clock::now() < dueAt) {
      wake.wait_until(lock, dueAt);
    } else {
      doNext(lock);
    }
  }
  isRunning = false;
  idle.notify_all();
}

/// The mutex is free while it is done.
void Worker::doNext(std::unique_lock<std::mutex> &lock) {
  if (questions.empty()) {
    isDue = false;
    std::shared_ptr<const Text> text = newest;
    lock.unlock();
    analyseNewest(std::move(text));
  } else {
    Question question = std::move(questions.front());
    questions.pop_front();
    bool isStale = question.text != newest;
    lock.unlock();
    if (!question.isSettled(isStale)) {
      refresh(question.text);
      question.answer(*snapshot);
    }
  }
  lock.lock();
}

/// Makes the snapshot that of a text.
void Worker::refresh(const std::shared_ptr<const Text> &text) {
  ide::Files files;
  {
    std::lock_guard<std::mutex> lock(mutex);
    files = isForgetful ? ide::Files::Changed : ide::Files::AsBefore;
    isForgetful = false;
  }
  bool isSame =
      snapshot && files == ide::Files::AsBefore && analysed->text == text->text;
  if (isSame) {
    analysed = text;
    return;
  }
  auto begin = Clock::now();
  snapshot =
      ide::analyse(text->text, setup.path, setup.options, snapshot, files);
  analysed = text;
  note(Clock::now() - begin);
}

/// Tells what is wrong with the text, then what is wrong with its schedules.
void Worker::analyseNewest(std::shared_ptr<const Text> text) {
  refresh(text);
  int64_t version = text->version;
  if (!snapshot->isJudged() && snapshot->needsJudging()) {
    publish(version);
    auto begin = Clock::now();
    snapshot = ide::judge(snapshot, [&] { return isOutdated(version); });
    note(Clock::now() - begin);
    if (!snapshot->isJudged())
      return resume(text);
  }
  publish(version);
}

/// A question came first; what is left follows, unless the text has changed.
void Worker::resume(const std::shared_ptr<const Text> &text) {
  std::lock_guard<std::mutex> lock(mutex);
  isDue |= newest == text;
}

void Worker::publish(int64_t version) {
  {
    std::lock_guard<std::mutex> lock(mutex);
    if (isClosed)
      return;
  }
  setup.publish(*snapshot, version);
}

void Worker::note(Milliseconds took) {
  std::lock_guard<std::mutex> lock(mutex);
  recent = recent * 0.75 + took * 0.25;
}

bool Worker::isOutdated(int64_t version) {
  std::lock_guard<std::mutex> lock(mutex);
  return isClosed || !questions.empty() || newest->version != version;
}

} // namespace tdsl::lsp
