"""The files of the tree and how a check reports: shared by all checks here."""

import os
import re
import subprocess

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
CPP = (".cpp", ".h", ".c")


def files():
    """All files that belong to the tree, relative to its root, sorted."""
    listed = subprocess.run(
        ["git", "-C", ROOT, "ls-files", "-co", "--exclude-standard"],
        capture_output=True, text=True)
    if listed.returncode == 0:
        found = listed.stdout.splitlines()
    else:  # a copy without its history
        found = [os.path.relpath(os.path.join(folder, name), ROOT)
                 for folder, _, names in os.walk(ROOT) for name in names]
        found = [path for path in found if not path.startswith("build")]
    return sorted(path for path in found
                  if os.path.isfile(os.path.join(ROOT, path)))


def read(path, errors="replace"):
    with open(os.path.join(ROOT, path), encoding="utf-8", errors=errors) as file:
        return file.read()


def exists(path):
    return os.path.exists(os.path.join(ROOT, path))


def kebab(camel):
    """FuseElementwise -> fuse-elementwise, as tests are named."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", camel).lower()


def markdown_table(path, heading):
    """The rows of the first table under a heading, cells without backticks."""
    section = read(path).split("\n" + heading + "\n", 1)[1]
    rows = []
    for line in section.splitlines():
        if line.startswith("|"):
            cells = [cell.strip().replace("`", "") for cell in line[1:-1].split("|")]
            rows.append(cells)
        elif rows:
            break
    return rows[2:]  # without the header and its rule
