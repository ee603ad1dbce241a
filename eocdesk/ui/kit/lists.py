"""How a list is typed: one member on a line, some with a label or a tick before it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from eocdesk.models.errors import Refused


@dataclass(frozen=True, slots=True)
class Lines:
    """From lines to members and back; `read(write(members)) == members`."""

    help: str
    read: Callable[[str], list[Any]]
    write: Callable[[Sequence[Any]], str]


def lines_of(name: str) -> Lines:
    """How the list field of that name is typed."""
    return _KNOWN.get(name, LINES)


def _filled(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _write_lines(members: Sequence[Any]) -> str:
    return "\n".join(str(member) for member in members)


def _read_pairs(text: str) -> list[Any]:
    pairs = []
    for line in _filled(text):
        label, colon, rest = line.partition(":")
        pairs.append([label.strip(), rest.strip()] if colon and rest.strip() else ["", line.removesuffix(":").strip()])
    return pairs


def _write_pairs(members: Sequence[Any]) -> str:
    pairs = [tuple(member) if isinstance(member, (list, tuple)) else ("", str(member)) for member in members]
    return "\n".join(f"{label}: {rest}" if label else str(rest) for label, rest in pairs)


def _read_ticks(text: str) -> list[Any]:
    ticks: list[Any] = []
    for line in _filled(text):
        mark, words = line[:3].casefold(), line[3:].strip()
        ticked = mark == "[x]"
        words = words if mark in ("[x]", "[ ]") else line.removeprefix("[]").strip()
        if not words:
            raise Refused("A point of the checklist has no words.")
        ticks.append([words, ticked])
    return ticks


def _write_ticks(members: Sequence[Any]) -> str:
    return "\n".join(f"[{'x' if done else ' '}] {words}" for words, done in members)


LINES = Lines("One on each line", _filled, _write_lines)
PAIRS = Lines("One on each line, such as  mobile: +1 213 555 0143", _read_pairs, _write_pairs)
TICKS = Lines("One point on each line; [x] before it once done", _read_ticks, _write_ticks)
_KNOWN = {"phones": PAIRS, "emails": PAIRS, "checklist": TICKS}
