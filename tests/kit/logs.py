"""A log to look at: venues, incidents and entries on a desk, and the words a pane lists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from eocdesk.commands.command import Work
from eocdesk.commands.entries import LogEntry
from eocdesk.commands.incidents import ReportIncident
from eocdesk.desk.desk import Desk
from eocdesk.models.record import Record
from eocdesk.store.queries import events
from eocdesk.ui.panes.incidents.pane import LogPane
from tests.kit.desks import EVENT


class Several:
    """Many entries in one act, the last one newest."""

    title = "Log entries"

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts

    def do(self, work: Work) -> list[bytes]:
        return [LogEntry(EVENT, text).do(work)[0] for text in self._texts]


@dataclass
class World:
    """A few records to look at, and short ways to add more."""

    desk: Desk
    venues: dict[str, bytes] = field(default_factory=dict)
    agencies: dict[str, bytes] = field(default_factory=dict)

    def log(self, text: str, **values: Any) -> bytes:
        """An entry; its id. `venue` may be a name."""
        values["venue"] = self.venues.get(str(values.get("venue")))
        return bytes(self.desk.do_now(LogEntry(EVENT, text, **values)).value[0])

    def log_many(self, *texts: str) -> list[bytes]:
        """Entries that came at once, the last one on top; their ids."""
        return list(self.desk.do_now(Several(texts)).value)

    def report(self, title: str, **values: Any) -> bytes:
        """An incident; its id."""
        values["venue"] = self.venues.get(str(values.get("venue")))
        return bytes(self.desk.do_now(ReportIncident(EVENT, title, **values)).value[0])

    def get(self, cls: type[Record], record: bytes) -> Any:
        """A record as it is now."""
        found = self.desk.read_now(events.record, cls, record)
        assert found is not None
        return found


def texts(pane: LogPane, way: str = "entries") -> list[str]:
    """The summaries or titles, as listed."""
    table = pane.tables[way].table
    return [str(table.index(row, 3).data()) for row in range(table.rowCount())]
