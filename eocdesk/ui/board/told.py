"""What a board tells of one record: title, states, facts, lines of what belongs to it; no widgets."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Badge:
    """A state in a word. `part` names the token of its dot: ok, warn, bad, info, accent, muted."""

    words: str
    part: str = "muted"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that belongs to the record; with `kind` and `id` it is a door to that record.

    `done` of a point that is ticked or not; `part` colours its mark; `deed` names a deed offered beside it, which is
    done to this line's record.
    """

    text: str
    detail: str = ""
    kind: str = ""
    id: bytes = b""
    done: bool | None = None
    part: str = ""
    deed: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A heading and what stands under it: lines, a text, or the sentence that there is nothing."""

    title: str
    lines: tuple[Line, ...] = ()
    text: str = ""
    empty: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """One record on the card. `facts` are pairs of label and words; `deeds` names what can be done to it now."""

    kind: str
    id: bytes
    title: str
    number: str = ""
    marking: str = ""
    audience: str = ""
    badges: tuple[Badge, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    parts: tuple[Part, ...] = ()
    deeds: tuple[str, ...] = ()
    warning: str = ""
    """What must be seen first, in words: it stands in red above all else."""

    @property
    def spoken(self) -> str:
        """What it is, as it is read aloud."""
        return ", ".join(part for part in (self.number, self.title, *(badge.words for badge in self.badges)) if part)
