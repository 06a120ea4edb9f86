"""What must hold of any answer to any request, whatever the text is."""

# The server may say that a request came too late: cancelled, content modified.
MAY_REFUSE = (-32800, -32801, -32802)

# (method, what it is about, the capability that offers it)
REQUESTS = (
    ("textDocument/hover", "place", "hoverProvider"),
    ("textDocument/definition", "place", "definitionProvider"),
    ("textDocument/completion", "place", "completionProvider"),
    ("textDocument/codeAction", "range", "codeActionProvider"),
    ("textDocument/inlayHint", "range", "inlayHintProvider"),
    ("textDocument/semanticTokens/full", "file", "semanticTokensProvider"),
    ("textDocument/semanticTokens/range", "range", "semanticTokensProvider"),
    ("textDocument/documentSymbol", "file", "documentSymbolProvider"),
    ("textDocument/formatting", "format", "documentFormattingProvider"),
)


def offered(capabilities):
    return [kind for kind in REQUESTS if capabilities.get(kind[2])]


class Wrong(Exception):
    """An answer that cannot be."""


def text(server, document):
    """The server's text is the client's, character by character."""
    answer = server.request("tdsl/text", document.here())
    if answer["version"] != document.version:
        raise Wrong(f"version {answer['version']}, not {document.version}")
    theirs, ours = answer["text"], document.text
    if theirs == ours:
        return
    same = 0
    while same < min(len(theirs), len(ours)) and theirs[same] == ours[same]:
        same += 1
    raise Wrong(f"texts differ at character {same} of {len(ours)}: the server has "
                f"{theirs[same:same + 30]!r}, the client {ours[same:same + 30]!r}")


def ranges(document, answer):
    """Every range in an answer about this document is a place of its text."""
    for found in find_ranges(document.uri, answer):
        begin = document.offset(found["start"])
        if document.offset(found["end"]) < begin:
            raise Wrong(f"a range that ends before it begins: {found}")


def find_ranges(uri, value):
    """All {start, end} inside of a JSON value, but those of other documents."""
    if isinstance(value, list):
        for part in value:
            yield from find_ranges(uri, part)
    elif isinstance(value, dict):
        if value.get("uri", uri) != uri:
            return
        if "start" in value and "end" in value:
            yield value
        for name, part in value.items():
            # The parts of `changes` are called by documents.
            if name == "changes":
                part = part.get(uri, [])
            yield from find_ranges(uri, part)


def tokens(document, data):
    """Relative semantic tokens, as (begin, end, type, modifiers) in offsets."""
    if len(data) % 5:
        raise Wrong(f"{len(data)} numbers are no multiple of five")
    line = column = 0
    found = []
    for part in range(0, len(data), 5):
        down, right, length, kind, modifiers = data[part:part + 5]
        line, column = line + down, right + (0 if down else column)
        begin = document.offset({"line": line, "character": column})
        end = document.offset({"line": line, "character": column + length})
        if not begin < end or found and begin < found[-1][1]:
            raise Wrong(f"tokens are empty or overlap at line {line}, column {column}")
        found.append((begin, end, kind, modifiers))
    return found


def params(chance, document, about):
    """Those of a request about a random place."""
    begin, end = sorted(document.snap(chance.randint(0, len(document.text)))
                        for _ in range(2))
    if about == "place":
        return document.at(document.position(begin))
    if about == "range":
        return document.here(range=document.range(begin, end),
                             context={"diagnostics": []})
    if about == "format":
        return document.here(options={"tabSize": 2, "insertSpaces": True})
    return document.here()


def request(chance, server, document, kind):
    """Sends one of REQUESTS about a random place and holds what must hold."""
    method, about, _ = kind
    answer = server.request(method, params(chance, document, about))
    ranges(document, answer)
    if "semanticTokens" in method and answer:
        tokens(document, answer["data"])
    if "inlayHint" in method:
        for hint in answer or []:
            document.offset(hint["position"])
    if "documentSymbol" in method:
        nesting(document, answer or [])
    if about == "format" and answer:
        follow(server, document, answer)
    if "codeAction" in method and answer:
        changes = chance.choice(answer).get("edit", {}).get("changes", {})
        follow(server, document, changes.get(document.uri, []))


def nesting(document, symbols):
    """A symbol holds its name and its children."""
    for symbol in symbols:
        begin, end = (document.offset(symbol["range"][which]) for which in ("start", "end"))
        for inner in [symbol["selectionRange"]] + [
                child["range"] for child in symbol.get("children", [])]:
            if not begin <= document.offset(inner["start"]) or \
                    not document.offset(inner["end"]) <= end:
                raise Wrong(f"{symbol['name']} does not hold {inner}")
        nesting(document, symbol.get("children", []))


def follow(server, document, edits):
    """Makes edits that the server gave; it has the same text then."""
    if edits:
        document.apply(edits)
        server.wait_diagnostics(document.uri, document.version)
        text(server, document)
