"""The stream around messages: headers, cuts, and the order of a session's life."""

import json
import os
import subprocess
import sys
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "Inputs"))

from client import COMMAND, Refused, Server, frame  # noqa: E402

INTERNAL = 101  # the exit code of a mistake of dslc


def message(method, params=None, number=None):
    made = {"jsonrpc": "2.0", "method": method}
    if params is not None:
        made["params"] = params
    if number is not None:
        made["id"] = number
    return json.dumps(made).encode()


INITIALIZE = message("initialize", {"processId": None, "rootUri": None,
                                    "capabilities": {}}, 1)
OPEN = message("textDocument/didOpen", {"textDocument": {
    "uri": "file:///é.tdsl", "languageId": "tdsl", "version": 1, "text": "// é\r\n"}})
ASK = message("tdsl/text", {"textDocument": {"uri": "file:///é.tdsl"}}, 2)
SHUTDOWN, EXIT = message("shutdown", None, 3), message("exit")


def session(*parts):
    """All of these bytes at once, then the end. (exit code, output)"""
    ran = subprocess.run(COMMAND, input=b"".join(parts), capture_output=True, timeout=60)
    return ran.returncode, ran.stdout


class Stream(unittest.TestCase):
    def ends_in_order(self, code):
        """Ended by itself: neither a signal nor an internal error."""
        self.assertGreaterEqual(code, 0)
        self.assertNotEqual(code, INTERNAL)

    def test_a_life(self):
        code, said = session(*map(frame, (INITIALIZE, OPEN, ASK, SHUTDOWN, EXIT)))
        self.assertEqual(code, 0)
        self.assertIn(b"// \\u00e9\\r\\n" if b"\\u00e9" in said else "// é\\r\\n".encode(),
                      said)

    def test_exit_without_shutdown(self):
        self.assertEqual(session(frame(INITIALIZE), frame(EXIT))[0], 1)
        self.assertEqual(session(frame(EXIT))[0], 1)

    def test_the_end_without_exit(self):
        self.ends_in_order(session(frame(INITIALIZE))[0])
        self.ends_in_order(session(b"")[0])

    def test_headers(self):
        length = b"%d\r\n" % len(INITIALIZE)
        rest = b"\r\n" + INITIALIZE
        end = frame(SHUTDOWN) + frame(EXIT)
        for header in (b"content-length: " + length, b"CONTENT-LENGTH:" + length,
                       b"Content-Length:   " + length,
                       b"Content-Type: application/vscode-jsonrpc; charset=utf-8\r\n"
                       b"Content-Length: " + length,
                       b"Content-Length: " + length + b"X-Other: 1\r\n"):
            with self.subTest(header):
                code, said = session(header + rest, end)
                self.assertEqual(code, 0)
                self.assertIn(b'"capabilities"', said)

    def test_bad_headers(self):
        """No way to know where the next message is; so an end, at once."""
        for header in (b"\r\n", b"Content-Length: \r\n\r\n", b"Content-Length: x\r\n\r\n",
                       b"Content-Length: -5\r\n\r\n", b"Content-Length: 12x\r\n\r\n",
                       b"Content-Length: 99999999999999999999\r\n\r\n",
                       b"Content-Length: 9223372036854775807\r\n\r\n",
                       b"Content-Length: 4000000000\r\n\r\n", b"nonsense\r\n\r\n",
                       b"Content-Length: 5\r\nContent-Length: 9\r\n\r\n",
                       b"\0\0\0\0", b"X" * 1_000_000):
            with self.subTest(header[:60]):
                self.ends_in_order(session(frame(INITIALIZE), header, INITIALIZE,
                                           frame(SHUTDOWN), frame(EXIT))[0])

    def test_cut_anywhere(self):
        whole = frame(INITIALIZE) + frame(OPEN) + frame(ASK)
        for length in range(0, len(whole), 7):
            with self.subTest(length):
                self.ends_in_order(session(whole[:length])[0])

    def test_before_initialize(self):
        server = Server(COMMAND)
        with self.assertRaises(Refused) as refusal:
            server.request("textDocument/hover", {})
        self.assertEqual(refusal.exception.code, -32002)
        server.initialize()
        with self.assertRaises(Refused) as refusal:
            server.request("initialize", {"capabilities": {}})
        self.assertEqual(refusal.exception.code, -32600)
        server.request("shutdown", None)
        with self.assertRaises(Refused) as refusal:
            server.request("textDocument/hover", {})
        self.assertEqual(refusal.exception.code, -32600)
        server.notify("exit", None)
        self.assertEqual(server.process.wait(60), 0)
        server.process.stdin.close()
        server.process.stdout.close()
        server.errors.close()


if __name__ == "__main__":
    unittest.main()
