"""A .def registry and the files beside it name the same things."""

import os
import re

import tree

# .def -> the folder whose .cpp files it lists, and files there that are no leaf
REGISTRIES = {
    "compiler/schedule/primitives/Primitives.def": ("compiler/schedule/primitives", ()),
    "backends/Backends.def": ("backends", ("gpu", "native")),
    "compiler/lsp/features/Features.def": ("compiler/lsp/features", ()),
}


def names(path):
    return re.findall(r"^TDSL_[A-Z_]+\(\s*(\w+)", tree.read(path), re.M)


def check():
    for registry, (folder, exempt) in REGISTRIES.items():
        if not tree.exists(registry):
            yield f"{registry}: is missing"
            continue
        listed = names(registry)
        if listed != sorted(listed):
            yield f"{registry}: is not sorted"
        if registry.startswith("backends"):
            there = {path.split("/")[1] for path in tree.files()
                     if path.startswith("backends/") and path.count("/") > 1}
        else:
            there = {os.path.basename(path)[:-4] for path in tree.files()
                     if os.path.dirname(path) == folder and path.endswith(".cpp")}
        there -= set(exempt)
        for name in sorted(set(listed) - there):
            yield f"{registry}: {name} has no file"
        for name in sorted(there - set(listed)):
            yield f"{folder}/{name}: no line in {registry}"
