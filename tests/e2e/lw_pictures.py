# SPDX-FileCopyrightText: 2026 The Labelwright authors
# SPDX-License-Identifier: GPL-3.0-or-later

"""Small pictures for the tests, written with the standard library."""

import os
import struct
import zlib


def _chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(number=0, width=16, height=16, says=None):
    """The bytes of a PNG; every number has another colour. says = (width, height) of the header when it lies."""
    row = b"\0" + bytes((number * 37 % 256, number * 101 % 256, number % 256)) * width
    header = struct.pack(">IIBBBBB", *(says or (width, height)), 8, 2, 0, 0, 0)
    return (b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(row * height))
            + _chunk(b"IEND", b""))


def write(folder, name, data):
    path = os.path.join(folder, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(data)
    return path


def folder_of(folder, count):
    """Fills the folder with count pictures, in order of their names."""
    for number in range(count):
        write(folder, f"picture-{number:04}.png", png(number))
    return folder
