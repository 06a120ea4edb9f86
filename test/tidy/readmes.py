"""Each folder of the compiler has a README of 10 to 25 lines."""

import os

import tree


def check():
    folders = set()
    for path in tree.files():
        parts = path.split("/")
        if parts[0] in ("compiler", "backends") and len(parts) > 2:
            folders.add("/".join(parts[:2]))
        if path.startswith("compiler/lower/") and len(parts) > 3:
            folders.add("/".join(parts[:3]))
    folders |= {"grammar", "stdlib", "runtime", "test", "examples",
                "editors"}
    folders -= {"compiler/cmake", "compiler/lower"}
    for folder in sorted(folders):
        readme = f"{folder}/README.md"
        if not tree.exists(readme):
            yield f"{folder}: no README.md"
            continue
        length = len(tree.read(readme).splitlines())
        if folder != "examples" and not 10 <= length <= 25:
            yield f"{readme}: {length} lines, 10 to 25 wanted"
