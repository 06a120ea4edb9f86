"""What is no message, or a wrong one: an answer that says so, then work goes on.

After each of these the next hover is right, or, where the stream itself is cut,
the server ends by itself and not by a crash.
"""

import json
import os
import re
import sys
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "Inputs"))

from client import COMMAND, Refused, Server, frame  # noqa: E402
from document import Document  # noqa: E402
from programs import program  # noqa: E402

TEXT = "// é 𝔸\nfn half<N>(x: f32[N]) -> (y: f32[N]) {\n  y[i] = x[i] * 0.5\n}\n"
PARSE_ERROR, INVALID_REQUEST, NO_METHOD, INVALID_PARAMS = -32700, -32600, -32601, -32602
NOT_INITIALIZED = -32002
DEEP = 100_000


def body(**message):
    return json.dumps({"jsonrpc": "2.0", **message}).encode()


class Malformed(unittest.TestCase):
    def setUp(self):
        self.server = Server(COMMAND, patience=60)
        self.server.initialize(options={"debounceMs": 0})
        self.document = Document(self.server, "file:///half.tdsl", TEXT)
        self.number = 0

    def tearDown(self):
        self.server.kill()
        self.server.process.stdin.close()
        self.server.process.stdout.close()
        self.server.errors.close()

    def works(self):
        """The next hover is right."""
        found = self.server.request("textDocument/hover",
                                    self.document.at(self.document.find("y[i]")))
        self.assertIn("f32", json.dumps(found))

    def stray(self, code):
        """An error that belongs to no request is answered."""
        answer = self.server.wait_stray()
        self.assertIsNone(answer.get("id"), answer)
        self.assertEqual(answer["error"]["code"], code, answer)

    def refused(self, code, method, params):
        with self.assertRaises(Refused) as refusal:
            self.server.request(method, params)
        self.assertEqual(refusal.exception.code, code)

    # -- Bodies that are no JSON, or no message ------------------------------

    def test_open_brackets(self):
        self.server.send_raw(frame(b"[" * DEEP))
        answer = self.server.wait_stray()
        self.assertIn(answer["error"]["code"], (PARSE_ERROR, INVALID_REQUEST))
        self.works()

    def test_nested_arrays(self):
        self.server.send_raw(frame(b"[" * DEEP + b"]" * DEEP))
        self.server.wait_stray()
        self.works()

    def test_nested_objects(self):
        self.server.send_raw(frame(b'{"a":' * DEEP + b"1" + b"}" * DEEP))
        self.server.wait_stray()
        self.works()

    def test_nested_params(self):
        deep = b"[" * DEEP + b"]" * DEEP
        self.server.send_raw(frame(
            b'{"jsonrpc":"2.0","id":7,"method":"textDocument/hover","params":'
            + deep + b"}"))
        self.assertIn("error", self.server.wait_stray())
        self.works()

    def test_brackets_in_a_string_are_no_nesting(self):
        other = Document(self.server, "file:///deep.tdsl", "// " + "[" * DEEP + "\n")
        found, _ = self.server.wait_diagnostics(other.uri, 1)
        self.assertEqual(found, [])
        answer = self.server.request("tdsl/text", other.here())
        self.assertEqual(answer["text"], other.text)
        self.works()

    def test_one_long_line(self):
        """Time in proportion to the length, not to its square."""
        line = re.sub(r"//[^\n]*|\s+", " ", program(4000)) + "// é\n"
        long = Document(self.server, "file:///long.tdsl", line)
        found, _ = self.server.wait_diagnostics(long.uri, 1)
        self.assertEqual(found, [])
        for method in ("semanticTokens/full", "documentSymbol", "formatting"):
            with self.subTest(method):
                before = self.server.processor_seconds()
                answer = self.server.request("textDocument/" + method, long.here(
                    options={"tabSize": 2, "insertSpaces": True}))
                self.assertTrue(answer)
                self.assertLess(self.server.processor_seconds() - before, 1.2)
        self.works()

    def test_too_large(self):
        self.server.send_raw(frame(b'"' + b"x" * (70 << 20) + b'"'))
        self.stray(INVALID_REQUEST)
        self.works()

    def test_nesting_in_a_program_is_a_diagnostic(self):
        text = "fn f() -> (y: f32) { y = " + "(" * DEEP + "1" + ")" * DEEP + " }\n"
        found, _ = self.server.wait_diagnostics(
            Document(self.server, "file:///deep.tdsl", text).uri, 1)
        self.assertTrue(found)
        self.works()

    def test_not_json(self):
        for text in (b"{", b"", b"nonsense", b'{"jsonrpc": }', b"\xff\xfe{}", b"\0" * 9,
                     b'{"jsonrpc":"2.0","id":1,"method":"a"} x', b'"\\ud800'):
            with self.subTest(text):
                self.server.send_raw(frame(text))
                self.stray(PARSE_ERROR)
                self.works()

    def test_no_message(self):
        for text in (b"17", b"null", b'"text"', b"{}", b'{"jsonrpc":"2.0"}',
                     b'{"jsonrpc":"2.0","id":{},"method":"textDocument/hover"}',
                     b'{"jsonrpc":"2.0","id":71,"method":17}'):
            with self.subTest(text):
                self.server.send_raw(frame(text))
                answer = self.server.wait_stray()
                self.assertEqual(answer["error"]["code"], INVALID_REQUEST)
                self.works()

    def test_batch(self):
        """The protocol has no batches; one may be refused or answered."""
        hover = {"jsonrpc": "2.0", "id": 900, "method": "textDocument/hover",
                 "params": self.document.at(self.document.find("y[i]"))}
        self.server.send_raw(frame(json.dumps([hover, {**hover, "id": 901}]).encode()))
        self.server.wait_stray()
        self.works()

    # -- Messages that are wrong ---------------------------------------------

    def test_unknown_methods(self):
        self.refused(NO_METHOD, "textDocument/nonsense", {})
        self.refused(NO_METHOD, "$/nonsense", {})
        self.server.notify("nonsense", {"a": 1})
        self.server.notify("$/nonsense", None)
        self.works()

    def test_wrong_params(self):
        uri = {"uri": self.document.uri}
        for params in (None, [], 17, {}, {"textDocument": 17}, {"textDocument": uri},
                       {"textDocument": uri, "position": {"line": "a"}}):
            with self.subTest(params):
                self.refused(INVALID_PARAMS, "textDocument/hover", params)
        self.works()

    def test_places_that_are_not_there(self):
        most = 2 ** 31 - 1
        for line, column in ((0, most), (most, 0), (most, most), (4, 0), (5, 0), (2, 999)):
            for method in ("hover", "definition", "completion"):
                with self.subTest((line, column, method)):
                    self.server.request("textDocument/" + method, self.document.at(
                        {"line": line, "character": column}))
        for line, column in ((-1, 0), (0, -1), (2 ** 40, 0)):
            try:
                self.server.request("textDocument/hover", self.document.at(
                    {"line": line, "character": column}))
            except Refused as refusal:
                self.assertEqual(refusal.code, INVALID_PARAMS)
        self.works()

    def test_unknown_documents(self):
        uri = {"uri": "file:///not-open.tdsl"}
        self.server.notify("textDocument/didClose", {"textDocument": uri})
        self.server.notify("textDocument/didChange", {
            "textDocument": {**uri, "version": 2}, "contentChanges": [{"text": "x"}]})
        try:
            found = self.server.request("textDocument/hover", {
                "textDocument": uri, "position": {"line": 0, "character": 0}})
            self.assertIsNone(found)
        except Refused as refusal:
            self.assertIn(refusal.code, (INVALID_PARAMS, INVALID_REQUEST))
        self.works()

    def test_unknown_ids(self):
        self.server.notify("$/cancelRequest", {"id": 12345})
        self.server.notify("$/cancelRequest", {"id": "never"})
        self.server.notify("$/cancelRequest", None)
        self.server.send({"jsonrpc": "2.0", "id": 54321, "result": None})
        self.server.send({"jsonrpc": "2.0", "id": None, "error": {"code": 1, "message": ""}})
        self.works()
        self.assertEqual(self.server.strays, [])

    def test_ids_are_answered_as_they_came(self):
        hover = self.document.at(self.document.find("y[i]"))
        for number in ("text", "é", 2 ** 31 - 1, 0, -5):
            self.server.send_raw(frame(body(id=number, method="textDocument/hover",
                                            params=hover)))
            answer = self.server.wait_stray()
            self.assertEqual(answer["id"], number)
            self.assertIn("result", answer)

    def test_a_change_that_ends_before_it_begins(self):
        begin, end = self.document.find("y[i]"), self.document.find("half")
        self.server.notify("textDocument/didChange", {
            "textDocument": {"uri": self.document.uri, "version": 2},
            "contentChanges": [{"range": {"start": begin, "end": end}, "text": ""}]})
        self.document.version = 2
        self.document.change_all(TEXT)
        self.works()

    def test_opened_twice(self):
        twice = Document(self.server, self.document.uri, TEXT.replace("0.5", "0.25"))
        answer = self.server.request("tdsl/text", twice.here())
        self.assertEqual(answer["text"], twice.text)
        self.works()


if __name__ == "__main__":
    unittest.main()
