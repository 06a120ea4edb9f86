//===- Test.cpp - dslc test -----------------------------------------------===//
//
// A test is a function of what the host makes. It runs on every target that
// can run here, and its assertions are compared on the host.
//
//===----------------------------------------------------------------------===//

#include "compiler/tools/dslc/TestRun.h"

#include "llvm/Support/raw_ostream.h"

namespace tdsl::tools {

int run(const TestOptions &options) {
  int passed = 0, failed = 0;
  for (const std::string &file : options.files) {
    auto checked = open(file, options.common);
    if (!checked)
      return InputHasErrors;
    if (checked->sink.hasErrors()) {
      report(*checked, options.common);
      return InputHasErrors;
    }
    for (const sema::TestCase &test : checked->program->tests)
      for (const std::string &target : options.targets) {
        std::string why = runTest(*checked, test, target);
        bool good = why.empty();
        (good ? passed : failed) += 1;
        llvm::outs() << (good ? "ok      " : "FAILED  ") << file << ": "
                     << test.name << " (" << target << ")\n";
        if (!good)
          llvm::outs() << "        " << why << "\n";
      }
    report(*checked, options.common);
  }
  llvm::outs() << passed << " passed, " << failed << " failed\n";
  return failed ? InputHasErrors : Done;
}

} // namespace tdsl::tools
