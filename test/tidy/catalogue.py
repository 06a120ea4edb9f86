"""Every diagnostic is in the catalogue, has a page, a test, and is emitted."""

import re

import tree

LINE = re.compile(r"^TDSL_DIAG\(\s*(\d+),\s*(\w+),\s*(\w+),", re.M)
# No program leads here: LLVM takes whatever passes our checks.
NO_PROGRAM = {701}
CODE = re.compile(r"\b[EW](\d{4})\b")

# No short program shows these: bytes that are no text, limits of size.
NO_EXAMPLE = ("E0106", "E0950", "E0951")


def entries():
    """code -> (severity, name)"""
    found = {}
    for code, severity, name in LINE.findall(tree.read("compiler/diag/Catalog.def")):
        found[int(code)] = (severity, name)
    return found


def page_of(code, severity):
    letter = "W" if severity == "Warning" else "E"
    return f"docs/errors/{letter}{code:04}.md"


def names_in_code():
    """All words of the C++ that may emit something."""
    words = set()
    for path in tree.files():
        if path.startswith(("compiler/", "backends/")) and path.endswith(tree.CPP):
            words.update(re.findall(r"\b[A-Z]\w+\b", tree.read(path)))
    return words


def codes_in_tests():
    codes = set()
    for path in tree.files():
        if path.startswith("test/") and path.endswith((".tdsl", ".test", ".cpp", ".mlir")):
            codes.update(int(code) for code in CODE.findall(tree.read(path)))
    return codes


def check():
    known = entries()
    emitted, tested = names_in_code(), codes_in_tests()
    ordered = [int(code) for code, _, _ in LINE.findall(tree.read("compiler/diag/Catalog.def"))]
    if ordered != sorted(ordered):
        yield "compiler/diag/Catalog.def: codes are not in order"
    pages = {path for path in tree.files() if re.match(r"docs/errors/[EW]\d{4}\.md", path)}
    for code, (severity, name) in known.items():
        page = page_of(code, severity)
        label = page[len("docs/errors/"):-len(".md")]
        if page not in pages:
            yield f"{label} {name}: no page {page}"
        else:
            yield from page_problems(page, label)
        if name not in emitted:
            yield f"{label} {name}: is never emitted"
        if code not in tested | NO_PROGRAM:
            yield f"{label} {name}: no test names it"
        pages.discard(page)
    for page in sorted(pages):
        yield f"{page}: its code is not in Catalog.def"


def page_problems(page, label):
    """Pages of what a program does wrong have examples that run as tests;
    those of files, machines (07xx, 08xx) and limits show a command."""
    text = tree.read(page)
    if not text.startswith(f"# {label}: "):
        yield f"{page}: must begin with `# {label}: what happened`"
    kinds = ("```",) if label[1:3] in ("07", "08") or label in NO_EXAMPLE else ("```tdsl fails", "```tdsl fixed")
    for kind in kinds:
        if kind not in text:
            yield f"{page}: no block {kind}"
