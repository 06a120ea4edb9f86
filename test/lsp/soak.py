"""Edits every program here in many ways and watches that the server follows.

soak.py [--edits N] [--seed S] [--encoding utf-8] [--only FILE] [-- SERVER...]
soak.py --prefixes [--only examples/]   every prefix of the programs instead

After each change: the server's text is the client's, diagnostics for that very
version arrive, and their ranges are places of the text. At every third change one
other request must be answered as well. Prints edits, time and memory; a
failure prints the seed, the round and the edit that bring it back.
"""

import argparse
import glob
import os
import random
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "Inputs"))

import checks  # noqa: E402
import mutations  # noqa: E402
from client import COMMAND, ROOT, Died, Late, Refused, Server  # noqa: E402
from document import Document  # noqa: E402

EDITS_A_ROUND = 20
LONGEST = 20_000  # characters; a text that grew beyond is set back


def programs():
    """(path, text) of every program, those of examples/ and stdlib/ three times."""
    found = []
    for pattern, times in (("examples/**/*.tdsl", 3), ("stdlib/**/*.tdsl", 3),
                           ("test/**/*.tdsl", 1)):
        paths = sorted(glob.glob(os.path.join(ROOT, pattern), recursive=True))
        found += times * [path for path in paths if "/corpus/" not in path]
    texts = []
    for path in found:
        with open(path, encoding="utf-8", errors="replace", newline="") as file:
            texts.append((os.path.relpath(path, ROOT), file.read(LONGEST)))
    return texts


def dress(random, text):
    """The program as other people's editors would have written it."""
    kind = random.randrange(4)
    if kind == 1:
        return text.replace("\r\n", "\n").replace("\n", "\r\n")
    if kind == 2:
        return "// é 𝔸 漢\n" + text.replace("{\n", "{ // größer → 𝔸\n")
    if kind == 3:
        return text.replace("\n", random.choice(("\r", "\n\n", "\r\n")), 7)
    return text


