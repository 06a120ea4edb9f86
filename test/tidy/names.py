"""Names, first lines and small habits of source files."""

import os
import re

import tree

BANNER = re.compile(r"^/[/*]===-+ (?P<name>\S+) - \S.*-===(//|\*[\\/])$")
TODO = re.compile(r"\b(TODO|FIXME|XXX)\b(?!\(#\d+\))")
CAMEL = re.compile(r"^[A-Z][A-Za-z0-9]*$")
# The runtime is a C library, and its files are named like one.
LOWER_CASE = ("runtime/", "examples/", "test/runtime/")
BINARY = (".png", ".npy", ".bin", ".gz", ".jpg")


def cpp_problems(path, text):
    name = os.path.basename(path)
    banner = BANNER.match(text.split("\n", 1)[0])
    if not banner or banner["name"] != name:
        yield f"{path}:1: the first line must be `//===- {name} - its job ---===//`"
    if not path.startswith(LOWER_CASE) and not CAMEL.match(name.split(".")[0]):
        yield f"{path}: C++ files are named in CamelCase"
    if path.endswith(".h") and not path.startswith("examples/"):
        if "#ifndef TDSL_" not in text:
            yield f"{path}: no include guard TDSL_<FOLDER>_<FILE>_H"
    for number, line in enumerate(text.splitlines(), 1):
        if len(line) > 80 and "http" not in line and "RUN:" not in line:
            yield f"{path}:{number}: {len(line)} columns, at most 80"


def text_problems(path, text):
    if not text.endswith("\n") and text:
        yield f"{path}: no newline at the end"
    for number, line in enumerate(text.splitlines(), 1):
        if TODO.search(line) and not path.startswith("test/tidy/"):
            yield f"{path}:{number}: a TODO needs the number of an issue: TODO(#12)"
        if line != line.rstrip() and not path.endswith(".md"):
            yield f"{path}:{number}: blanks at the end of the line"
        if "\t" in line and path.endswith(tree.CPP):
            yield f"{path}:{number}: a tab"


def check():
    for path in tree.files():
        if len(path) > 75:
            yield f"{path}: a path of {len(path)} characters, at most 75"
        if path.endswith(BINARY) or "/corpus/" in path or "/Inputs/" in path:
            continue
        if path.startswith(("test/errors/", "test/syntax/")) or path == "LICENSE":
            continue  # these hold odd text on purpose
        try:
            text = tree.read(path, errors="strict")
        except UnicodeDecodeError:
            yield f"{path}: is not UTF-8"
            continue
        yield from text_problems(path, text)
        if path.endswith(tree.CPP):
            yield from cpp_problems(path, text)
