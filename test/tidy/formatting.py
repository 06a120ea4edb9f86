"""C++ is formatted by clang-format 19, TDSL by dslc fmt.

`./dev fmt` rewrites; `./dev fmt --check` and `./dev tidy formatting` only tell.
"""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import tree

DSLC = os.path.join(tree.ROOT, "build/bin/dslc")


def cpp_files():
    return [path for path in tree.files()
            if path.endswith(tree.CPP) and not path.startswith("test/errors")]


def tdsl_files():
    return [path for path in tree.files()
            if path.endswith(".tdsl") and path.startswith(("stdlib/", "examples/"))]


def run(command):
    return subprocess.run(command, cwd=tree.ROOT, capture_output=True, text=True)


def cpp_problem(path):
    ran = run(["clang-format-19", "--dry-run", "--Werror", path])
    return f"{path}: ./dev fmt changes it" if ran.returncode else None


def tdsl_problem(path):
    ran = run([DSLC, "fmt", "--check", path])
    return f"{path}: ./dev fmt changes it" if ran.returncode else None


def check():
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        problems = list(pool.map(cpp_problem, cpp_files()))
        if os.path.exists(DSLC):
            problems += pool.map(tdsl_problem, tdsl_files())
    yield from filter(None, problems)


def rewrite():
    run(["clang-format-19", "-i"] + cpp_files())
    if os.path.exists(DSLC) and tdsl_files():
        run([DSLC, "fmt"] + tdsl_files())


if __name__ == "__main__":
    if sys.argv[1:] == ["--check"]:
        told = list(check())
        print("\n".join(told) or "formatted")
        sys.exit(1 if told else 0)
    rewrite()
