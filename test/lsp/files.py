"""Documents and files: names of any kind, neighbours that are imported, changed files."""

import os
import sys
import tempfile
import unittest
import urllib.parse

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "Inputs"))

from client import COMMAND, Server  # noqa: E402
from document import Document  # noqa: E402

HELPER = "/// Zweifach, größer.\nfn twice<N>(x: f32[N]) -> (y: f32[N]) {\n  y[i] = 2.0 * x[i]\n}\n"
MAIN = ("import helper (twice)\n\nfn four<N>(x: f32[N]) -> (y: f32[N]) {\n"
        "  let t = twice(x)\n  y = twice(t)\n}\n")


class Files(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory(prefix="größe 𝔸 %41#;")
        self.server = Server(COMMAND, patience=60)
        self.server.initialize(options={"debounceMs": 0})

    def tearDown(self):
        self.server.kill()
        self.server.process.stdin.close()
        self.server.process.stdout.close()
        self.server.errors.close()
        self.folder.cleanup()

    def path(self, name):
        return os.path.join(self.folder.name, name)

    def uri(self, name):
        return "file://" + urllib.parse.quote(self.path(name))

    def write(self, name, text):
        with open(self.path(name), "w", encoding="utf-8") as file:
            file.write(text)

    def codes(self, document):
        found, _ = self.server.wait_diagnostics(document.uri, document.version)
        return [each["code"] for each in found]

    def test_documents_without_a_file(self):
        for uri in ("untitled:Untitled-1", "memory://x/y.tdsl", "nonsense", "file:///é 𝔸"):
            with self.subTest(uri):
                document = Document(self.server, uri, HELPER)
                self.assertEqual(self.codes(document), [])
                found = self.server.request("textDocument/hover",
                                            document.at(document.find("y[i]")))
                self.assertIn("f32", str(found))
                symbols = self.server.request("textDocument/documentSymbol", document.here())
                self.assertEqual(symbols[0]["name"], "twice")

    def test_a_neighbour_is_imported(self):
        self.write("helper.tdsl", HELPER)
        document = Document(self.server, self.uri("main.tdsl"), MAIN)
        self.assertEqual(self.codes(document), [])
        found = self.server.request("textDocument/definition",
                                    document.at(document.find("twice(t)")))
        found = found[0] if isinstance(found, list) else found
        place = urllib.parse.unquote(urllib.parse.urlparse(found["uri"]).path)
        self.assertEqual(place, self.path("helper.tdsl"))
        self.assertEqual(found["range"]["start"], {"line": 1, "character": 3})

    def test_a_neighbour_that_is_missing_or_changed(self):
        document = Document(self.server, self.uri("main.tdsl"), MAIN)
        self.assertNotEqual(self.codes(document), [])
        self.write("helper.tdsl", HELPER)
        self.server.notify("workspace/didChangeWatchedFiles", {
            "changes": [{"uri": self.uri("helper.tdsl"), "type": 1}]})
        self.until(document, [])
        self.write("helper.tdsl", HELPER.replace("twice", "thrice"))
        self.server.notify("textDocument/didSave",
                           {"textDocument": {"uri": self.uri("helper.tdsl")}})
        self.server._until(lambda: self.server.diagnostics[document.uri][1], None, "an error")

    def until(self, document, found):
        self.server._until(lambda: self.server.diagnostics[document.uri][1] == found, None,
                           f"diagnostics {found}")

    def test_a_folder_in_place_of_a_file(self):
        os.mkdir(self.path("helper.tdsl"))
        document = Document(self.server, self.uri("main.tdsl"), MAIN)
        self.assertNotEqual(self.codes(document), [])
        again = Document(self.server, self.uri("helper.tdsl"), HELPER)
        self.assertEqual(self.codes(again), [])


if __name__ == "__main__":
    unittest.main()
