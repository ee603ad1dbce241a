"""A small board over lessons: what the tests of the board kit look at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from eocdesk.store import search
from eocdesk.ui.board import Badge, Blank, BoardPane, Deed, Line, Page, Part, Told
from eocdesk.ui.kit.columns import Column


class Row(NamedTuple):
    """A lesson as listed."""

    row: int
    id: bytes
    title: str
    adoption: str


def keys(connection: Any, event: bytes, words: str, _now: int) -> Sequence[int]:
    """Newest first."""
    if words:
        return search.rows(connection, "lesson", words, event, -1)
    asked = "SELECT row FROM lesson WHERE event = ? AND struck IS NOT 1 ORDER BY row DESC"
    return [row for (row,) in connection.exec_driver_sql(asked, (event,))]


def rows(connection: Any, wanted: Sequence[int]) -> Mapping[int, Row]:
    """By key."""
    marks = ", ".join("?" * len(wanted))
    asked = f"SELECT row, id, title, adoption FROM lesson WHERE row IN ({marks})"  # noqa: S608  marks alone are put in
    return {one[0]: Row(*one) for one in connection.exec_driver_sql(asked, tuple(wanted))}


def _title(row: Row) -> str:
    return row.title


def _adoption(row: Row) -> str:
    return row.adoption


COLUMNS = (Column("Lesson", _title, stretch=True, key=True), Column("Adoption", _adoption, width=110, narrow=300))


class Lessons(BoardPane):
    """Two pages of the same; one deed is possible, one is not."""

    listens = frozenset({"lesson"})

    def make_pages(self) -> Sequence[Page]:
        blank = Blank("mdi6.school-outline", "No lesson yet.", "Write down what was seen elsewhere.", "Add a lesson")
        first = Page("lessons", "Lessons", "lesson", COLUMNS, blank, keys, rows, add="New lesson")
        return (first, Page("none", "Nothing", "engagement", COLUMNS, blank))

    def make_deeds(self) -> Sequence[Deed]:
        self.done: list[tuple[str, bytes]] = []
        return (
            Deed("adopt", "Adopt", self._adopt, "mdi6.check", "A", primary=True),
            Deed("never", "Never", self._adopt, key="X"),
        )

    async def tell(self, kind: str, record: bytes) -> Told | None:
        row = self.list.row
        if row is None or row.id != record:
            return None
        part = Part("Learned from", (Line("Paris 2024", "La Défense", "engagement", b"e" * 16, deed="adopt"),))
        return Told(
            kind,
            record,
            row.title,
            "7KQ4-E1",
            "AMBER",
            badges=(Badge(row.adoption, "info"),),
            facts=(("Where", "Paris"), ("Owner", "")),
            parts=(part, Part("Gap", empty="No gap names it.")),
            deeds=("adopt",),
        )

    def _adopt(self, told: Told) -> None:
        self.done.append((told.title, told.id))
