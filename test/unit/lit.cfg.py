# The unit tests, one lit test for each GoogleTest case.

import os

import lit.formats

root = os.path.dirname(os.path.dirname(os.path.dirname(__file__)))
build = lit_config.params.get("build", os.path.join(root, "build"))

config.name = "tdsl-unit"
config.test_source_root = os.path.join(build, "bin", "tests")
config.test_exec_root = config.test_source_root
for inherited in ("TDSL_DISABLE_CUDA", "TDSL_DISABLE_VULKAN"):
    if inherited in os.environ:
        config.environment[inherited] = os.environ[inherited]
config.test_format = lit.formats.GoogleTest(".", "Tests")
