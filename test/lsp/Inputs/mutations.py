"""Programs that are nearly right, as a list of edits of a text.

An edit is (begin, end, text). Each mutation takes a text, another program, and a
source of random numbers. What editors send wrong most easily is here on purpose:
characters of two UTF-16 units, of one to four bytes, and all three line ends.
"""

import re

WORD = re.compile(r"\w+|\s+|.", re.S)
ODD = ["é", "ß", "→", "𝔸", "𝒙𝒚", "漢字", "e\u0301", "\u200b", "\ufeff", "\u2028", "\0",
       "\r\n", "\r", "\n", "\n\r", "\t", "// é 𝔸\r\n", "\"𝕊", "// \r", "\\", "\"", "(" * 40,
       "}", "{", "[", "]", ")", "fn ", "schedule ", "let ", "let (a, b) = ", "test \"é\" {",
       "sum[k] ", "..", "..=", "@", "0x", "1e", "1_", "where ", "/*", "///"]


def words(text):
    return [(found.start(), found.end()) for found in WORD.finditer(text)]


def one_of(random, text):
    """A word of the text, as (begin, end)."""
    if not text:
        return 0, 0
    middle = random.randrange(len(text))
    begin = max(0, middle - 40)
    for found in WORD.finditer(text, begin):
        if found.end() > middle:
            return found.span()
    return len(text), len(text)


def delete_word(random, text, other):
    return [(*one_of(random, text), "")]


def repeat_word(random, text, other):
    begin, end = one_of(random, text)
    return [(end, end, text[begin:end])]


def swap_word(random, text, other):
    begin, end = one_of(random, other)
    return [(*one_of(random, text), other[begin:end])]


def delete_some(random, text, other):
    begin = random.randint(0, len(text))
    return [(begin, min(len(text), begin + random.randint(0, 80)), "")]


def repeat_some(random, text, other):
    begin = random.randint(0, len(text))
    return [(begin, begin, text[begin:begin + random.randint(0, 80)])]


def insert_odd(random, text, other):
    begin = random.randint(0, len(text))
    end = min(len(text), begin + random.choice((0, 0, 1, 2)))
    return [(begin, end, random.choice(ODD))]


def cut_and_put_back(random, text, other):
    """The text ends here, as while somebody types; then the rest comes back."""
    begin = random.randint(0, len(text))
    return [(begin, len(text), ""), (begin, begin, text[begin:])]


def join(random, text, other):
    return [(random.randint(0, len(text)), len(text), other[random.randint(0, len(other)):])]


def move_lines(random, text, other):
    lines = text.splitlines(keepends=True)
    if len(lines) < 2:
        return [(0, 0, "\n")]
    number = random.randrange(len(lines) - 1)
    begin = sum(len(line) for line in lines[:number])
    length = len(lines[number])
    gone = text[begin:begin + length]
    after = begin + len(lines[number + 1])
    return [(begin, begin + length, ""), (after, after, gone)]


def change_line_ends(random, text, other):
    """All line ends become another kind, in one change of many edits from the end."""
    new = random.choice(("\n", "\r\n", "\r"))
    ends = [found.span() for found in re.finditer(r"\r\n|\n|\r", text)]
    return [(begin, end, new) for begin, end in reversed(ends[:60])]


ALL = (delete_word, repeat_word, swap_word, delete_some, repeat_some, insert_odd,
       insert_odd, cut_and_put_back, join, move_lines, change_line_ends)
