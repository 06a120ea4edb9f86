"""A client of a language server on its standard input and output, for tests.

`Server` starts a program, frames messages, answers what the server asks, and
keeps the newest diagnostics of each document. Standard library only.
"""

import json
import os
import shutil
import subprocess
import tempfile
import threading
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.dirname(
    os.path.abspath(__file__)))))
# What lit has in its path, or what was built last.
COMMAND = [shutil.which("dslc") or os.path.join(ROOT, "build/bin/dslc"), "lsp"]


class Died(Exception):
    """The server ended, or closed its output."""


class Late(Exception):
    """The server did not answer in time."""


class Refused(Exception):
    """The server answered with an error."""

    def __init__(self, error):
        super().__init__(f"{error.get('code')}: {error.get('message')}")
        self.code = error.get("code")


def frame(body):
    return b"Content-Length: %d\r\n\r\n" % len(body) + body


def read_frame(stream):
    """The body of the next message, or None at the end of the stream."""
    length = None
    while True:
        line = stream.readline()
        if not line:
            return None
        line = line.strip()
        if not line:
            break
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            length = int(value)
    if length is None:
        raise Died("a message of the server has no Content-Length")
    body = stream.read(length)
    return body if len(body) == length else None


class Server:
    def __init__(self, command, patience=30.0):
        self.patience = patience
        self.errors = tempfile.TemporaryFile()
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, stderr=self.errors)
        self.arrived = threading.Condition()
        self.answers = {}
        self.strays = []  # answers to nothing that was asked: `id` null
        self.diagnostics = {}  # uri -> (version, diagnostics, arrival)
        self.published = 0
        self.open_requests = set()
        self.ended = False
        self.last_id = 0
        self.encoding = "utf-16"
        threading.Thread(target=self._read, daemon=True).start()

    # -- What a test calls ---------------------------------------------------

    def initialize(self, encodings=("utf-16",), options=None, capabilities=None):
        """The answer to `initialize`; positions are then in `self.encoding`."""
        offered = {"general": {"positionEncodings": list(encodings)},
                   "textDocument": CAPABILITIES}
        offered.update(capabilities or {})
        answer = self.request("initialize", {
            "processId": None, "rootUri": None, "capabilities": offered,
            "initializationOptions": options or {}})
        self.encoding = answer["capabilities"].get("positionEncoding", "utf-16")
        self.notify("initialized", {})
        return answer

    def request(self, method, params, patience=None):
        return self.wait(self.ask(method, params), patience)

    def ask(self, method, params):
        """Sends a request without waiting; `wait` takes what is returned."""
        self.last_id += 1
        self.open_requests.add(self.last_id)
        self.send({"jsonrpc": "2.0", "id": self.last_id, "method": method,
                   "params": params})
        return self.last_id

    def wait(self, number, patience=None):
        self._until(lambda: number in self.answers, patience, f"request {number}")
        message, _ = self.answers.pop(number)
        if "error" in message:
            raise Refused(message["error"])
        return message.get("result")

    def notify(self, method, params):
        self.send({"jsonrpc": "2.0", "method": method, "params": params})

    def wait_diagnostics(self, uri, version, patience=None):
        """The diagnostics of this version or a newer one, and when they came."""
        def there():
            found = self.diagnostics.get(uri)
            return found and found[0] is not None and found[0] >= version
        self._until(there, patience, f"diagnostics of version {version}")
        return self.diagnostics[uri][1:]

    def wait_until_diagnosed(self, uri, patience=None):
        """When there was anything wrong with the document."""
        self._until(lambda: self.diagnostics[uri][1], patience, "diagnostic at all")
        return self.diagnostics[uri][2]

    def wait_stray(self, patience=None):
        """The next answer whose `id` is null, as for what was no message."""
        self._until(lambda: self.strays, patience, "an answer without an id")
        return self.strays.pop(0)

    def send(self, message):
        self.send_raw(frame(json.dumps(message).encode()))

    def send_raw(self, data):
        try:
            self.process.stdin.write(data)
            self.process.stdin.flush()
        except (BrokenPipeError, OSError):
            raise Died(self.last_words()) from None

    def shut_down(self):
        """Ends the server as the protocol asks; its exit code."""
        self.request("shutdown", None)
        self.notify("exit", None)
        return self.process.wait(self.patience)

    def kill(self):
        self.process.kill()
        self.process.wait()

    def kilobytes(self):
        """The memory that the server has in use."""
        with open(f"/proc/{self.process.pid}/status", encoding="ascii") as status:
            for line in status:
                if line.startswith("VmRSS:"):
                    return int(line.split()[1])
        return 0

    def processor_seconds(self):
        """What all threads of the server have computed."""
        with open(f"/proc/{self.process.pid}/stat", encoding="ascii") as stat:
            fields = stat.read().rsplit(") ", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def last_words(self):
        try:
            code = self.process.wait(1)
        except subprocess.TimeoutExpired:
            code = "still running"
        self.errors.seek(0)
        said = self.errors.read().decode(errors="replace")[-2000:]
        return f"the server ended with {code}\n{said}"

    # -- What the reader does ------------------------------------------------

    def _until(self, condition, patience, what):
        deadline = time.monotonic() + (patience or self.patience)
        with self.arrived:
            while not condition():
                if self.ended:
                    raise Died(self.last_words())
                left = deadline - time.monotonic()
                if left <= 0 or not self.arrived.wait(left):
                    raise Late(f"no {what} after {patience or self.patience} s")

    def _read(self):
        try:
            while (body := read_frame(self.process.stdout)) is not None:
                self._take(json.loads(body), time.perf_counter())
        except (ValueError, Died, OSError) as error:
            self.strays.append({"unreadable": str(error)})
        with self.arrived:
            self.ended = True
            self.arrived.notify_all()

    def _take(self, message, now):
        for part in message if isinstance(message, list) else [message]:
            self._take_one(part, now)

    def _take_one(self, message, now):
        with self.arrived:
            if "method" not in message:
                if message.get("id") in self.open_requests:
                    self.open_requests.discard(message["id"])
                    self.answers[message["id"]] = (message, now)
                else:
                    self.strays.append(message)
            elif message["method"] == "textDocument/publishDiagnostics":
                params = message["params"]
                self.diagnostics[params["uri"]] = (
                    params.get("version"), params["diagnostics"], now)
                self.published += 1
            self.arrived.notify_all()
        if "method" in message and "id" in message:
            self._answer(message)

    def _answer(self, message):
        """A server may ask for settings and the like; none is ever set here."""
        result = None
        if message["method"] == "workspace/configuration":
            result = [None for _ in message["params"]["items"]]
        try:
            self.send({"jsonrpc": "2.0", "id": message["id"], "result": result})
        except Died:
            pass


# What an editor of today says that it can show.
CAPABILITIES = {
    "synchronization": {},
    "publishDiagnostics": {"relatedInformation": True, "versionSupport": True,
                           "codeDescriptionSupport": True, "dataSupport": True},
    "hover": {"contentFormat": ["markdown", "plaintext"]},
    "definition": {"linkSupport": False},
    "completion": {"completionItem": {"snippetSupport": False,
                                      "documentationFormat": ["markdown"]}},
    "codeAction": {"codeActionLiteralSupport": {
        "codeActionKind": {"valueSet": ["quickfix", "refactor"]}}},
    "documentSymbol": {"hierarchicalDocumentSymbolSupport": True},
    "semanticTokens": {"requests": {"full": {"delta": True}, "range": True},
                       "tokenTypes": ["namespace", "type", "function", "variable",
                                      "parameter", "property", "keyword",
                                      "comment", "string", "number", "operator"],
                       "tokenModifiers": ["declaration", "definition"],
                       "formats": ["relative"]},
    "inlayHint": {}, "formatting": {}, "rangeFormatting": {},
}
