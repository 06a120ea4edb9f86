"""./dev demo: compiles the examples, runs three of them on real data, checks each
against the reference interpreter, and prints what they took."""

import array
import ast
import glob
import json
import os
import random
import struct
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
DSLC = os.path.join(ROOT, "build/bin/dslc")
OUT = os.path.join(ROOT, "build/demo")
TYPES = {"<f4": "f", "<f8": "d", "|u1": "B", "<u2": "H", "<i4": "i"}


def dslc(*words):
    """What dslc prints; stops the demo where it fails."""
    ran = subprocess.run([DSLC, *words], capture_output=True, text=True)
    if ran.returncode:
        sys.stderr.write(ran.stdout + ran.stderr)
        sys.exit(f"demo: dslc {' '.join(words)} failed")
    return ran.stdout


def example(name):
    found = glob.glob(os.path.join(HERE, f"*-{name}", f"{name}.tdsl"))
    return found[0] if found else sys.exit(f"demo: there is no example {name}")


def write_matrix(path, rows, columns, seed):
    """A .npy file of small random floats."""
    draw = random.Random(seed)
    header = f"{{'descr': '<f4', 'fortran_order': False, 'shape': ({rows}, {columns}), }}"
    header += " " * (-(len(header) + 11) % 64) + "\n"
    values = array.array("f", (draw.uniform(-1, 1) for _ in range(rows * columns)))
    with open(path, "wb") as file:
        file.write(b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header)))
        file.write(header.encode() + values.tobytes())


def read_values(path):
    with open(path, "rb") as file:
        data = file.read()
    length = struct.unpack("<H", data[8:10])[0]
    header = ast.literal_eval(data[10:10 + length].decode())
    return array.array(TYPES[header["descr"]], data[10 + length:])


def difference(first, second):
    """The largest difference, relative to the largest value."""
    left, right = read_values(first), read_values(second)
    if len(left) != len(right):
        return float("inf")
    largest = max((abs(value) for value in right), default=0) or 1
    return max((abs(a - b) for a, b in zip(left, right)), default=0) / largest


def run_both(name, inputs, output, picture=None):
    """Runs an example on both targets; tells how far they are apart."""
    program = example(name)
    given = [word for item in inputs.items() for word in ("--in", "=".join(item))]
    files = {}
    for target in ("cpu", "reference"):
        files[target] = os.path.join(OUT, f"{name}-{target}.npy")
        dslc("run", program, "--fn", name, *given, "--target", target,
             "--out", f"{output}={files[target]}")
    if picture:
        dslc("run", program, "--fn", name, *given, "--out", f"{output}={picture}")
    apart = difference(files["cpu"], files["reference"])
    verdict = "same as the reference" if apart == 0 else f"within {apart:.1e} of the reference"
    if apart > 1e-4:
        sys.exit(f"demo: {name} differs from the reference by {apart:.1e}")
    return verdict


def timed(name, sizes):
    """What one call of an example takes at these sizes, on all threads."""
    words = [word for size in sizes.items() for word in ("--size", "=".join(size))]
    printed = dslc("bench", example(name), "--fn", name, *words, "--json")
    return json.loads(printed.splitlines()[0])


def main():
    os.makedirs(OUT, exist_ok=True)
    programs = sorted(glob.glob(os.path.join(HERE, "*", "*.tdsl")))
    dslc("check", *programs)
    print(f"{len(programs)} programs compile.\n")

    photo = os.path.join(HERE, "data", "photo.png")
    matrices = {name: os.path.join(OUT, f"{name}.npy") for name in ("a", "b")}
    for seed, path in enumerate(matrices.values()):
        write_matrix(path, 192, 192, seed)
    pictures = {name: os.path.join(OUT, f"{name}.png") for name in ("blur", "harris")}
    picture, matrix = {"H": "512", "W": "512"}, {"M": "512", "N": "512", "K": "512"}
    rows = [
        ("blur", picture, run_both("blur", {"image": photo}, "out", pictures["blur"])),
        ("harris", picture, run_both("harris", {"image": photo}, "out", pictures["harris"])),
        ("matmul", matrix, run_both("matmul", matrices, "c")),
    ]
    print(f"{'example':10} {'time':>12} {'GFLOP/s':>9} {'GB/s':>7}   result")
    for name, sizes, verdict in rows:
        result = timed(name, sizes)
        flops = f"{result['gflops']:9.1f}" if result.get("gflops") else f"{'-':>9}"
        print(f"{name:10} {result['median_ms']:9.3f} ms {flops} "
              f"{result.get('gbps', 0):7.1f}   {verdict}")
    print(f"\nThe photograph: {os.path.relpath(photo, ROOT)}")
    for path in pictures.values():
        print(f"         wrote {os.path.relpath(path, ROOT)}")


if __name__ == "__main__":
    main()
