//===- WorkerTest.cpp - The thread of a file ------------------------------===//

#include "compiler/lsp/Worker.h"
#include "test/unit/lsp/Marked.h"

#include <atomic>

using namespace tdsl;
using namespace tdsl::lsp;

namespace {

std::shared_ptr<const lsp::Text> textOf(const std::string &text,
                                        int64_t version) {
  return std::make_shared<Text>(Text{text, version});
}

/// What was published: `version:reports`, in order.
struct Published {
  std::mutex mutex;
  std::vector<std::string> all;

  Worker::Setup setup(double debounce) {
    Worker::Setup setup;
    setup.path = "test.tdsl";
    setup.longestDebounce = Worker::Milliseconds(debounce);
    setup.publish = [this](const ide::Analysis &analysis, int64_t version) {
      std::lock_guard<std::mutex> lock(mutex);
      all.push_back(std::to_string(version) + ":" +
                    std::to_string(analysis.reports().size()));
    };
    return setup;
  }
};
using Words = std::vector<std::string>;

} // namespace

TEST(Worker, PublishesTheTextThenItsSchedules) {
  Published published;
  Worker worker(published.setup(0));
  worker.update(textOf(in("parallel(strip)", "parallel(strp)"), 7));
  worker.drain();
  EXPECT_EQ(published.all, Words({"7:0", "7:1"}));
}

TEST(Worker, AnswersForTheTextThatWasAskedAbout) {
  Published published;
  Worker worker(published.setup(0));
  auto first = textOf("fn a(x: f32) -> (y: f32) { y = x }", 1);
  auto second = textOf("", 2);
  worker.update(first);
  size_t items[3] = {9, 9, 9};
  bool isStale[3] = {};
  auto question = [&](size_t place, std::shared_ptr<const Text> text) {
    return Worker::Question{int(place), std::move(text),
                            [&, place](bool stale) {
                              isStale[place] = stale;
                              return place == 2;
                            },
                            [&, place](const ide::Analysis &analysis) {
                              items[place] = analysis.items().size();
                            }};
  };
  worker.update(second); // before the questions are read
  worker.ask(question(0, first));
  worker.ask(question(1, second));
  worker.ask(question(2, first));
  worker.drain();
  EXPECT_EQ(items[0], 1u);
  EXPECT_TRUE(isStale[0]);
  EXPECT_EQ(items[1], 0u);
  EXPECT_FALSE(isStale[1]);
  EXPECT_EQ(items[2], 9u); // it was settled
  EXPECT_EQ(published.all.back(), "2:0");
}

TEST(Worker, PublishesEverythingThoughAQuestionComesBetween) {
  // An edit and a question at once, as every editor sends them: judging stops
  // for the question and goes on behind it.
  Published published;
  Worker worker(published.setup(0));
  for (int64_t version = 1; version <= 20; ++version) {
    std::string text =
        std::string(version, '\n') + in("parallel(strip)", "parallel(strp)");
    auto shared = textOf(text, version);
    worker.update(shared);
    worker.ask({version, shared, [](bool) { return false; },
                [](const ide::Analysis &) {}});
  }
  worker.drain();
  EXPECT_EQ(published.all.back(), "20:1");
}

TEST(Worker, AnalysesOnlyTheNewestOfSeveral) {
  Published published;
  Worker worker(published.setup(10000));
  worker.update(textOf(Blur, 1));
  worker.drain();
  published.all.clear();
  std::string many;
  for (int i = 0; i != 300; ++i)
    many += "fn g" + std::to_string(i) + "(x: f32) -> (y: f32) { y = x }\n";
  worker.update(textOf(many, 2));
  worker.drain();
  published.all.clear();
  // These come faster than an analysis: most of them are never looked at.
  for (int64_t version = 3; version <= 6; ++version)
    worker.update(textOf(many + std::string(version, '\n'), version));
  worker.drain();
  EXPECT_EQ(published.all.back(), "6:0");
  EXPECT_LT(published.all.size(), 4u);
}

TEST(Worker, ReadsImportsAgainWhenTold) {
  Published published;
  Worker worker(published.setup(0));
  worker.update(textOf("import no.such (f)\n", 1));
  worker.drain();
  worker.forgetFiles();
  worker.drain();
  EXPECT_EQ(published.all, Words({"1:1", "1:1"}));
}

TEST(Worker, GivesBackWhatItWillNotAnswer) {
  Published published;
  std::atomic<int> answered{0};
  size_t left = 0;
  {
    Worker worker(published.setup(10000));
    for (int id = 0; id != 50; ++id)
      worker.ask({id, textOf(Blur, 1), [](bool) { return false; },
                  [&](const ide::Analysis &) { ++answered; }});
    auto questions = worker.close();
    left = questions.size();
    if (left != 0) {
      EXPECT_EQ(questions.back().id, json::Value(49));
    }
  }
  EXPECT_EQ(left + size_t(answered), 50u);
  EXPECT_EQ(published.all, Words());
}
