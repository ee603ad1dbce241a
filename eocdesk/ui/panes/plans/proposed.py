"""The list of plans that propose themselves: what crossed, from when; a person answers each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from eocdesk.desk import proposing
from eocdesk.desk.proposing import Proposal
from eocdesk.ui.board import BoardList, Page
from eocdesk.ui.pane import Context


class ProposedList(BoardList):
    """No table stands behind it: it is reckoned in the reading pool, at each change and by the clock."""

    def __init__(self, context: Context, page: Page) -> None:
        self._held: dict[int, Proposal] = {}
        """All of them, whatever is looked for: a deed on a plan's card needs its reasons too."""
        super().__init__(context, page)

    def of(self, plan: bytes) -> Proposal | None:
        """Why a plan proposes itself now, or None."""
        return next((one for one in self._held.values() if one.plan == plan), None)

    async def read_keys(self, words: str, now: int) -> Sequence[int]:
        event = self.context.desk.event
        if event is None:
            return ()
        found = await self.context.desk.read(proposing.proposed, event.id, now)
        self._held = {one.row: one for one in found}
        wanted = words.casefold().split()
        return [one.row for one in found if all(word in f"{one.name} {one.reason}".casefold() for word in wanted)]

    def read_rows(self, keys: Sequence[int]) -> Mapping[int, Any]:
        return {key: self._held[key] for key in keys if key in self._held}

    async def key_of(self, record: bytes) -> int | None:
        one = self.of(record)
        return None if one is None else one.row
