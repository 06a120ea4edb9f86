"""Times the benches of the examples; ./dev bench [FILE...] [--compare BEFORE].

Each run is kept in build/bench.jsonl, one JSON object a line. --compare prints
the change against such a file of before.
"""

import argparse
import glob
import json
import os
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
DSLC = os.path.join(ROOT, "build/bin/dslc")
KEPT = os.path.join(ROOT, "build/bench.jsonl")


def bench(path, threads):
    """The results of the benches of a file."""
    command = [DSLC, "bench", path, "--json"]
    if threads:
        command += ["--threads", str(threads)]
    ran = subprocess.run(command, capture_output=True, text=True)
    if ran.returncode:
        sys.stderr.write(ran.stderr)
        sys.exit(f"bench: {path} failed")
    return [json.loads(line) for line in ran.stdout.splitlines() if line.startswith("{")]


def with_benches(paths):
    """Those that have something to time."""
    found = []
    for path in sorted(paths):
        with open(path, encoding="utf-8") as file:
            if any(line.startswith("bench ") for line in file):
                found.append(path)
    return found


def key(result):
    return (result["name"], json.dumps(result["sizes"], sort_keys=True), result["threads"])


def row(result, before):
    sizes = " ".join(f"{name}={size}" for name, size in sorted(result["sizes"].items()))
    line = (f"{result['name']:28} {sizes:24} {result['threads']:3} "
            f"{result['median_ms']:10.3f} {result.get('gflops', 0):8.1f} "
            f"{result.get('gbps', 0):8.1f}")
    earlier = before.get(key(result))
    if earlier:
        line += f" {result['median_ms'] / earlier['median_ms'] - 1:+8.1%}"
    return line


def main():
    parser = argparse.ArgumentParser(prog="./dev bench")
    parser.add_argument("files", nargs="*", help="programs; the examples by default")
    parser.add_argument("--compare", metavar="BEFORE", help="a bench.jsonl of before")
    parser.add_argument("--threads", type=int)
    options = parser.parse_args()
    before = {}
    if options.compare:
        with open(options.compare, encoding="utf-8") as file:
            before = {key(result): result for result in map(json.loads, file)}
    files = options.files or with_benches(glob.glob(os.path.join(ROOT, "examples/*/*.tdsl")))
    print(f"{'bench':28} {'sizes':24} {'thr':>3} {'median ms':>10} {'GFLOP/s':>8} {'GB/s':>8}"
          + (f" {'change':>8}" if before else ""))
    with open(KEPT, "w", encoding="utf-8") as kept:
        for path in files:
            for result in bench(path, options.threads):
                print(row(result, before), flush=True)
                kept.write(json.dumps(result) + "\n")


if __name__ == "__main__":
    main()