class Soak:
    def __init__(self, server, seed, offered):
        self.server, self.seed, self.offered = server, seed, offered
        self.edits = self.requests = self.refused = 0
        self.kinds = set()
        self.diagnostics, self.codes = 0, set()

    def round(self, number, texts):
        """One program: opened, typed or mutated, closed."""
        chance = random.Random(self.seed * 1_000_003 + number)
        path, text = texts[number % len(texts)]
        text = dress(chance, text)
        self.path, self.last, self.step = path, None, 0
        uri = f"file:///soak/{number}/{os.path.basename(path)}"
        if chance.random() < 0.3:
            longest = 2 * max(1, len(text) // EDITS_A_ROUND)
            self.type_in(chance, Document(self.server, uri, ""), text, longest)
        else:
            self.mutate(chance, Document(self.server, uri, text), texts)

    def prefixes(self, number, path, text):
        """The program as it is typed, character by character."""
        self.path, self.last, self.step = path, None, 0
        uri = f"file:///soak/{number}/{os.path.basename(path)}"
        self.type_in(random.Random(number), Document(self.server, uri, ""), text, 1)

    def type_in(self, chance, document, text, longest):
        """Every state is a prefix of the program."""
        while len(document.text) < len(text):
            begin = len(document.text)
            if not text.startswith(document.text):  # it was laid out, or fixed
                begin = min(begin, len(text))
                document.change_all(text[:begin])
            more = text[begin:begin + chance.randint(1, longest)]
            if more.endswith("\r"):
                more = text[begin:begin + len(more) + 1]
            self.change(chance, document, [(begin, begin, more)])
        document.close()

    def mutate(self, chance, document, texts):
        start = document.text
        for _ in range(EDITS_A_ROUND):
            if len(document.text) > LONGEST or chance.random() < 0.05:
                self.last = "the whole text"
                document.change_all(start)
                self.follow(chance, document)
                continue
            mutation = chance.choice(mutations.ALL)
            other = chance.choice(texts)[1]
            edits = mutation(chance, document.text, other)
            if mutation is mutations.cut_and_put_back:
                for edit in edits:
                    self.change(chance, document, [edit])
            else:
                self.change(chance, document, edits)
        document.close()

    def change(self, chance, document, edits):
        self.last = edits
        document.change(*edits)
        self.follow(chance, document)

    def follow(self, chance, document):
        """What must hold after every change."""
        self.edits += 1
        self.step += 1
        found, _ = self.server.wait_diagnostics(document.uri, document.version)
        checks.text(self.server, document)
        checks.ranges(document, found)
        self.diagnostics += len(found)
        self.codes.update(each.get("code") for each in found)
        if self.step % 3 == 0:
            self.ask(chance, document)
        if self.step == EDITS_A_ROUND // 2:
            self.race(chance, document)
        if self.step == EDITS_A_ROUND - 1:
            time.sleep(0.02)  # long enough for schedules to be judged as well

    def ask(self, chance, document):
        kind = chance.choice(self.offered)
        self.requests += 1
        self.kinds.add(kind[0])
        try:
            checks.request(chance, self.server, document, kind)
        except Refused as refusal:
            self.note(refusal)

    def race(self, chance, document):
        """Requests, edits and a cancellation without waiting for any answer: each
        request is answered once, and the text is right after all."""
        asked = [self.server.ask(method, checks.params(chance, document, about))
                 for method, about, _ in self.offered]
        edits = mutations.insert_odd(chance, document.text, "")
        self.last = edits
        document.change(*edits)
        self.server.notify("$/cancelRequest", {"id": chance.choice(asked)})
        self.edits += 1
        self.requests += len(asked)
        for number in asked:
            try:
                self.server.wait(number)
            except Refused as refusal:
                self.note(refusal)
        checks.text(self.server, document)

    def note(self, refusal):
        if refusal.code not in checks.MAY_REFUSE:
            raise refusal
        self.refused += 1


def report(soak, started, memory):
    megabytes = [f"{kilobytes / 1024:.1f}" for kilobytes in memory]
    print(f"{soak.edits} edits, {soak.requests} requests of {len(soak.kinds)} kinds"
          f" ({soak.refused} refused), {time.monotonic() - started:.0f} s")
    print(f"{soak.diagnostics} diagnostics of {len(soak.codes)} kinds")
    print(f"memory in MB after every tenth: {' '.join(megabytes)}")
    print("soaked")


def run(options, server):
    texts = programs()
    random.Random(options.seed).shuffle(texts)
    if options.prefixes:
        texts = sorted(set(texts))
    if options.only:
        texts = [entry for entry in texts if options.only in entry[0]]
    answer = server.initialize([options.encoding], {"debounceMs": 0})
    soak = Soak(server, options.seed, checks.offered(answer["capabilities"]))
    started, memory, number = time.monotonic(), [], options.round
    try:
        while number < len(texts) if options.prefixes else soak.edits < options.edits:
            if options.prefixes:
                soak.prefixes(number, *texts[number])
            else:
                soak.round(number, texts)
            if soak.edits >= len(memory) * options.edits / 10:
                memory.append(server.kilobytes())
            number += 1
        code = server.shut_down()
        if code != 0:
            raise checks.Wrong(f"the server ended with {code} after shutdown")
    except (checks.Wrong, Died, Late, Refused, ValueError) as problem:
        print(f"after {soak.edits} edits, in {soak.path}, at {soak.last!r:.600}:")
        print(f"{type(problem).__name__}: {problem}")
        print(f"again: soak.py --seed {options.seed} --round {number} --edits 1"
              f" --encoding {options.encoding}")
        server.kill()
        return 1
    report(soak, started, memory)
    return 0


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--edits", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--round", type=int, default=0, help="begin with this round")
    parser.add_argument("--encoding", default="utf-16")
    parser.add_argument("--prefixes", action="store_true")
    parser.add_argument("--only", help="only programs whose path has this in it")
    parser.add_argument("server", nargs="*", default=COMMAND)
    options = parser.parse_args()
    return run(options, Server(options.server))


if __name__ == "__main__":
    sys.exit(main())
