"""Random schedules for GPUs: what `dslc check` accepts must pass `dslc verify`.

gpu_schedules.py [--pairs N] [--seed S] [--targets cuda,vulkan] [--rounds R]

A directive that is refused is left out, so that each schedule is legal. The last
line counts the pairs, the directives that were accepted and the failures.
"""

import argparse
import collections
import os
import random
import subprocess
import sys
import tempfile

# Each with the loops of its stages, outermost first, and its parameters.
PROGRAMS = [
    ("""fn f<H, W>(image: i32[H, W]) -> (out: i32[H, W]) {
  let src = clamp_edges(image)
  let across[y, x] = src[y, x - 1] + 2 * src[y, x] + src[y, x + 1]
  out[y, x] = across[y - 1, x] + across[y, x] - across[y + 1, x]
}""", {"out": "yx", "across": "yx"}, ["image"]),
    ("""fn f<M, N, K>(a: i32[M, K], b: i32[K, N]) -> (c: i32[M, N]) {
  c[i, j] = sum[k] a[i, k] * b[k, j]
}""", {"c": "ijk"}, ["a", "b"]),
    ("""fn f<M, N>(x: i32[M, N]) -> (y: i32[M, N]) {
  let peak[i] = max[j] x[i, j]
  let e[i, j] = x[i, j] - peak[i] * 3
  let total[i] = sum[j] e[i, j]
  y[i, j] = e[i, j] + total[i]
}""", {"y": "ij", "total": "ij", "e": "ij", "peak": "ij"}, ["x"]),
    ("""fn f<M, N>(x: i32[M, N]) -> (y: i32[N], z: i32) {
  y[j] = sum[i] x[i, j]
  z = sum[i, j] x[i, j] * 3
}""", {"y": "ji", "z": "ij"}, ["x"]),
    ("""fn f<N>(x: i32[N]) -> (y: i32[N]) {
  let t[i] = 3 * x[i]
  y[i] = sum[k in 0..i + 1] t[k]
}""", {"y": "ik", "t": "i"}, ["x"]),
]

LEVELS = ["block.x", "block.y", "block.z", "thread.x", "thread.y", "thread.z"]


class Schedule:
    """A legal schedule, grown line by line."""

    def __init__(self, choices, folder):
        self.choices = choices
        self.path = os.path.join(folder, "schedule.tdsl")
        self.program, loops, self.tensors = choices.choice(PROGRAMS)
        self.loops = {stage: list(names) for stage, names in loops.items()}
        self.lines = []

    def text(self, extra=()):
        lines = "".join(f"  {line}\n" for line in [*self.lines, *extra])
        return f"{self.program}\n\nschedule f on gpu {{\n{lines}}}\n"

    def write(self, extra=()):
        with open(self.path, "w", encoding="utf-8") as file:
            file.write(self.text(extra))

    def grow(self):
        """One more line, where it is accepted: its directive."""
        stage = self.choices.choice(sorted(self.loops))
        directive = self.choices.choice(sorted(DIRECTIVES) + 3 * ["bind", "compute_at"])
        line, loops = DIRECTIVES[directive](self, stage, self.loops[stage])
        if line is None:
            return None
        self.write([line])
        checked = subprocess.run(["dslc", "check", self.path], capture_output=True)
        if checked.returncode not in (0, 1):
            raise RuntimeError(f"dslc check exits with {checked.returncode}")
        if checked.returncode == 1:
            return None
        self.lines.append(line)
        if loops is not None:
            self.loops[stage] = loops
        return directive


def split(schedule, stage, loops):
    place = schedule.choices.randrange(len(loops))
    factor = schedule.choices.choice([2, 3, 4, 5, 8, 16, 32])
    made = [f"{loops[place]}{part}{len(loops)}" for part in "oi"]
    return (f"let ({', '.join(made)}) = {stage}.split({loops[place]}, {factor})",
            loops[:place] + made + loops[place + 1:])


def tile(schedule, stage, loops):
    if len(loops) < 2:
        return None, None
    place = schedule.choices.randrange(len(loops) - 1)
    y, x = loops[place:place + 2]
    made = [f"{name}{part}{len(loops)}" for part in "oi" for name in (y, x)]
    height, width = schedule.choices.choice([2, 3, 8]), schedule.choices.choice([4, 5, 16])
    return (f"let ({', '.join(made)}) = {stage}.tile({y}, {x}, {height}, {width})",
            loops[:place] + made + loops[place + 2:])


def bind(schedule, stage, loops):
    """Mostly what can be: blocks outside, threads on what a split made."""
    inner = [loop for loop in loops if loop[1:2] == "i"] or loops
    pairs = {schedule.choices.choice(inner): schedule.choices.choice(LEVELS[3:])}
    if schedule.choices.random() < 0.6:
        pairs.setdefault(loops[0], schedule.choices.choice(LEVELS[:3]))
    return f"{stage}.bind({', '.join(f'{loop}: {level}' for loop, level in pairs.items())})", None


def reorder(schedule, stage, loops):
    shuffled = schedule.choices.sample(loops, len(loops))
    return f"{stage}.reorder({', '.join(shuffled)})", shuffled


def compute_at(schedule, stage, loops):
    consumer = schedule.choices.choice(sorted(schedule.loops))
    return f"{stage}.compute_at({consumer}, {schedule.choices.choice(schedule.loops[consumer])})", None


def store_in(schedule, stage, loops):
    return f"{stage}.store_in({schedule.choices.choice(['shared', 'stack'])})", None


def cache_read(schedule, stage, loops):
    tensor = schedule.choices.choice(schedule.tensors + sorted(schedule.loops))
    name = f"{tensor}_{len(schedule.lines)}"
    space = schedule.choices.choice(["shared", "stack"])
    return f"let {name} = {tensor}.cache_read({stage}, {schedule.choices.choice(loops)}, space: {space})", None


def unroll(schedule, stage, loops):
    return f"{stage}.unroll({schedule.choices.choice(loops)})", None


DIRECTIVES = {made.__name__: made for made in
              (split, tile, bind, reorder, compute_at, store_in, cache_read, unroll)}


def verify(schedule, options):
    """What is wrong with a schedule; empty where nothing is."""
    schedule.write()
    ran = subprocess.run(["dslc", "verify", schedule.path, "--targets", options.targets,
                          "--rounds", str(options.rounds)], capture_output=True, text=True)
    if ran.returncode == 0:
        return ""
    return f"{schedule.text()}{ran.stdout}{ran.stderr}exit {ran.returncode}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pairs", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--targets", default="cuda")
    parser.add_argument("--rounds", type=int, default=8)
    options = parser.parse_args()
    accepted, failed = collections.Counter(), 0
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(options.seed, options.seed + options.pairs):
            choices = random.Random(seed)
            schedule = Schedule(choices, folder)
            for _ in range(choices.randint(3, 14)):
                accepted[schedule.grow()] += 1
            wrong = verify(schedule, options)
            if wrong:
                failed += 1
                print(f"seed {seed}:\n{wrong}", flush=True)
    refused = accepted.pop(None, 0)
    words = ", ".join(f"{count} {name}" for name, count in sorted(accepted.items()))
    print(f"{options.pairs} pairs, {failed} failed; accepted {words}; {refused} refused")
    return failed != 0


if __name__ == "__main__":
    sys.exit(main())
