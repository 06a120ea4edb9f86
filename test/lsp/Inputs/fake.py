"""A language server that only keeps texts, rightly or with one fault.

fake.py [FAULT]   Shows that the soak can fail: it must refuse every fault.
  characters   counts code points where the protocol counts UTF-16 units
  returns      takes no lone \\r for the end of a line
  order        makes the edits of one change from the last to the first
  dies         ends at the 20th change
  outside      answers hover with a range behind the end
"""

import json
import re
import sys

from checks import REQUESTS
from client import frame, read_frame

FAULT = sys.argv[1] if len(sys.argv) > 1 else None
TEXTS, CHANGES = {}, [0]


def offset(text, place):
    ends = r"\r\n|\n" if FAULT == "returns" else r"\r\n|\n|\r"
    begins = [0] + [found.end() for found in re.finditer(ends, text)]
    if place["line"] >= len(begins):
        return len(text)
    begin = begins[place["line"]]
    if FAULT == "characters":
        return begin + place["character"]
    encoded = text[begin:].encode("utf-16-le")[:2 * place["character"]]
    return begin + len(encoded.decode("utf-16-le"))


def change(params):
    CHANGES[0] += 1
    if FAULT == "dies" and CHANGES[0] == 20:
        sys.exit(3)
    uri = params["textDocument"]["uri"]
    edits = params["contentChanges"]
    for edit in reversed(edits) if FAULT == "order" else edits:
        text = TEXTS[uri][0]
        begin, end = 0, len(text)
        if "range" in edit:
            begin = offset(text, edit["range"]["start"])
            end = offset(text, edit["range"]["end"])
        TEXTS[uri] = (text[:begin] + edit["text"] + text[end:], 0)
    TEXTS[uri] = (TEXTS[uri][0], params["textDocument"]["version"])
    return uri


def answer(method, params):
    if method == "initialize":
        return {"capabilities": {"textDocumentSync": 2, **{
            offer: True for _, _, offer in REQUESTS}}}
    if method == "tdsl/text":
        text, version = TEXTS[params["textDocument"]["uri"]]
        return {"text": text, "version": version}
    if method == "textDocument/hover" and FAULT == "outside":
        place = {"line": 10 ** 6, "character": 0}
        return {"contents": "", "range": {"start": place, "end": place}}
    return None


def send(message):
    sys.stdout.buffer.write(frame(json.dumps(message).encode()))
    sys.stdout.buffer.flush()


def main():
    while (body := read_frame(sys.stdin.buffer)) is not None:
        message = json.loads(body)
        method, params = message["method"], message.get("params")
        uri = None
        if method == "textDocument/didOpen":
            opened = params["textDocument"]
            uri = opened["uri"]
            TEXTS[uri] = (opened["text"], opened["version"])
        elif method == "textDocument/didChange":
            uri = change(params)
        elif method == "exit":
            return
        if uri:
            send({"jsonrpc": "2.0", "method": "textDocument/publishDiagnostics",
                  "params": {"uri": uri, "version": TEXTS[uri][1], "diagnostics": []}})
        if "id" in message:
            send({"jsonrpc": "2.0", "id": message["id"],
                  "result": answer(method, params)})


main()
