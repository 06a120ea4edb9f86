"""Compiles each program twice, in processes as unlike as two machines, and compares
every byte: what is written, what is printed, what is said of wrong programs.

same_bytes.py
"""

import glob
import os
import re
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
FUNCTION = re.compile(r"^(?:export )?fn (\w+)", re.M)
PRODUCTS = ("o", "so")
STAGES = ("ast", "program", "tir", "llvm")
# Addresses differ from process to process anyway; so does here what a program finds
# in fresh memory, in its environment, and around it.
MACHINES = (
    {"MALLOC_PERTURB_": "85", "TZ": "UTC", "LC_ALL": "C", "COLUMNS": "80"},
    {"MALLOC_PERTURB_": "170", "TZ": "Asia/Tokyo", "LC_ALL": "C.UTF-8", "COLUMNS": "200",
     "TDSL_NUM_THREADS": "3", "PADDING": "x" * 5000},
)


def dslc(machine, folder, *words):
    ran = subprocess.run(["dslc", *words], capture_output=True, cwd=folder,
                         env={**os.environ, **machine})
    return ran.returncode, ran.stdout, ran.stderr


def outcome(machine, program):
    """Everything that dslc makes of a program, by name."""
    made = {}
    with open(program, encoding="utf-8") as file:
        functions = FUNCTION.findall(file.read())
    with tempfile.TemporaryDirectory() as folder:
        made["schedule"] = dslc(machine, folder, "schedule", program)
        for stage in STAGES:
            for name in functions if stage not in ("ast", "program") else functions[:1]:
                made[f"{stage} of {name}"] = dslc(
                    machine, folder, "emit", program, "--fn", name, "--stage", stage)
        for suffix in PRODUCTS:
            output = os.path.join(folder, f"libmade.{suffix}")
            made[suffix + " said"] = dslc(machine, folder, "build", program, "-o", output)
        for name in os.listdir(folder):
            with open(os.path.join(folder, name), "rb") as file:
                made[name] = file.read()
    return made


def diagnostics(machine):
    programs = sorted(glob.glob(os.path.join(ROOT, "test/errors/**/*.tdsl"), recursive=True))
    return {form: dslc(machine, ROOT, "check", *form.split(), *programs)
            for form in ("--format text --color never", "--format json")}


def differences(what, results):
    first, second = results
    for name in sorted(first.keys() | second.keys()):
        if first.get(name) != second.get(name):
            yield f"{what}: {name} differs from one process to the next"


def main():
    programs = sorted(glob.glob(os.path.join(ROOT, "examples/*/*.tdsl")))
    wrong, compared = [], 0
    for program in programs:
        results = [outcome(machine, program) for machine in MACHINES]
        compared += len(results[0])
        wrong += differences(os.path.relpath(program, ROOT), results)
        wrong += [f"{program}: no {suffix}" for suffix in PRODUCTS
                  if f"libmade.{suffix}" not in results[0]]
    results = [diagnostics(machine) for machine in MACHINES]
    wrong += differences("diagnostics", results)
    said = b"".join(part for _, *parts in results[0].values() for part in parts)
    print(f"{len(programs)} programs, {compared} products and "
          f"{len(said)} bytes of diagnostics compared")
    if len(said) < 10000:
        wrong.append("hardly anything is said of the wrong programs")
    print("\n".join(wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
