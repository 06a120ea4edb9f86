"""The examples of docs/errors/: each fails with its code, each fix compiles."""

import json
import os
import re
import subprocess
import tempfile

import tree

BLOCK = re.compile(r"^```tdsl (fails|fixed)\n(.*?)^```$", re.M | re.S)
DSLC = os.path.join(tree.ROOT, "build/bin/dslc")


def codes_of(program, folder):
    """The codes that `dslc check` reports for a program."""
    path = os.path.join(folder, "page.tdsl")
    with open(path, "w", encoding="utf-8") as file:
        file.write(program)
    ran = subprocess.run([DSLC, "check", "--format", "json", path], capture_output=True, text=True)
    lines = [line for line in (ran.stdout + ran.stderr).splitlines() if line.startswith("{")]
    codes = [json.loads(line)["code"] for line in lines]
    if ran.returncode not in (0, 1):
        codes.append(f"exit {ran.returncode}")
    return codes


def check():
    if not os.path.exists(DSLC):
        yield "build/bin/dslc is missing: ./dev build dslc"
        return
    with tempfile.TemporaryDirectory() as folder:
        for page in tree.files():
            if not re.match(r"docs/errors/[EW]\d{4}\.md", page):
                continue
            code = os.path.basename(page)[:-len(".md")]
            for kind, program in BLOCK.findall(tree.read(page)):
                codes = codes_of(program, folder)
                expected = [code] if kind == "fails" else []
                if codes != expected:
                    got = ", ".join(codes) or "no error"
                    yield f"{page}: the `{kind}` block gives {got}"
