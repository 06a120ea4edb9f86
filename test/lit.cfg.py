# How lit runs the tests of this tree. `./dev test` calls it; by hand:
#   build/../test$ lit -v test/sema     (lit is in Debian's llvm-19-tools)

import os

import lit.formats

config.name = "tdsl"
config.test_format = lit.formats.ShTest(execute_external=False)
config.suffixes = [".tdsl", ".mlir", ".test"]
config.excludes = ["Inputs", "corpus"]

config.test_source_root = os.path.dirname(__file__)
root = os.path.dirname(config.test_source_root)
build = lit_config.params.get("build", os.path.join(root, "build"))
config.test_exec_root = os.path.join(build, "test")

# FileCheck, not, count and split-file are LLVM's; the rest is ours.
llvm = "/usr/lib/llvm-19/bin"
config.environment["PATH"] = os.pathsep.join(
    [os.path.join(build, "bin"), llvm, config.environment["PATH"]]
)
config.environment["TDSL_STDLIB"] = os.path.join(root, "stdlib")
for inherited in ("CCACHE_DIR", "TDSL_FUZZ_SECONDS"):
    if inherited in os.environ:
        config.environment[inherited] = os.environ[inherited]

config.substitutions += [
    ("%root", root),
    ("%build", build),
    ("%python", "python3"),
    # Several tests compile C; the compiler that built us is at hand.
    ("%cc", "clang-19"),
    ("%cxx", "clang++-19"),
]

for program in ("dslc", "tdsl-opt"):
    if os.path.exists(os.path.join(build, "bin", program)):
        config.available_features.add(program)
config.available_features.add(os.uname().machine)
