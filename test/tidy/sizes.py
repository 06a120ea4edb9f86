"""Files and functions stay small: the limits of docs/style.md."""

import re
import statistics

import tree

FILE_MEDIAN, FILE_NINE_TENTHS, FILE_MOST, FUNCTION_MOST = 150, 400, 600, 50
SOURCE = tree.CPP + (".td", ".def", ".g4", ".py", ".cmake")
# Only these begin a block at the first column without being a function.
NO_FUNCTION = re.compile(r"^(namespace|class|struct|enum|union|extern|typedef|[#}/{])")


def sources():
    for path in tree.files():
        if path.endswith(SOURCE) or path == "dev":
            if path.startswith(("compiler/", "backends/", "runtime/", "grammar/",
                                "test/", "examples/", "editors/")) or path == "dev":
                yield path


def function_lengths(text):
    """(length, first line) of each function; formatted code closes at column 0."""
    begin = None
    for number, line in enumerate(text.splitlines(), 1):
        if begin is None and line.endswith("{") and line[0] not in " \t":
            if not NO_FUNCTION.match(line):
                begin = number
        elif begin is None and line.endswith("{") and line.startswith("    "):
            pass  # the wrapped parameters of a function, or a method in a class
        elif begin is not None and line.startswith("}"):
            yield number - begin + 1, begin
            begin = None


def measure():
    return {path: len(tree.read(path).splitlines()) for path in sources()}


def check():
    lengths = sorted(measure().values())
    for path, length in measure().items():
        if length > FILE_MOST:
            yield f"{path}: {length} lines, at most {FILE_MOST}"
        if path.endswith((".cpp", ".c")) and not path.startswith("test/"):
            for lines, begin in function_lengths(tree.read(path)):
                if lines > FUNCTION_MOST:
                    yield f"{path}:{begin}: a function of {lines} lines, at most {FUNCTION_MOST}"
    if statistics.median(lengths) > FILE_MEDIAN:
        yield f"the median file has {statistics.median(lengths)} lines, at most {FILE_MEDIAN}"
    if lengths[int(len(lengths) * 0.9)] > FILE_NINE_TENTHS:
        yield f"nine in ten files must have at most {FILE_NINE_TENTHS} lines"


def print_table():
    groups = {}
    for path, length in measure().items():
        parts = path.split("/")
        group = "/".join(parts[:2]) if parts[0] in ("compiler", "backends", "test") else parts[0]
        if group.count("/") and "." in group.split("/")[1]:
            group = parts[0]
        groups.setdefault(group, []).append((length, path))
    print(f"{'folder':24} {'files':>5} {'lines':>7} {'median':>6} {'p90':>5} {'max':>5}  longest")
    everything = [entry for group in groups.values() for entry in group]
    for name, group in sorted(groups.items()) + [("all", everything)]:
        group.sort()
        lengths = [length for length, _ in group]
        print(f"{name:24} {len(group):5} {sum(lengths):7} "
              f"{statistics.median(lengths):6.0f} {lengths[int(len(lengths) * 0.9)]:5} "
              f"{lengths[-1]:5}  {group[-1][1]}")
