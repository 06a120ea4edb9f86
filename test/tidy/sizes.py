"""Files and functions stay small: the limits of docs/style.md."""

import re
import statistics

import tree

FILE_MEDIAN, FILE_NINE_TENTHS, FILE_MOST, FUNCTION_MOST = 150, 400, 600, 50
# What is no code: comments, strings, characters, preprocessor lines.
NO_CODE = re.compile(r'//[^\n]*|/\*.*?\*/|R"(\w*)\(.*?\)\1"|"(?:\\.|[^"\\\n])*"'
                     r"|(?<![0-9a-fA-F])'(?:\\.|[^'\\\n])+'|^[ \t]*#(?:[^\n]*\\\n)*[^\n]*",
                     re.S | re.M)
SCOPE = re.compile(r"\b(namespace|class|struct|enum|union|extern)\b")
SOURCE = tree.CPP + (".td", ".def", ".g4", ".py", ".cmake", ".lua", ".ts", ".js", ".el")


def sources():
    for path in tree.files():
        if path.endswith(SOURCE) or path == "dev":
            if path.startswith(("compiler/", "backends/", "runtime/", "grammar/",
                                "test/", "examples/", "editors/")) or path == "dev":
                yield path


def function_lengths(text):
    """(length, first line) of each function. A brace opens one where the words
    before it have parentheses and all braces around it are of scopes."""
    text = NO_CODE.sub(lambda found: "\n" * found.group().count("\n"), text)
    words, line, around, begin = "", 1, [], None
    for sign in text:
        if sign == "\n":
            line += 1
        if sign == "{":
            isScope = bool(SCOPE.search(words)) and ")" not in words.rsplit(":", 1)[0]
            if not isScope and ")" in words and all(around):
                begin = line - words.lstrip().count("\n")
            around.append(isScope)
        elif sign == "}" and around:
            around.pop()
            if begin is not None and all(around):
                yield line - begin + 1, begin
                begin = None
        words = "" if sign in "{};" else words + sign


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
