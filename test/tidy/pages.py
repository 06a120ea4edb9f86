"""The examples of docs/errors/: each fails with its code, each fix compiles."""

import json
import os
import re
import subprocess
import tempfile

import tree

# ```tdsl fails, ```tdsl fixed, and ```tdsl lib.tdsl for a file that both import
BLOCK = re.compile(r"^```tdsl ([\w/]+(?:\.tdsl)?)\n(.*?)^```$", re.M | re.S)
DSLC = os.path.join(tree.ROOT, "build/bin/dslc")


def reported(command, path):
    """The codes that a command reports for a program."""
    ran = subprocess.run([DSLC, *command, "--format", "json", path],
                         capture_output=True, text=True)
    lines = [line for line in (ran.stdout + ran.stderr).splitlines() if line.startswith("{")]
    codes = [json.loads(line)["code"] for line in lines]
    if ran.returncode not in (0, 1):
        codes.append(f"exit {ran.returncode}")
    return codes


def codes_of(program, folder, code):
    path = os.path.join(folder, "page.tdsl")
    with open(path, "w", encoding="utf-8") as file:
        file.write(program)
    codes = reported(["check"], path)
    # Whether a directive is legal is known once the loops are there.
    if not codes and code.startswith("E04"):
        codes = reported(["emit", "--stage", "nest"], path)
    return codes


def blocks_of(page, folder):
    """The programs of a page, with the files that they import in place."""
    programs = []
    for kind, text in BLOCK.findall(tree.read(page)):
        if not kind.endswith(".tdsl"):
            programs.append((kind, text))
            continue
        path = os.path.join(folder, kind)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
    return programs


def check():
    if not os.path.exists(DSLC):
        yield "build/bin/dslc is missing: ./dev build dslc"
        return
    for page in tree.files():
        if not re.match(r"docs/errors/[EW]\d{4}\.md", page):
            continue
        code = os.path.basename(page)[:-len(".md")]
        with tempfile.TemporaryDirectory() as folder:
            for kind, program in blocks_of(page, folder):
                codes = codes_of(program, folder, code)
                if codes != ([code] if kind == "fails" else []):
                    got = ", ".join(codes) or "no error"
                    yield f"{page}: the `{kind}` block gives {got}"
