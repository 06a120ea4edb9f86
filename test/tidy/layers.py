"""Each folder includes only what the table in docs/architecture.md allows."""

import re

import tree

INCLUDE = re.compile(r'^\s*#\s*include\s+[<"]([^>"]+)[>"]', re.M)
OURS = ("compiler/", "backends/", "runtime/", "tdsl/")

# Libraries that only some folders may know, by the start of the include path.
GUARDED = {
    "Presburger": "mlir/Analysis/Presburger/",
    "MLIR": "mlir/",
    "ANTLR": "antlr4-runtime",
    "CLI11": "CLI/",
    "toml++": "toml++/",
    "JSON": "llvm/Support/JSON.h",
    "libpng": "png.h",
    "LLD": "lld/",
    "ORC": "llvm/ExecutionEngine/Orc/",
    "Vulkan": "vulkan/",
}


def table():
    """folder -> (folders and files it may include, libraries it may know)"""
    rows = tree.markdown_table("docs/architecture.md", "## Who may know whom")
    allowed = {}
    for folders, ours, libraries in rows:
        for folder in folders.split(", "):
            allowed[folder] = (ours.split(", "), libraries.split(", "))
    return allowed


def layer_of(path, layers):
    """The most specific row of the table that holds a path."""
    inside = [layer for layer in layers if path.startswith(layer + "/")]
    return max(inside, key=len, default=None)


def library_of(include):
    for name, prefix in GUARDED.items():
        if include.startswith(prefix):
            return name
    return None


def problem_with(include, layer, allowed):
    folders, libraries = allowed[layer]
    library = library_of(include)
    if library:
        if library not in libraries:
            return f"{layer} may not know {library}"
        return None
    if not include.startswith(OURS):
        return None
    if include.startswith("tdsl/"):
        include = "runtime/include/" + include
    target = layer_of(include, allowed)
    if target == layer or target is None:
        return None
    for permitted in folders:
        if include == permitted or target == permitted:
            return None
    return f"{layer} may not include {target}"


def check():
    allowed = table()
    for path in tree.files():
        if not path.endswith(tree.CPP) or path.startswith("test/"):
            continue
        layer = layer_of(path, allowed)
        if layer is None:
            if path.startswith(("compiler/", "backends/", "runtime/")):
                yield f"{path}: not in the table of docs/architecture.md"
            continue
        for include in INCLUDE.findall(tree.read(path)):
            problem = problem_with(include, layer, allowed)
            if problem:
                yield f"{path}: includes {include}: {problem}"
