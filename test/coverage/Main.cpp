//===- Main.cpp - front-half: parses and checks files ---------------------===//
//
// front-half STDLIB FILE...
//
// For test/coverage/coverage.py: what of the front half do the tests reach?
//
//===----------------------------------------------------------------------===//

#include "compiler/diag/Render.h"
#include "compiler/sema/Check.h"
#include "compiler/syntax/Format.h"

#include "llvm/Support/raw_ostream.h"

using namespace tdsl;

int main(int argc, char **argv) {
  for (int i = 2; i < argc; ++i) {
    SourceManager sources;
    std::string whyNot;
    const SourceFile *file = sources.load(argv[i], whyNot);
    if (!file) {
      llvm::errs() << argv[i] << ": " << whyNot << "\n";
      return 1;
    }
    diag::Sink sink;
    syntax::format(*file, sink);
    sema::check(sources, *file, {{argv[1]}}, sink);
    diag::render(llvm::outs(), sink, sources, diag::Format::Line);
  }
  return 0;
}
