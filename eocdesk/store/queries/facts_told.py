"""What people wrote in a situation report, and what changed since the last one, as plain values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

Cells = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """The blocks of a report by key (models/sitrep), those of the report before, and which are ticked unchanged."""

    form: str = ""  # its number; empty: nobody wrote one
    texts: tuple[tuple[str, str], ...] = ()
    rows: tuple[tuple[str, tuple[Cells, ...]], ...] = ()
    unchanged: tuple[str, ...] = ()
    markings: tuple[tuple[str, str], ...] = ()  # of blocks marked more strictly than the report
    before: tuple[tuple[str, str], ...] = ()
    changed: str = ""  # what a correction changed
    withheld: bool = False  # it was asked for and may not be seen

    def text(self, key: str) -> str:
        """What stands in a block; empty where nothing does."""
        return next((text.strip() for name, text in self.texts if name == key), "")

    def earlier(self, key: str) -> str:
        """What stood in it in the report before."""
        return next((text.strip() for name, text in self.before if name == key), "")

    def table(self, key: str) -> tuple[Cells, ...]:
        """The rows of a table block."""
        return next((rows for name, rows in self.rows if name == key), ())

    def marking(self, key: str) -> str:
        """The marking of a block that is stricter than the report's; empty where it is not."""
        return next((word for name, word in self.markings if name == key), "")

    def differing(self, keys: Iterable[str]) -> int:
        """How many of these blocks read otherwise than in the report before, tables as one."""
        return sum((self.text(key) or joined(self.table(key))) != self.earlier(key) for key in keys)


def joined(rows: Iterable[Cells]) -> str:
    """The rows of a table block as one text, to be held against another."""
    return "\n".join("\t".join(cells) for cells in rows).strip()


NOTHING_TOLD = Told()


@dataclass(frozen=True, slots=True)
class ResourceLine:
    """What one agency has committed of one kind, by how it stands."""

    agency: str
    kind: str
    total: int
    available: int
    assigned: int
    under_way: int
    out: int


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """A meeting in this period or the next."""

    starts: int
    title: str
    kind: str
    place: str
    who: str = ""


@dataclass(frozen=True, slots=True)
class Beyond:
    """Records the later sections are filled from, and how many changed by section number since the last report."""

    resources: tuple[ResourceLine, ...] = ()
    meetings: tuple[MeetingLine, ...] = ()
    touched: tuple[tuple[str, int], ...] = ()

    def changes(self, section: str) -> int:
        """How many records behind a section changed."""
        return next((count for number, count in self.touched if number == section), 0)


NOTHING_BEYOND = Beyond()
