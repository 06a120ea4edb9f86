"""Many files at once, nothing waited for, and ends in the middle of work."""

import os
import random
import sys
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "Inputs"))

import checks  # noqa: E402
import mutations  # noqa: E402
from client import COMMAND, Refused, Server  # noqa: E402
from document import Document  # noqa: E402
from programs import program  # noqa: E402

TEXT = program(150)


class Storm(unittest.TestCase):
    def setUp(self):
        self.server = Server(COMMAND, patience=60)
        answer = self.server.initialize(options={"debounceMs": 0})
        self.offered = checks.offered(answer["capabilities"])
        self.chance = random.Random(7)

    def tearDown(self):
        self.server.kill()
        self.server.process.stdin.close()
        self.server.process.stdout.close()
        self.server.errors.close()

    def open(self, number):
        return Document(self.server, f"file:///é/{number}.tdsl", TEXT)

    def test_many_files(self):
        """Edits, questions, cancellations and closes in any order."""
        documents = [self.open(number) for number in range(20)]
        asked = []
        for step in range(600):
            document = self.chance.choice(documents)
            document.change(*self.chance.choice(mutations.ALL)(
                self.chance, document.text, TEXT)[:1])
            method, about, _ = self.chance.choice(self.offered)
            asked.append(self.server.ask(
                method, checks.params(self.chance, document, about)))
            if step % 5 == 0:
                self.server.notify("$/cancelRequest", {"id": self.chance.choice(asked)})
            if step % 20 == 0:
                self.chance.choice(documents).change_all(TEXT)
            if step % 30 == 0:
                gone = documents.pop(self.chance.randrange(len(documents)))
                gone.close()
                documents.append(self.open(1000 + step))
        for number in asked:
            try:
                self.server.wait(number)
            except Refused as refusal:
                # A file may have been closed while it was asked about.
                self.assertIn(refusal.code, checks.MAY_REFUSE + (-32602,))
        for document in documents:
            document.change_all(TEXT)
            checks.text(self.server, document)
            found, _ = self.server.wait_diagnostics(document.uri, document.version)
            self.assertEqual(found, [])
        self.assertEqual(self.server.shut_down(), 0)

    def test_an_end_in_the_middle_of_work(self):
        """However far the analysis has come."""
        for round in range(15):
            with self.subTest(round):
                server = Server(COMMAND, patience=60)
                server.initialize(options={"debounceMs": 0})
                for number in range(3):
                    document = Document(server, f"file:///{number}.tdsl", TEXT)
                    server.ask("textDocument/semanticTokens/full", document.here())
                for _ in range(round):
                    document.change((0, 0, "// é\n"))
                    server.ask("textDocument/hover", document.at(document.find("c[i, j]")))
                self.assertEqual(server.shut_down(), 0)
                server.process.stdin.close()
                server.process.stdout.close()
                server.errors.close()


if __name__ == "__main__":
    unittest.main()
