"""Damages the one file of a folder: flip a byte, cut it off, make it longer."""

import os
import sys

how, folder = sys.argv[1:]
(name,) = os.listdir(folder)
path = os.path.join(folder, name)
with open(path, "rb") as file:
    data = file.read()
damaged = {
    "flip": data[:-1] + bytes([data[-1] ^ 1]),
    "cut": data[:-1],
    "longer": data + b"x",
    "other": b"something else",
}[how]
with open(path, "wb") as file:
    file.write(damaged)
