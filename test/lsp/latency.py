"""How long an editor waits: edits in the middle of long files, without debounce.

latency.py [--lines 1000,10000] [--edits 500] [--growth 2000] [--budget MS]
           [--processor-budget MS] [-- SERVER...]

Times are those of the client, from the call that sends a request to the arrival
of the last byte of its answer. An edit goes into another function each time; every
other one takes the one before it back. Some are errors that the first diagnostics
show, some make a directive illegal, which those that come after them show.

The exit code is 1 where p99 of edit to diagnostics on the first file is above
--budget, or the processor time of an edit, which other programs on the machine
disturb less, above --processor-budget.
"""

import argparse
import dataclasses
import os
import random
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "Inputs"))

import checks  # noqa: E402
from client import COMMAND, Server  # noqa: E402
from document import Document  # noqa: E402
from programs import program  # noqa: E402

STARTS = 5
# (what is printed, method, whether it is about a place, a sample each so many edits)
REQUESTS = (
    ("hover", "textDocument/hover", True, 1),
    ("definition", "textDocument/definition", True, 1),
    ("completion", "textDocument/completion", True, 1),
    ("inlay hints, 60 lines", "textDocument/inlayHint", False, 1),
    ("semantic tokens", "textDocument/semanticTokens/full", False, 5),
    ("document symbols", "textDocument/documentSymbol", False, 5),
    ("formatting", "textDocument/formatting", False, 10),
)


@dataclasses.dataclass
class Edit:
    before: str  # where it is done: so many characters behind the next of these
    shift: int
    old: str
    new: str
    breaks: str = ""  # what becomes wrong


EDITS = (
    Edit("seed: ", 6, "", "1"),
    Edit("c.split(i, 6)", 11, "6", "4"),
    Edit("0.0)", 0, "", "1"),
    Edit("sum[k] a[", 7, "a", "aa", "program"),
    Edit("let across", 4, "a", "é", "program"),
    Edit("c.reorder(strip", 10, "strip, tile, k", "k, tile, strip"),
    Edit("panel.compute_at(c, strip)", 20, "strip", "j", "schedule"),
    Edit("/// Row-wise softmax", 4, "", "größer "),
)


