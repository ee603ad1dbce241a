"""Which letters the typefaces can print, and what stands visibly for those they cannot."""

from __future__ import annotations

import functools
import re
import struct
import unicodedata
from collections.abc import Callable, Iterable
from itertools import groupby
from pathlib import Path

BOX = "□"
"""Stands for one letter of a script for which there is no typeface."""

_NEWLINES = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_BREAK = "\u200b"
_KEPT = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\u061c\u2060")  # unseen, and harmless where they stand
_DROPPED = frozenset(map(chr, range(0xFE00, 0xFE10)))  # variation selectors choose a picture, they say nothing
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_NARROW = frozenset("iljtf.,:;'‘’|!I()[]")
_JOINTS = frozenset("/-–—_@,;")
"""Better ends of a part than the middle of a word."""
_WIDEST = 1.7
_MARKS = 3
"""More combining marks than this on one letter run over the lines above and below."""


@functools.cache
def covered(path: Path, index: int = 0) -> frozenset[int]:
    """The code points a font file draws: its character map, formats 4 and 12 (OpenType specification, cmap).

    A file that cannot be read draws nothing.
    """
    try:
        data = path.read_bytes()
        start = struct.unpack_from(">I", data, 12 + 4 * index)[0] if data[:4] == b"ttcf" else 0
        for at in range(struct.unpack_from(">H", data, start + 4)[0]):
            tag, _, offset, _ = struct.unpack_from(">4sIII", data, start + 12 + 16 * at)
            if tag == b"cmap":
                return frozenset(_mapped(data, offset))
    except (OSError, struct.error, IndexError):
        return frozenset()
    return frozenset()


def _mapped(data: bytes, cmap: int) -> Iterable[int]:
    for at in range(struct.unpack_from(">H", data, cmap + 2)[0]):
        table = cmap + struct.unpack_from(">HHI", data, cmap + 4 + 8 * at)[2]
        shape = struct.unpack_from(">H", data, table)[0]
        if shape == 4:  # noqa: PLR2004  the number of the format in the specification
            yield from _segments(data, table)
        elif shape == 12:  # noqa: PLR2004  likewise
            for group in range(struct.unpack_from(">I", data, table + 12)[0]):
                first, last, _ = struct.unpack_from(">III", data, table + 16 + 12 * group)
                yield from range(first, last + 1)


def _segments(data: bytes, table: int) -> Iterable[int]:
    count = struct.unpack_from(">H", data, table + 6)[0] // 2
    ends = struct.unpack_from(f">{count}H", data, table + 14)
    starts = struct.unpack_from(f">{count}H", data, table + 16 + 2 * count)
    deltas = struct.unpack_from(f">{count}H", data, table + 16 + 4 * count)
    offsets_at = table + 16 + 6 * count
    offsets = struct.unpack_from(f">{count}H", data, offsets_at)
    for at, (first, last, delta, offset) in enumerate(zip(starts, ends, deltas, offsets, strict=True)):
        for code in range(first, last + 1):
            glyph = code
            if offset:
                glyph = struct.unpack_from(">H", data, offsets_at + 2 * at + offset + 2 * (code - first))[0]
            if (glyph + delta) & 0xFFFF and code != 0xFFFF:  # noqa: PLR2004  the last segment is a stop mark
                yield code


class Letters:
    """Makes any text safe to set: nothing vanishes, nothing overrides the order of reading.

    `draws` answers whether a character can be printed. `boxed` counts the letters that were not.
    """

    def __init__(self, draws: Callable[[str], bool]) -> None:
        self._draws = draws
        self.boxed = 0

    def printable(self, text: str, longest: float = 48) -> str:
        """The text with a visible sign for all that cannot be printed.

        Words wider than `longest` average letters get a place to break.
        """
        plain = _NEWLINES.sub("\n", text).replace("\t", " ")
        if not plain.isascii() or not plain.replace("\n", "").isprintable():
            plain = "".join(self._run(sort, list(run)) for sort, run in groupby(plain, self._sort))
        return _may_break(plain, longest)

    def _sort(self, letter: str) -> str:
        if letter in "\n " or letter in _KEPT:
            return "kept"
        if letter in _DROPPED:
            return "dropped"
        category = unicodedata.category(letter)
        if category in _UNSEEN:
            return "unseen" + letter
        if category in {"Mn", "Me"}:
            return "marks"
        if self._draws(letter):
            return "kept"
        return "sign" if category[0] in "SP" else "boxed"

    def _run(self, sort: str, run: list[str]) -> str:
        if sort == "kept":
            return "".join(run)
        if sort == "dropped":
            return ""
        if sort == "marks":
            marks = "".join(mark for mark in run[:_MARKS] if self._draws(mark))
            more = len(run) - len(marks)
            return f"{marks}[{more} marks]" if len(run) > _MARKS else marks
        if sort == "sign":
            return "".join(f"[{unicodedata.name(letter, f'U+{ord(letter):04X}').lower()}]" for letter in run)
        if sort == "boxed":
            self.boxed += len(run)
            return BOX * len(run)
        times = f" ×{len(run)}" if len(run) > 1 else ""
        return f"[U+{ord(run[0]):04X}{times}]"


def _may_break(text: str, longest: float) -> str:
    if len(text) * _WIDEST <= longest:
        return text
    return re.sub(rf"[^\s{_BREAK}]+", lambda found: _broken(found[0], longest), text)


def _broken(word: str, longest: float) -> str:
    """Parts no wider than that, ended where the word has a joint of its own if one is near."""
    if len(word) * _WIDEST <= longest:
        return word
    parts: list[str] = []
    begins, joint, wide = 0, 0, 0.0
    for place, letter in enumerate(word):
        width = _width(letter)
        if wide + width > longest:
            ends = joint if joint > begins else place
            parts.append(word[begins:ends])
            begins, wide = ends, sum(map(_width, word[ends:place]))
        wide += width
        if letter in _JOINTS:
            joint = place + 1
    return _BREAK.join((*parts, word[begins:]))


def _width(letter: str) -> float:
    """Roughly, in widths of an average small letter: enough to keep a word inside its column."""
    if letter in _NARROW or unicodedata.combining(letter):
        return 0.5
    if letter in "mwMW@%—…□" or unicodedata.east_asian_width(letter) in "WF":
        return _WIDEST
    small = letter.islower() or letter.isdecimal() or unicodedata.bidirectional(letter) in {"R", "AL"}
    return 1.0 if small else 1.3  # Hebrew and Arabic have small letters alone
