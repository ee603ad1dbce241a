"""Words of labels, ours and those of a user's form, brought so far together that they can be held side by side."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable

MARK = "eocdesk-fill:"
"""Stands before the digest of what was filled in, in the keywords of such a file: it is no frozen paper of ours."""
_NUMBER = re.compile(r"^\s*\*?\s*(\d{1,2}[A-Z]?)(?:\s*[.:]\s*|\s+(?=\S))")
_ROW = re.compile(r"[_\s]*[(\[]?\s*Row[_\s]*\d+\s*[)\]]?\s*$", re.IGNORECASE)
_LAST = re.compile(r"(?:[_\s-]*\d+(?:\.\d+)?|[_\s]*\[\d+\]|_+)\s*$")
_CELL = re.compile(r"\s\d+\.\d+$")
_JOINED = re.compile(r"(?<=[a-z)])(?=[A-Z])")
_SHORT = {
    "adminsitration": "administration",  # as FEMA's own form spells it
    "assests": "assets",
    "assignent": "assignment",
    "admin": "administration",
    "comms": "communications",
    "comp": "compensation",
    "dir": "director",
    "est": "estimated",
    "id": "identifier",
    "info": "information",
    "ldr": "leader",
    "ops": "operations",
    "spt": "support",
}
_EMPTY = frozenset({"the", "of", "an", "or", "and", "eg", "undefined"})
_PLURAL = 3
_LEAST = 0.6
"""So much of our own label must stand in theirs."""
_NOT_ALONE, _WITHIN, _WITHOUT = 0.88, 0.9, 0.98
"""What nearly the same words are worth: with others beside them, with some of the block's title, without its title."""


@functools.cache
def words(text: str) -> frozenset[str]:
    """The words that tell labels apart: lower case, in the singular, whole, no single letters."""
    found = re.findall(r"[a-z0-9]+", text.replace("#", " number ").replace("’", "").replace("'", "").lower())
    return frozenset(_one(word) for word in found if word not in _EMPTY and (len(word) > 1 or word.isdigit()))


def _one(word: str) -> str:
    word = _SHORT.get(word, word)
    return word[:-1] if len(word) > _PLURAL and word.endswith("s") and not word.endswith("ss") else word


def number_of(text: str) -> str:
    """The block number a label begins with: `7A` of `7A. Message`; empty where there is none."""
    found = _NUMBER.match(text)
    return found[1] if found else ""


def without_number(text: str) -> str:
    """A label without the number of its block."""
    return _NUMBER.sub("", text) or text


def is_row(text: str) -> bool:
    """Whether a label says that it is of one row of a table."""
    return bool(_ROW.search(text) or _CELL.search(text))


@functools.cache
def variants(text: str) -> tuple[frozenset[str], ...]:
    """The words of a label: as it stands, without the block's number, without the number of a row."""
    plain = _JOINED.sub(" ", text) if " " not in text.strip() else text
    bare = _NUMBER.sub("", plain)
    rowless = _ROW.sub("", bare)
    last = _LAST.sub("", rowless)
    return tuple(dict.fromkeys(found for found in map(words, (plain, bare, rowless, last)) if found))


def likeness(theirs: Iterable[frozenset[str]], item: str, title: str = "") -> float:
    """How surely a field is the one of ours: 1 the same words, 0 another thing. `item` within the block `title`."""
    return max((_like(one, words(item), words(title)) for one in theirs), default=0.0)


def _like(theirs: frozenset[str], item: frozenset[str], title: frozenset[str]) -> float:
    wanted = item or title
    if not wanted or not theirs or len(wanted & theirs) < _LEAST * len(wanted):
        return 0.0
    if theirs == item | title:
        return 1.0
    if theirs == wanted:
        return _WITHOUT
    alike = max(_dice(theirs, wanted), _dice(theirs, item | title))
    within = item and item <= theirs <= item | title
    return _WITHIN + (1 - _NOT_ALONE) / 2 * alike if within else alike * _NOT_ALONE


def _dice(one: frozenset[str], two: frozenset[str]) -> float:
    return 2 * len(one & two) / (len(one) + len(two))
