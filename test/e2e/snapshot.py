"""Holds a life-of-a-program page against what dslc prints.

A page has a program in its first ```tdsl block. Each heading that is a command,
such as "## `dslc emit FILE --stage graph`", is followed by a block with what the
command prints, where FILE is the program.

snapshot.py PAGE...            fails where something differs
snapshot.py --update PAGE...   writes what is printed now: review the diff
"""

import difflib
import os
import re
import shlex
import subprocess
import sys
import tempfile

PROGRAM = re.compile(r"^```tdsl\n(.*?)^```$", re.M | re.S)
SECTION = re.compile(r"^## `(dslc [^`]*)`\n(.*?)^```(\w*)\n(.*?)^```$", re.M | re.S)


def printed(command, path):
    """What a command prints, without the path of the temporary file."""
    name = os.path.basename(path)
    words = [path if word == "FILE" else word for word in shlex.split(command)]
    ran = subprocess.run(words, capture_output=True, text=True)
    return (ran.stdout + ran.stderr).replace(path, name)


def rewritten(page, name):
    """The page with what its commands print now."""
    program = PROGRAM.search(page)
    if not program:
        sys.exit(f"{name}: no ```tdsl block")
    with tempfile.TemporaryDirectory() as folder:
        stem = os.path.splitext(os.path.basename(name))[0]
        path = os.path.join(folder, stem.replace("-", "_") + ".tdsl")
        with open(path, "w", encoding="utf-8") as file:
            file.write(program[1])

        def section(found):
            command, prose, language, _ = found.groups()
            output = printed(command, path).rstrip("\n") + "\n"
            return f"## `{command}`\n{prose}```{language}\n{output}```"
        return SECTION.sub(section, page)


def main(arguments):
    update = arguments[:1] == ["--update"]
    status = 0
    for name in arguments[1:] if update else arguments:
        with open(name, encoding="utf-8") as file:
            before = file.read()
        after = rewritten(before, name)
        if after == before:
            continue
        if update:
            with open(name, "w", encoding="utf-8") as file:
                file.write(after)
            print(f"wrote {name}")
            continue
        status = 1
        sys.stdout.writelines(difflib.unified_diff(
            before.splitlines(True), after.splitlines(True), name, "printed now"))
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
