"""The list of every kind of paper there is; the program knows them, no table stands behind it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from eocdesk.ui.board import BoardList, Page
from eocdesk.ui.pane import Context
from eocdesk.ui.panes.reports import looks


@dataclass(frozen=True, slots=True)
class PaperRow:
    """One kind of paper. `id` is its code's bytes: it is the same everywhere."""

    row: int
    code: str
    title: str
    filled: bool
    blank: bool
    fills: bool
    """Whether this version asks for its blocks one by one."""

    @property
    def id(self) -> bytes:
        """Its code, as a list's record."""
        return self.code.encode()

    @property
    def source(self) -> str:
        """What stands in it."""
        return "Records and what people fill in" if self.filled else "Records"


class PapersList(BoardList):
    """Forms by their number, then the other papers."""

    def __init__(self, context: Context, page: Page) -> None:
        self._held: dict[int, PaperRow] = {}
        super().__init__(context, page)

    def of(self, record: bytes) -> PaperRow | None:
        """The paper of a row's id."""
        return next((one for one in self._held.values() if one.id == record), None)

    async def read_keys(self, words: str, now: int) -> Sequence[int]:
        del now
        if not self._held:
            self._held = {one.row: one for one in await self.context.desk.read(_papers)}
        if self.context.desk.event is None:
            return ()
        wanted = words.casefold().split()
        said = {key: f"{one.title} {one.code} {looks.called(one.code)}".casefold() for key, one in self._held.items()}
        return [key for key in self._held if all(word in said[key] for word in wanted)]

    def read_rows(self, keys: Sequence[int]) -> Mapping[int, Any]:
        return {key: self._held[key] for key in keys if key in self._held}

    async def key_of(self, record: bytes) -> int | None:
        one = self.of(record)
        return None if one is None else one.row


def _papers(_connection: Any) -> list[PaperRow]:
    """Read in the pool: what draws them is loaded only here."""
    from eocdesk.reports.filled import ASKED  # noqa: PLC0415  typesetting and its rooms: not at every start
    from eocdesk.reports.papers import MAKERS  # noqa: PLC0415  likewise

    every = sorted(MAKERS.values(), key=lambda maker: (maker.code.startswith("ics-"), maker.code))
    return [
        PaperRow(number, one.code, one.title, one.filled, one.blank, one.code in ASKED)
        for number, one in enumerate(every, 1)
    ]
