"""The server says of every program here what `dslc check` says.

same-as-check.py [FOLDER...]   below the root; tests, examples and the library
"""

import glob
import json
import os
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
FOLDERS = ["examples", "stdlib", "test"]


def programs(folders):
    for folder in folders:
        pattern = os.path.join(ROOT, folder, "**/*.tdsl")
        for path in sorted(glob.glob(pattern, recursive=True)):
            try:
                with open(path, encoding="utf-8", newline="") as file:
                    text = file.read()
            except UnicodeDecodeError:
                continue  # no client can send it
            yield path, text


def entry(code, begin, end, message):
    return code, begin, end, message.splitlines()[0]


def checked(path):
    ran = subprocess.run(["dslc", "check", "--format", "json", path],
                         capture_output=True, text=True)
    result = set()
    for line in ran.stderr.splitlines():
        said = json.loads(line)
        span = said["span"]
        if span["file"] != path:
            continue  # of an import: the server tells it at the import
        ends = [(span[end]["line"] - 1, span[end]["column"] - 1) for end in ("begin", "end")]
        result.add(entry(said["code"], *ends, said["message"]))
    return result


def served(files):
    """path -> what the server says; positions in code points, as check counts."""
    messages = [{"id": 0, "method": "initialize", "params": {
        "capabilities": {"general": {"positionEncodings": ["utf-32"]}}}}]
    for number, (path, text) in enumerate(files, 1):
        document = {"uri": "file://" + path}
        messages += [
            {"method": "textDocument/didOpen",
             "params": {"textDocument": {**document, "version": 1, "text": text}}},
            {"id": number, "method": "textDocument/diagnostic",
             "params": {"textDocument": document}},
            {"method": "textDocument/didClose", "params": {"textDocument": document}}]
    with tempfile.TemporaryFile("w+", encoding="utf-8") as script:
        script.write("\n// -----\n".join(json.dumps(message) for message in messages))
        script.seek(0)
        ran = subprocess.run(["dslc", "lsp", "--lit-test"], stdin=script,
                             capture_output=True, text=True, check=True)
    decoder, at, answers = json.JSONDecoder(), 0, {}
    while at < len(ran.stdout.rstrip()):
        answer, at = decoder.raw_decode(ran.stdout, at)
        at += 1  # the line end
        if answer.get("id"):
            answers[files[answer["id"] - 1][0]] = answer["result"]["items"]
    return answers


def is_schedule(entry):
    return entry[0].startswith("E04")


def positions(item):
    return [(item["range"][end]["line"], item["range"][end]["character"])
            for end in ("start", "end")]


def main():
    files = list(programs(sys.argv[1:] or FOLDERS))
    answers = served(files)
    failed = reported = 0
    for path, _ in files:
        said = {entry(item["code"], *positions(item), item["message"])
                for item in answers[path] if not item["message"].startswith("in ")}
        wanted = checked(path)
        if any(not is_schedule(each) for each in wanted):
            # dslc looks at schedules when all else is right, the server anyway.
            said = {each for each in said if each in wanted or not is_schedule(each)}
        reported += len(wanted)
        for what, entries in ("missing", wanted - said), ("more", said - wanted):
            for each in sorted(entries):
                print(f"{os.path.relpath(path, ROOT)}: {what}: {each}")
                failed = 1
    print(f"{len(files)} programs, {reported} diagnostics")
    return failed


if __name__ == "__main__":
    sys.exit(main())
