"""When diagnostics come: for the newest version, also while questions are asked."""

import os
import sys
import time
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "Inputs"))

from client import COMMAND, Late, Refused, Server  # noqa: E402
from document import Document  # noqa: E402
from programs import program  # noqa: E402

LEGAL, ILLEGAL = "panel.compute_at(c, strip)", "panel.compute_at(c, j)"


class Publishing(unittest.TestCase):
    def start(self, lines, **options):
        self.server = Server(COMMAND, patience=60)
        self.server.initialize(options=options)
        self.document = Document(self.server, "file:///é/long.tdsl", program(lines))
        self.server.wait_diagnostics(self.document.uri, 1)

    def tearDown(self):
        self.server.kill()
        self.server.process.stdin.close()
        self.server.process.stdout.close()
        self.server.errors.close()

    def replace(self, old, new):
        begin = self.document.text.rindex(old)
        self.document.change((begin, begin + len(old), new))

    def codes(self):
        return [each["code"] for each in self.server.diagnostics[self.document.uri][1]]

    def until(self, codes):
        """The server says exactly this is wrong, for the newest version."""
        for _ in range(6000):
            version = self.server.diagnostics[self.document.uri][0]
            if version == self.document.version and self.codes() == codes:
                return
            time.sleep(0.01)
        self.fail(f"{self.codes()} for version {version} of {self.document.version}")

    def test_a_question_does_not_stop_the_judging_of_schedules(self):
        """As an editor does that asks for hover, hints and tokens at each edit."""
        self.start(2000, debounceMs=0)
        for round in range(20):
            with self.subTest(round):
                self.replace(LEGAL, ILLEGAL)
                asked = []
                for _ in range(1 + round % 4):
                    asked.append(self.server.ask("textDocument/hover", self.document.at(
                        self.document.find("fn matmul0", 1, 4))))
                    time.sleep(0.001 * (round % 7))
                for number in asked:
                    self.server.wait(number)
                self.until(["E0418"])
                self.replace(ILLEGAL, LEGAL)
                self.until([])

    def test_the_newest_version_is_told_after_quick_edits(self):
        self.start(1000)
        for _ in range(5):
            for _ in range(40):
                self.replace("sum[k] a[", "sum[k] bb[")
                self.replace("sum[k] bb[", "sum[k] a[")
            self.replace("sum[k] a[", "sum[k] aa[")
            self.until(["E0201"])
            self.replace("sum[k] aa[", "sum[k] a[")
            self.until([])

    def test_diagnostics_are_taken_away_at_close(self):
        self.start(100, debounceMs=0)
        self.replace("sum[k] a[", "sum[k] aa[")
        self.until(["E0201"])
        self.document.close()
        for _ in range(1000):
            if not self.codes():
                return
            time.sleep(0.01)
        self.fail("diagnostics of a closed file are left")

    def test_a_debounce_waits(self):
        """With a long one, edits that follow each other are told once."""
        self.start(1000)
        time.sleep(0.5)
        before = self.server.published
        for _ in range(100):
            self.replace("\n", "\n// é\n")
        self.server.wait_diagnostics(self.document.uri, self.document.version)
        self.assertLess(self.server.published - before, 60)

    def test_cancelled_requests_are_answered_once(self):
        self.start(1000, debounceMs=0)
        for _ in range(50):
            self.replace("\n", "\n\n")
            number = self.server.ask("textDocument/hover", self.document.at(
                self.document.find("fn matmul0", 1, 4)))
            self.server.notify("$/cancelRequest", {"id": number})
            try:
                self.server.wait(number)
            except Refused as refusal:
                self.assertEqual(refusal.code, -32800)
        with self.assertRaises(Late):
            self.server.wait_stray(0.2)


if __name__ == "__main__":
    unittest.main()
