"""Each leaf has its test: compiler/A/b/CamelName.cpp <-> test/A/b/camel-name.*"""

import os

import tree

# Folders whose files are leaves: one pass or primitive each. The rules of
# sema/check are tested by test/errors, what they mean by test/lang.
LEAVES = ("graph/passes", "lsp/features", "tir/passes", "schedule/primitives")
# A pipeline is tested by the life-of-a-program tests; a file with a header
# beside it is shared by leaves and tested by theirs.
EXEMPT = ("Pipeline",)


def tests_of(leaf, name):
    stem = f"test/{leaf}/{tree.kebab(name)}"
    unit = f"test/unit/{leaf}/{name}Test.cpp"
    return [stem + suffix for suffix in (".tdsl", ".mlir", ".test")] + [unit]


def check():
    for path in tree.files():
        folder, file = os.path.split(path)
        leaf = folder.removeprefix("compiler/")
        if leaf not in LEAVES or not file.endswith(".cpp"):
            continue
        name = file[:-len(".cpp")]
        if name in EXEMPT or tree.exists(f"{folder}/{name}.h"):
            continue
        if not any(tree.exists(test) for test in tests_of(leaf, name)):
            yield f"{path}: no test {tests_of(leaf, name)[0]}"
