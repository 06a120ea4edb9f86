"""Checks every block of docs/language/ that is marked `tdsl`."""

import glob
import os
import re
import subprocess
import sys
import tempfile

BLOCK = re.compile(r"^```tdsl\n(.*?)^```$", re.M | re.S)
# Its blocks are schedules of functions that other pages define.
WITHOUT_PROGRAMS = ("schedules.md",)

root = sys.argv[1]
failed = 0
with tempfile.TemporaryDirectory() as folder:
    for page in sorted(glob.glob(os.path.join(root, "docs/language/*.md"))):
        if os.path.basename(page) in WITHOUT_PROGRAMS:
            continue
        with open(page, encoding="utf-8") as file:
            blocks = BLOCK.findall(file.read())
        for number, program in enumerate(blocks, 1):
            path = os.path.join(folder, "block.tdsl")
            with open(path, "w", encoding="utf-8") as file:
                file.write(program)
            ran = subprocess.run(["dslc", "check", path], capture_output=True, text=True)
            if ran.returncode != 0 or ran.stdout + ran.stderr:
                failed += 1
                print(f"{page}: block {number}\n{ran.stdout}{ran.stderr}")
sys.exit(failed != 0)
