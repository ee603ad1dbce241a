"""The pieces a page is made of, before any typeface, paper size or screen is known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from eocdesk.reports.sheet import Sheet

NOTHING = "Nothing to report"
"""What an empty section prints, so that a reader sees it was considered."""


_WORST = 4
"""The gravest severity a page has a colour and a word for."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table; a severity gives it ground, shape and word."""

    text: str = ""
    note: str = ""  # a second, quieter paragraph
    severity: int | None = None
    strong: bool = False
    tone: str = ""  # "", muted, ok, warn, bad
    mark: str = ""  # a short word in a frame before the text: NEW, CLOSED

    def __post_init__(self) -> None:
        if self.severity is not None:  # one that a newer desk knows is drawn as the nearest there is
            object.__setattr__(self, "severity", min(max(self.severity, 0), _WORST))


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `width` in points, or a share of what is left where `share` is set."""

    label: str
    width: float = 0.0
    share: float = 0.0
    right: bool = False
    digits: bool = False  # figures stand under each other
    letters: int = 24
    """How many letters of average width fit on a line; a longer word may be broken there."""


Row: TypeAlias = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under one heading of their own, which is repeated on each page they reach."""

    title: str
    rows: tuple[Row, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a head that is repeated on each page; a row is split only where it fills a page."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...] = ()
    groups: tuple[Group, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words as a person wrote them; their line breaks are kept."""

    text: str
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Bullets:
    """Short points."""

    points: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """A figure to be seen at once: what it is, its value, what qualifies it."""

    label: str
    value: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Cards:
    """Figures side by side."""

    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Names and what they hold, one a line."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing in SVG with the words that stand for it where it cannot be seen."""

    svg: str
    alt: str
    caption: str = ""
    tallest: float = 0.0  # points; 0: as wide as the page, whatever the height


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading below a section's own."""

    text: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Signature:
    """A place to sign by hand: who, and what is known already."""

    label: str
    name: str = ""
    when: str = ""


Piece: TypeAlias = Table | Paragraph | Bullets | Cards | Pairs | Picture | Heading | Signature


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it; empty says `NOTHING`."""

    title: str
    pieces: tuple[Piece, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Beside:
    """Two short sections side by side."""

    left: Section
    right: Section


@dataclass(frozen=True, slots=True)
class Document:
    """Everything on the pages. `running` lines repeat on each; `moment` (ms) dates the file."""

    title: str
    about: str
    subtitle: str
    marking: str  # TLP:AMBER+STRICT
    marking_colour: str
    banner: str  # empty, or what must be seen on every page
    running_left: str
    running_right: str
    footer_left: str
    footer_lines: tuple[str, ...]
    author: str
    moment: int
    sections: tuple[Section | Beside | Sheet, ...]
    lead: tuple[Piece, ...] = ()
    left_out: str = ""  # how much more there is that this reader may not see, in words
    digest: str = ""  # SHA-256 of all this but how it was drawn (reports/frozen), in hexadecimal
