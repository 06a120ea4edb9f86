# How lit runs the tests of this tree. `./dev test` calls it; by hand:
#   build/../test$ lit -v test/sema     (lit is in Debian's llvm-19-tools)

import os
import subprocess
import shutil

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
for inherited in ("CCACHE_DIR", "TDSL_FUZZ_SECONDS", "TDSL_DISABLE_CUDA",
                  "TDSL_DISABLE_VULKAN"):
    if inherited in os.environ:
        config.environment[inherited] = os.environ[inherited]

config.substitutions += [
    ("%root", root),
    ("%build", build),
    ("%python", "python3"),
    # Several tests compile C; the compiler that built us is at hand.
    ("%cc", "clang-19"),
    ("%cxx", "clang++-19"),
    ("%spirv-val", "spirv-val --target-env vulkan1.1"),
]

for program in ("dslc", "tdsl-opt"):
    if os.path.exists(os.path.join(build, "bin", program)):
        config.available_features.add(program)
# Programs that some tests need and that a machine may lack.
for program in ("spirv-val",):
    if shutil.which(program):
        config.available_features.add(program)
config.available_features.add(os.uname().machine)

# NVIDIA's assembler is for looking at code; nothing needs it.
ptxas = shutil.which("ptxas") or shutil.which("ptxas", path="/usr/local/cuda/bin")
if ptxas:
    config.available_features.add("ptxas")
    config.substitutions.append(("%ptxas", ptxas))

# The features `vulkan` and `cuda`: a device that the runtime can use. Tests that
# need one are listed as unsupported where there is none.
devices = os.path.join(build, "bin", "tests", "devices")
if os.path.exists(devices):
    found = subprocess.run([devices], capture_output=True, text=True, env=os.environ)
    for line in found.stdout.splitlines():
        config.available_features.add(line.split(":")[0])
