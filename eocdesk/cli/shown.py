"""What the command line prints: letters that steer a terminal or that nobody sees are shown as signs."""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TextIO

_STEERING = frozenset({"Cc", "Cf", "Zl", "Zp"})
_KEPT = frozenset("\n\t")
_PICTURES, _DELETE = 0x2400, 0x7F
"""Unicode has a picture of each of the first 32 control letters from here on."""


def signs(words: str) -> str:
    """`␛[31m` for what would turn a terminal red, `<U+202E>` for what would turn its line round.

    A line's end, a tab and a carriage return before all the rest, which begins a line anew, stay.
    """
    if words.isprintable():
        return words
    begins = words[:1] if words[:1] == "\r" else ""
    return begins + "".join(_sign(letter) if steers(letter) else letter for letter in words[len(begins) :])


def escaped(line: str) -> str:
    """A line of JSON with such letters escaped as JSON escapes: it says the same to whoever reads it."""
    if line.isprintable():
        return line
    return "".join(json.dumps(letter)[1:-1] if steers(letter) else letter for letter in line)


def steers(letter: str) -> bool:
    """Whether a letter does something to what shows it, or shows nothing."""
    return letter not in _KEPT and unicodedata.category(letter) in _STEERING


def _sign(letter: str) -> str:
    code = ord(letter)
    if code < ord(" "):
        return chr(_PICTURES + code)
    return "\N{SYMBOL FOR DELETE}" if code == _DELETE else f"<U+{code:04X}>"


class Shown:
    """A stream that is written to in signs; all else of it is the stream's own."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, words: str) -> int:
        """Write them; how many letters were taken."""
        self._stream.write(signs(words))
        return len(words)

    def writelines(self, lines: Any) -> None:
        """Write each of them."""
        for line in lines:
            self.write(line)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


@contextmanager
def shown() -> Iterator[None]:
    """All that is printed meanwhile is printed so: records come from other desks, and words from anywhere."""
    before = sys.stdout, sys.stderr
    for name, stream in zip(("stdout", "stderr"), before, strict=True):
        if stream is not None:  # a program without a console has none
            setattr(sys, name, Shown(stream))
    try:
        yield
    finally:
        sys.stdout, sys.stderr = before
