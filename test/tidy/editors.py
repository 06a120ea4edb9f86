"""The colours of every editor know the words of the lexer, and no others.

A group of grammar/TdslLexer.g4 is what stands under one of its comments. An editor
has the group in a place of its own, which a pattern here finds.
"""

import json
import re

import tree

LEXER = "grammar/TdslLexer.g4"
SCALARS = "compiler/sema/Scalars.def"
# A comment of the lexer -> what an editor calls the group.
GROUPS = {
    "Items": "item",
    "Statements and clauses": "statement",
    "Reductions": "reduction",
    "Words with a meaning in one place, and names everywhere else": "contextual",
}
# The lexer counts these among the clauses; editors show them as values.
VALUES = {"true", "false"}


def words_of_the_lexer():
    groups, group = {}, None
    for line in tree.read(LEXER).splitlines():
        if line.startswith("// "):
            group = GROUPS.get(line[3:])
        elif group and (rule := re.match(r"[A-Z]+: '(\w+)';", line)):
            groups.setdefault(group, set()).add(rule[1])
    groups["statement"] -= VALUES
    groups["value"] = VALUES
    scalars = re.findall(r'^TDSL_SCALAR\(\w+, "(\w+)"', tree.read(SCALARS), re.M)
    groups["type"] = set(scalars) - {"index"}
    return groups


def textmate():
    """The alternatives of `\\b(?:a|b)\\b` in each entry of the repository."""
    grammar = json.loads(tree.read("editors/textmate/tdsl.tmLanguage.json"))
    for name, entry in grammar["repository"].items():
        found = re.findall(r'\\\\b\(\?:([a-z0-9|]+)\)\\\\b', json.dumps(entry))
        yield name.rstrip("s"), {word for group in found for word in group.split("|")}


def vim():
    groups = {}
    for group, words in re.findall(r"^syntax keyword tdsl(\w+) (.*)$",
                                   tree.read("editors/neovim/syntax/tdsl.vim"), re.M):
        groups.setdefault(group.lower(), set()).update(words.split())
    contextual = re.findall(r"^syntax match tdslContextual .*\\<([a-z]+)\\>",
                            tree.read("editors/neovim/syntax/tdsl.vim"), re.M)
    groups["contextual"] = set(contextual)
    return groups.items()


def emacs():
    for group, words in re.findall(r"^\(defconst tdsl-(\w+)\s+'\(([^)]*)\)",
                                   tree.read("editors/emacs/tdsl-mode.el"), re.M):
        yield group, set(re.findall(r'"(\w+)"', words))


EDITORS = {"editors/emacs/tdsl-mode.el": emacs,
           "editors/textmate/tdsl.tmLanguage.json": textmate,
           "editors/neovim/syntax/tdsl.vim": vim}


def vscode_problems():
    """What package.json names is there, and each command is registered."""
    folder = "editors/vscode"
    package = json.loads(tree.read(f"{folder}/package.json"))
    source = tree.read(f"{folder}/src/extension.ts")
    for command in package["contributes"]["commands"]:
        if f'registerCommand("{command["command"]}"' not in source:
            yield f"{folder}/package.json: nobody registers {command['command']}"
    settings = package["contributes"]["configuration"]["properties"]
    for setting in re.findall(r'settings\.get<[^>]*>\("([\w.]+)"', source):
        if f"tdsl.{setting}" not in settings:
            yield f"{folder}/src/extension.ts: no setting tdsl.{setting} in package.json"
    for language in package["contributes"]["languages"]:
        path = f"{folder}/" + language["configuration"].removeprefix("./")
        if not tree.exists(path):
            yield f"{folder}/package.json: there is no {path}"
        else:
            json.loads(tree.read(path))


def check():
    lexer = words_of_the_lexer()
    for path, read in EDITORS.items():
        groups = dict(read())
        for group, words in lexer.items():
            there = groups.get(group, set())
            for word in sorted(words - there):
                yield f"{path}: `{word}` is missing from {group}"
            for word in sorted(there - words):
                yield f"{path}: `{word}` is no {group} in {LEXER}"
    listed = tree.read("editors/README.md") if tree.exists("editors/README.md") else ""
    for folder in sorted({path.split("/")[1] for path in tree.files()
                          if path.startswith("editors/") and path.count("/") > 1}):
        if f"`{folder}" not in listed:
            yield f"editors/README.md: does not name {folder}"
    yield from vscode_problems()
