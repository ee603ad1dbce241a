"""Values of fields as words in a cell and back again: what we write into a table we read out the same."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

# A cell that starts so is run as a formula by a spreadsheet; the full-width signs too, in some of them.
_RUN = "=+\\-@\t\r\n＝＋－＠"
_GUARDED = re.compile(rf"'+[{_RUN}]")
_TO_GUARD = re.compile(rf"'*[{_RUN}]")
_PAIRS = ("phones", "emails")
_MOST_WORDS = 2_000_000
_WHOLE_MOST = 10**15


def guard(words: str) -> str:
    """Words that a spreadsheet shows and never runs: an apostrophe before what would start a formula."""
    return "'" + words if _TO_GUARD.match(words) else words


def unguard(words: str) -> str:
    """The words as they were before `guard`."""
    return words[1:] if _GUARDED.match(words) else words


def words_of(value: Any) -> str:
    """A cell of any table as words: 1005.0 is 1005, nothing is empty, lists are separated by commas."""
    if isinstance(value, str):
        return value.strip()
    if value is None or isinstance(value, bool):
        return {None: "", True: "yes", False: "no"}[value]
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < _WHOLE_MOST else repr(value)
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return _words_of_many(value) if isinstance(value, Mapping | Sequence) else _written(value)


def _words_of_many(value: Mapping[Any, Any] | Sequence[Any]) -> str:
    if isinstance(value, Sequence) and all(not isinstance(member, list | dict) for member in value):
        return ", ".join(words_of(member) for member in value)
    try:
        return json.dumps(value, ensure_ascii=False)
    except (ValueError, RecursionError):
        return ""


def _written(value: object) -> str:
    try:
        return str(value)
    except ValueError:  # an integer of more digits than Python will write
        return ""


def list_to_words(name: str, value: Sequence[Any]) -> str:
    """A list field in a cell: `work: +1213…; home: …`, or JSON where that could not be read back the same."""
    parts = [f"{label}: {said}" if label else said for label, said in value] if name in _PAIRS else list(value)
    plain = "; ".join(str(part) for part in parts)
    return plain if list_from_words(name, plain) == list(value) else json.dumps(value, ensure_ascii=False)


def list_from_words(name: str, words: str, split: str = "") -> list[Any]:
    """A list field out of a cell; pairs of label and words for phones and e-mails."""
    words = words.strip()
    if words.startswith("[") and len(words) < _MOST_WORDS:
        try:
            made = json.loads(words)
        except (ValueError, RecursionError):
            made = None
        if isinstance(made, list):
            return made
    parts = [part.strip() for part in (words.split(split) if split else re.split(r"[;\n]", words))]
    if name not in _PAIRS:
        return [part for part in parts if part]
    return [_pair(part) for part in parts if part]


def _pair(part: str) -> list[str]:
    label, colon, rest = part.partition(":")
    if colon and rest.strip() and not re.search(r"[\d@+]", label) and label.strip().lower() not in {"tel", "mailto"}:
        return [label.strip(), rest.strip()]
    return ["", part]
