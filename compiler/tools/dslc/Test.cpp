//===- Test.cpp - dslc test -----------------------------------------------===//
//
// A test is a function of what the host makes. It runs on every target that
// can run here, and its assertions are compared on the host.
//
//===----------------------------------------------------------------------===//

#include "compiler/tools/dslc/TestRun.h"

#include "llvm/Support/raw_ostream.h"

namespace tdsl::tools {
namespace {

class TestRunner {
public:
  TestRunner(const TestOptions &options,
             std::vector<target::Backend *> backends)
      : options(options), backends(std::move(backends)) {
    how.threads = options.common.threads.value_or(0);
    how.emulation = target::Emulation::WhereNeeded;
  }

  /// False where the file cannot be read or has errors.
  bool runFile(const std::string &file) {
    auto checked = open(file, options.common);
    if (!checked)
      return false;
    bool isGood = !checked->sink.hasErrors();
    if (isGood)
      for (const sema::TestCase &test : checked->program->tests)
        for (target::Backend *backend : backends)
          runOne(file, *checked, test, *backend);
    report(*checked, options.common);
    return isGood;
  }

  /// The last line; whether everything passed.
  bool finish() const {
    llvm::outs() << passed << " passed, " << failed << " failed\n";
    return failed == 0;
  }

private:
  const TestOptions &options;
  std::vector<target::Backend *> backends;
  target::RunOptions how;
  int passed = 0, failed = 0;

  void runOne(const std::string &file, driver::Checked &checked,
              const sema::TestCase &test, target::Backend &backend) {
    std::string why = runTest(checked, test, backend, how);
    bool isGood = why.empty();
    (isGood ? passed : failed) += 1;
    llvm::outs() << (isGood ? "ok      " : "FAILED  ") << file << ": "
                 << test.name << " (" << backend.name() << ")\n";
    if (!isGood)
      llvm::outs() << "        " << why << "\n";
    llvm::outs().flush();
  }
};

} // namespace

int run(const TestOptions &options) {
  std::vector<target::Backend *> backends;
  for (const std::string &name : options.targets) {
    int exit = Usage;
    backends.push_back(runnable(name, target::Emulation::WhereNeeded, exit));
    if (!backends.back())
      return exit;
  }
  TestRunner runner(options, std::move(backends));
  bool areGood = true;
  for (const std::string &file : options.files)
    areGood &= runner.runFile(file);
  areGood &= runner.finish();
  return areGood ? Done : InputHasErrors;
}

} // namespace tdsl::tools
