"""The text of an open document as a client keeps it, and its positions.

Offsets are in characters of Python's strings. A line ends with \\n, \\r\\n or
\\r; columns are counted in what the server chose, UTF-16 units by default.
"""

import bisect
import re
import time

LINE_END = re.compile(r"\r\n|\n|\r")


def units(text, encoding):
    if encoding == "utf-8":
        return len(text.encode())
    if encoding == "utf-32":
        return len(text)
    return len(text.encode("utf-16-le")) // 2


class Document:
    """`sent` is when its newest text was sent, for those who measure."""

    def __init__(self, server, uri, text, language="tdsl"):
        self.server, self.uri, self.text, self.version = server, uri, text, 1
        self._index()
        self.sent = time.perf_counter()
        server.notify("textDocument/didOpen", {"textDocument": {
            "uri": uri, "languageId": language, "version": 1, "text": text}})

    def close(self):
        self.server.notify("textDocument/didClose", {"textDocument": {"uri": self.uri}})

    # -- Editing -------------------------------------------------------------

    def change(self, *edits):
        """Sends edits (begin, end, text) as one change; each one stands in the
        text that those before it left. Returns the new version."""
        changes = []
        for begin, end, text in edits:
            begin, end = self.snap(begin), self.snap(end)
            changes.append({"range": self.range(begin, end), "text": text})
            self.text = self.text[:begin] + text + self.text[end:]
            self._index()
        return self._send(changes)

    def change_all(self, text):
        """Sends the whole text without a range."""
        self.text = text
        self._index()
        return self._send([{"text": text}])

    def _send(self, changes):
        self.version += 1
        self.sent = time.perf_counter()
        self.server.notify("textDocument/didChange", {
            "textDocument": {"uri": self.uri, "version": self.version},
            "contentChanges": changes})
        return self.version

    def apply(self, text_edits):
        """Makes the edits that a server answered with; it sends them too."""
        places = [(self.offset(edit["range"]["start"]),
                   self.offset(edit["range"]["end"]), edit["newText"])
                  for edit in text_edits]
        # All stand in the text as it is now, so the last comes first.
        for begin, end, text in sorted(places, key=lambda place: place[0], reverse=True):
            self.change((begin, end, text))

    # -- Places --------------------------------------------------------------

    def snap(self, offset):
        """No position stands between \\r and \\n."""
        inside = self.text[offset - 1:offset + 1] == "\r\n" if offset else False
        return offset - 1 if inside else offset

    def position(self, offset):
        line = bisect.bisect_right(self.lines, offset) - 1
        before = self.text[self.lines[line]:offset]
        return {"line": line, "character": units(before, self.server.encoding)}

    def range(self, begin, end):
        return {"start": self.position(begin), "end": self.position(end)}

    def offset(self, position):
        """The offset of a position; ValueError where there is no such place."""
        line, column = position["line"], position["character"]
        if line == len(self.lines) and column == 0:
            return len(self.text)  # the end of a last line without its end
        if not 0 <= line < len(self.lines):
            raise ValueError(f"line {line} of {len(self.lines)}")
        begin = offset = self.lines[line]
        end = self.ends[line]
        while units(self.text[begin:offset], self.server.encoding) < column:
            offset += 1
            if offset > end:
                raise ValueError(f"column {column} is behind line {line}")
        if units(self.text[begin:offset], self.server.encoding) != column:
            raise ValueError(f"column {column} of line {line} is inside a character")
        return offset

    def find(self, needle, nth=1, shift=0):
        """The position of the nth occurrence of a text, and some characters on."""
        offset = -1
        for _ in range(nth):
            offset = self.text.index(needle, offset + 1)
        return self.position(offset + shift)

    def at(self, position, **more):
        """Parameters of a request about a position here."""
        return {"textDocument": {"uri": self.uri}, "position": position, **more}

    def here(self, **more):
        return {"textDocument": {"uri": self.uri}, **more}

    def _index(self):
        ends = list(LINE_END.finditer(self.text))
        self.lines = [0] + [end.end() for end in ends]
        self.ends = [end.start() for end in ends] + [len(self.text)]