class Bench:
    def __init__(self, command, lines, edits, growth):
        self.lines, self.edits, self.growth = lines, edits, max(edits, growth)
        self.times = {}
        self.chance = random.Random(1)
        text = program(lines)
        for start in range(STARTS):
            if start:
                self.server.shut_down()
            self.start(command, text)
        self.after_open = self.server.kilobytes()

    def start(self, command, text):
        """A server that knows nothing yet opens the file."""
        begin = time.perf_counter()
        self.server = Server(command, patience=60)
        answer = self.server.initialize(options={"debounceMs": 0})
        self.add("start to initialize", begin)
        self.offered = [kind[0] for kind in checks.offered(answer["capabilities"])]
        self.document = Document(self.server, f"file:///bench/{self.lines}.tdsl", text)
        found, arrival = self.diagnostics()
        self.add("open to first diagnostics", self.document.sent, arrival)
        if found:
            sys.exit(f"latency: the program is not right: {found[0]['message']}")

    def run(self):
        for number in range(self.edits):
            self.edit(number)
            for name, method, is_place, each in REQUESTS:
                if number % each == 0 and method in self.offered:
                    self.ask(name, method, is_place)
        computed = self.server.processor_seconds()
        for number in range(self.edits, self.growth):
            self.edit(number, "edit to diagnostics, only edits")
        computed = 1000 * (self.server.processor_seconds() - computed)
        self.processor = computed / max(1, self.growth - self.edits)
        self.after_edits = self.server.kilobytes()
        self.server.shut_down()

    # -- One sample each -----------------------------------------------------

    def edit(self, number, name="edit to diagnostics"):
        """What is changed now is put back by the next edit."""
        kind = EDITS[number // 2 % len(EDITS)]
        if number % 2 == 0:
            at = self.document.text.index(kind.before, self.somewhere()) + kind.shift
            self.place = (at, at + len(kind.old), kind.new)
        else:
            begin, _, new = self.place
            self.place = (begin, begin + len(new), kind.old)
        self.document.change(self.place)
        found, arrival = self.diagnostics()
        self.add(name, self.document.sent, arrival)
        breaks = kind.breaks if number % 2 == 0 else ""
        if breaks != "schedule" and bool(found) != bool(breaks):
            sys.exit(f"latency: {len(found)} diagnostics after edit {number}, {kind}")
        if breaks == "schedule":
            arrival = self.server.wait_until_diagnosed(self.document.uri)
            self.add("edit to an illegal directive shown", self.document.sent, arrival)

    def somewhere(self):
        """A place in the middle quarter."""
        length = len(self.document.text)
        return length // 2 + self.chance.randint(-length // 8, length // 8)

    def diagnostics(self):
        return self.server.wait_diagnostics(self.document.uri, self.document.version)

    def ask(self, name, method, is_place):
        params = self.document.here()
        if is_place:
            params = self.document.at(self.near(method))
        elif "inlay" in method:
            line = self.document.position(self.place[0])["line"]
            params["range"] = {"start": {"line": line - 30, "character": 0},
                               "end": {"line": line + 30, "character": 0}}
        elif "formatting" in method:
            params["options"] = {"tabSize": 2, "insertSpaces": True}
        begin = time.perf_counter()
        number = self.server.ask(method, params)
        self.server._until(lambda: number in self.server.answers, None, name)
        arrival = self.server.answers[number][1]
        nothing = self.server.wait(number) is None
        # What cannot be read is not laid out.
        if nothing and "formatting" not in method:
            sys.exit(f"latency: no {name} at {params}")
        self.add(name, begin, arrival)

    def near(self, method):
        """Something to ask about in the function behind the edit."""
        text, after = self.document.text, self.place[0]
        if "completion" in method:
            return self.document.position(text.index("c.split(", after) + len("c."))
        return self.document.position(text.index("panel[k, j]\n}", after))

    def add(self, name, begin, end=None):
        elapsed = 1000 * ((end or time.perf_counter()) - begin)
        self.times.setdefault(name, []).append(elapsed)

    # -- What is printed -----------------------------------------------------

    def report(self):
        length = len(self.document.lines)
        print(f"\n{length} lines, {len(self.document.text) // 1024} kB, "
              f"{self.growth} edits; ms")
        print(f"{'':34}{'n':>6}{'p50':>9}{'p90':>9}{'p99':>9}{'max':>9}")
        for name, times in self.times.items():
            row = [percentile(times, part) for part in (50, 90, 99, 100)]
            print(f"{name:34}{len(times):6}" + "".join(f"{ms:9.2f}" for ms in row))
        if self.growth > self.edits:
            print(f"processor time of an edit: {self.processor:.2f} ms; load average "
                  f"{os.getloadavg()[0]:.1f}")
        grown = 100 * (self.after_edits / self.after_open - 1)
        print(f"memory: {self.after_open / 1024:.1f} MB after open, "
              f"{self.after_edits / 1024:.1f} MB after the edits ({grown:+.1f} %)")


def percentile(times, part):
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, int(len(ordered) * part / 100))]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--lines", default="1000,10000")
    parser.add_argument("--edits", type=int, default=500)
    parser.add_argument("--growth", type=int, default=2000,
                        help="after so many edits memory is measured again")
    parser.add_argument("--budget", type=float, default=float("inf"))
    parser.add_argument("--processor-budget", type=float, default=float("inf"))
    parser.add_argument("server", nargs="*", default=COMMAND)
    options = parser.parse_args()
    first = None
    for lines in options.lines.split(","):
        bench = Bench(options.server, int(lines), options.edits, options.growth)
        bench.run()
        bench.report()
        first = first or bench
    worst = percentile(first.times["edit to diagnostics"], 99)
    if worst > options.budget:
        print(f"p99 of edit to diagnostics is {worst:.1f} ms, at most {options.budget:g}")
        return 1
    if first.processor > options.processor_budget:
        print(f"an edit takes {first.processor:.1f} ms, at most {options.processor_budget:g}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
