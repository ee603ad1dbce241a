"""A form as data: strips of boxes with their numbers and titles, and what stands in each; drawn as a real form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Words:
    """What a person wrote; its line breaks are kept. `label` stands before it, small."""

    text: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """A small label and its value. `ruled`: a line to write on, where it is empty too."""

    label: str
    value: str = ""
    share: float = 1.0
    ruled: bool = True


@dataclass(frozen=True, slots=True)
class Items:
    """Items in rows, side by side."""

    rows: tuple[tuple[Item, ...], ...]


@dataclass(frozen=True, slots=True)
class Check:
    """A small square to tick, with its words. `ruled`: a line to write on after them, `value` on it."""

    label: str
    on: bool = False
    value: str = ""
    ruled: bool = False


@dataclass(frozen=True, slots=True)
class Checks:
    """Squares to tick, in so many columns, each filled from above."""

    checks: tuple[Check, ...]
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Field:
    """One cell of a table of a form: words, or squares to tick."""

    text: str = ""
    checks: tuple[Check, ...] = ()
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Head:
    """A column of a table of a form, its share of the width, the words above it."""

    label: str
    share: float = 1.0
    centred: bool = False


@dataclass(frozen=True, slots=True)
class Turned(Head):
    """One whose words stand upright, read from below: a narrow column has room for long ones."""


@dataclass(frozen=True, slots=True)
class Ruled:
    """A table under heads repeated on each page; `least` rows stand there to be written on, more where there is room.

    `tall` is the least height of a row in points. `empty` is what stands in an empty row: squares to tick.
    """

    heads: tuple[Head, ...]
    rows: tuple[tuple[Field, ...], ...] = ()
    least: int = 0
    tall: float = 18.0
    empty: tuple[Field, ...] = ()


@dataclass(frozen=True, slots=True)
class Named:
    """A list of positions and who holds them, as ICS 203 prints it; `band` is a heading across."""

    label: str
    names: str = ""
    band: bool = False


@dataclass(frozen=True, slots=True)
class Names:
    """Positions, one a row, each with room for names."""

    rows: tuple[Named, ...]
    label_share: float = 0.42


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing in SVG as tall as there is room, with the words that stand for it; empty: room to draw by hand."""

    svg: str = ""
    alt: str = ""
    tallest: float = 400.0


@dataclass(frozen=True, slots=True)
class Post:
    """A box of an organisation chart: a position, who holds it."""

    label: str
    names: str = ""
    under: tuple[Post, ...] = ()


@dataclass(frozen=True, slots=True)
class Chart:
    """Command on top, its staff at its side, the sections below with what is under them."""

    command: Post
    staff: tuple[Post, ...]
    sections: tuple[Post, ...]
    least: float = 24.0  # the least height of a box, points


Part: TypeAlias = Words | Items | Checks | Ruled | Names | Drawing | Chart


@dataclass(frozen=True, slots=True)
class Box:
    """A numbered block. `title` is bold and `note` after it is not; `share` is of the strip's width.

    `grows`: its share of what is left of a page. `beside`: title and parts stand on one line. `tall`: least points.
    """

    number: str
    title: str = ""
    parts: tuple[Part, ...] = ()
    note: str = ""
    share: float = 1.0
    grows: float = 0.0
    beside: bool = False
    tall: float = 0.0


@dataclass(frozen=True, slots=True)
class Stack:
    """Strips one under the other, as one column of a strip."""

    strips: tuple[Strip, ...]
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class Strip:
    """Boxes side by side, over the whole width."""

    boxes: tuple[Box | Stack, ...]


@dataclass(frozen=True, slots=True)
class Leaf:
    """Strips that begin on a page of their own, between what repeats."""

    strips: tuple[Strip, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A form: what repeats above and below on each page, and its pages. `title` as printed, `number` as `ICS 202`.

    `plan`: whether it says its page of the plan; `page_word`: what is said before it, or before a line to write on.
    `counted`: whether its pages say their number. `last` are items beside the number at the foot: date and time.
    """

    number: str
    title: str
    head: tuple[Strip, ...]
    leaves: tuple[Leaf, ...]
    foot: tuple[Strip, ...] = ()
    last: tuple[Item, ...] = ()
    landscape: bool = False
    plan: bool = False
    bundled: bool = False
    counted: bool = False
    notice: str = ""  # a line above the form: sensitive, not for public release


def strip(*boxes: Box | Stack) -> Strip:
    """Boxes side by side."""
    return Strip(boxes)
