"""Runs the fuzzers for some seconds each; replays their corpus first.

run.py [SECONDS] [--only NAME]   one of parse, check, mutate, lsp
run.py schedules [--pairs N] [--seed S]   random programs, random schedules
"""

import argparse
import glob
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
BIN = os.path.join(ROOT, "build/bin/fuzz")
# About this many mutations are done in a second, and edits of an open file.
MUTATIONS_A_SECOND = 200
EDITS_A_SECOND = 100


def seeds():
    patterns = ("examples/**/*.tdsl", "stdlib/**/*.tdsl", "test/**/*.tdsl")
    found = [path for pattern in patterns
             for path in glob.glob(os.path.join(ROOT, pattern), recursive=True)]
    return sorted(found)


def libfuzzer(name, seconds):
    """Replays the corpus, then searches from it and from every program here."""
    program = os.path.join(BIN, f"{name}-fuzzer")
    if not os.path.exists(program):
        print(f"{name}: not built; libclang-rt-19-dev has what it needs")
        return 0
    corpus = os.path.join(HERE, "corpus")
    failed = subprocess.call([program, "-runs=0", corpus])
    if failed or not seconds:
        return failed
    with tempfile.TemporaryDirectory() as found:
        start = os.path.join(found, "start")
        os.mkdir(start)
        for number, seed in enumerate(seeds()):
            os.symlink(seed, os.path.join(start, f"{number}.tdsl"))
        return subprocess.call(
            [program, f"-max_total_time={seconds}", "-timeout=5", "-rss_limit_mb=2048",
             "-max_len=4096", "-print_final_stats=1", "-verbosity=0",
             f"-artifact_prefix={os.getcwd()}/", found, start, corpus])


def mutate(seconds):
    count = str(max(1, seconds * MUTATIONS_A_SECOND))
    return subprocess.call([os.path.join(BIN, "mutate"), count] + seeds())


def lsp(seconds):
    """Edits sent to the language server; with time, the examples letter by letter."""
    soak = [sys.executable, os.path.join(os.path.dirname(HERE), "lsp/soak.py")]
    server = ["--", os.path.join(ROOT, "build/bin/dslc"), "lsp"]
    failed = subprocess.call(
        soak + ["--edits", str(max(1, seconds * EDITS_A_SECOND))] + server)
    if not failed and seconds >= 60:
        failed = subprocess.call(soak + ["--prefixes", "--only", "examples/"] + server)
    return failed


def main():
    if sys.argv[1:2] == ["schedules"]:
        return subprocess.call([os.path.join(BIN, "fuzz-schedules")] + sys.argv[2:])
    parser = argparse.ArgumentParser()
    parser.add_argument("seconds", nargs="?", type=int, default=60)
    runs = {"parse": lambda seconds: libfuzzer("parse", seconds),
            "check": lambda seconds: libfuzzer("check", seconds),
            "mutate": mutate, "lsp": lsp}
    parser.add_argument("--only", choices=runs)
    options = parser.parse_args()
    failed = 0
    for name, run in runs.items():
        if options.only in (None, name):
            failed |= run(options.seconds)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
