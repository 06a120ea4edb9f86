"""Shows each place of the front half that reports something and that no test reaches.

coverage.py [--all]   --all prints every place, with how often it ran

Builds the layers up to sema once more, in build-coverage/, with clang's source
coverage; runs them on every program of FOLDERS and of the error pages, and the
unit tests of syntax, which make the texts that are no text or too large.
"""

import bisect
import json
import os
import re
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(ROOT, "test/tidy"))
import catalogue  # noqa: E402
import pages  # noqa: E402
import tree  # noqa: E402

BUILD = os.path.join(ROOT, "build-coverage")
PROGRAM = os.path.join(BUILD, "bin/front-half")
UNIT_TESTS = os.path.join(BUILD, "bin/tests/syntaxTests")
LLVM = "/usr/lib/llvm-19/bin"
FLAGS = "-fprofile-instr-generate -fcoverage-mapping"
LAYERS = ("compiler/syntax/", "compiler/sema/")
# Their tests say which diagnostics they expect.
FOLDERS = ("test/errors/", "test/sema/", "test/syntax/")
# Where a kind of the catalogue is named, it is emitted; what reports for many
# callers is a place at each of its calls.
PLACE = re.compile(r"\bdiag::([A-Z]\w+)|(?:^ +|\breturn )((?:report\w*|notSupported)\()")


def build():
    if not os.path.exists(os.path.join(BUILD, "build.ninja")):
        subprocess.check_call(
            ["cmake", "-S", ROOT, "-B", BUILD, "-G", "Ninja", "-DCMAKE_BUILD_TYPE=Debug",
             f"-DCMAKE_CXX_FLAGS={FLAGS}", f"-DCMAKE_EXE_LINKER_FLAGS={FLAGS}"])
    subprocess.check_call(["ninja", "-C", BUILD, "front-half", "syntaxTests"])


def tdsl_below(folder):
    for inside, _, names in os.walk(folder):
        yield from (os.path.join(inside, name) for name in names if name.endswith(".tdsl"))


def programs(folder):
    """Every program of the tests and pages; what stands in parts of a file goes below `folder`."""
    for path in tree.files():
        into = os.path.join(folder, path)
        if re.match(r"docs/errors/[EW]\d{4}\.md", path):
            os.makedirs(into)
            for number, (_, text) in enumerate(pages.blocks_of(path, into)):
                with open(os.path.join(into, f"{number}.tdsl"), "w", encoding="utf-8") as file:
                    file.write(text)
            yield from tdsl_below(into)
        elif path.startswith(FOLDERS) and "\n//--- " in tree.read(path):
            subprocess.check_call([f"{LLVM}/split-file", os.path.join(ROOT, path), into])
            yield from tdsl_below(into)
        elif path.startswith(FOLDERS) and path.endswith(".tdsl"):
            yield os.path.join(ROOT, path)


def run(command, folder):
    """{path: [(line, column, how often the text from here on ran)]}, in order."""
    raw, merged = os.path.join(folder, "raw"), os.path.join(folder, "merged")
    subprocess.check_call(command, stdout=subprocess.DEVNULL,
                          env={**os.environ, "LLVM_PROFILE_FILE": raw})
    subprocess.check_call([f"{LLVM}/llvm-profdata", "merge", raw, "-o", merged])
    told = subprocess.run(
        [f"{LLVM}/llvm-cov", "export", "-skip-functions", f"-instr-profile={merged}", command[0]],
        check=True, stdout=subprocess.PIPE)
    return {os.path.relpath(file["filename"], ROOT): [tuple(each[:3]) for each in file["segments"]]
            for file in json.loads(told.stdout)["data"][0]["files"]}


def run_all():
    with tempfile.TemporaryDirectory() as folder:
        given = sorted(programs(folder))
        print(f"{len(given)} programs")
        return [run([PROGRAM, os.path.join(ROOT, "stdlib"), *given], folder),
                run([UNIT_TESTS], folder)]


def count_at(segments, line, column):
    before = bisect.bisect_right(segments, (line, column, float("inf")))
    return segments[before - 1][2] if before else 0


def places():
    """(path, line, column, what) of each place that reports."""
    known = {name for _, name in catalogue.entries().values()}
    for path in tree.files():
        if not path.startswith(LAYERS) or not path.endswith(".cpp"):
            continue
        for number, line in enumerate(tree.read(path).splitlines(), 1):
            for found in PLACE.finditer(line):
                if found[2] or found[1] in known:
                    group = 1 if found[1] else 2
                    yield path, number, found.start(group) + 1, found[group].rstrip("(")


def main(arguments):
    build()
    runs, total, unreached = run_all(), 0, 0
    for path, line, column, what in places():
        count = sum(count_at(ran.get(path, []), line, column) for ran in runs)
        total, unreached = total + 1, unreached + (count == 0)
        if count == 0 or "--all" in arguments:
            print(f"{path}:{line}: {what}: {count or 'no test reaches it'}")
    print(f"{total - unreached} of {total} places that report are reached by a test")
    return 1 if unreached else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
