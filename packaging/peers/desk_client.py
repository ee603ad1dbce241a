"""Two real desks that meet through a hub: the driver of this program's own rounds."""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eocdesk.commands.command import Work
from eocdesk.commands.events import AddEvent
from eocdesk.desk import ahead
from eocdesk.desk.desk import Desk
from eocdesk.models import ids
from eocdesk.store.queries.linked import linked
from eocdesk.sync.copy import DeskCopy, where
from eocdesk.sync.http import HttpPeer
from eocdesk.sync.meeting import meet

CODE = "BENCH"
EVENT = ids.event_id(CODE)
KIND = "incident"
CLOSED = "closed"
AT_ONCE = 1000
"""Records in one act, as many as the others write at once."""
SEVERITIES = 5

Rows = list[tuple[bytes, dict[str, Any]]]


def games() -> AddEvent:
    """The event that everything is written into."""
    return AddEvent(CODE, "Bench", "America/Los_Angeles", "2028-07-14", "2028-07-30")


@dataclass(frozen=True, slots=True)
class Write:
    """Put these values into these records."""

    rows: Rows

    title = "Write"

    def do(self, work: Work) -> None:
        """One change a record."""
        work.prefetch(KIND, [record for record, _ in self.rows])
        for record, values in self.rows:
            work.put(KIND, record, **values)


def rows_of(records: list[dict[str, Any]]) -> Rows:
    """The records as incidents: five fields each."""
    return [
        (
            ids.new_id(),
            {
                "event": EVENT,
                "title": one["title"],
                "status": one["status"],
                "severity": one["priority"] % SEVERITIES,
                "owner": one["owner"],
                "opened": one["due"],
            },
        )
        for one in records
    ]


def step(name: str, count: int, work: Callable[[], object]) -> None:
    """Times `work` once the run asks for it."""
    if not sys.stdin.readline():
        sys.exit(1)
    begun = time.perf_counter()
    work()
    print(json.dumps({"step": name, "count": count, "seconds": time.perf_counter() - begun}), flush=True)


def written(desk: Desk, rows: Rows) -> None:
    """All of them, so many an act."""
    for at in range(0, len(rows), AT_ONCE):
        desk.do_now(Write(rows[at : at + AT_ONCE]))


class Linked:
    """A desk that has joined and keeps its line and its token, as one that stays linked does; it meets when told."""

    def __init__(self, desk: Desk, url: str, code: str) -> None:
        self.desk = desk
        desk.link.join_now(url, code)
        self._turning = asyncio.Runner()
        self._copy, self._peer = self._turning.run(self._opened())

    async def _opened(self) -> tuple[DeskCopy, HttpPeer]:
        hub = self.desk.read_now(linked).hub
        return DeskCopy(self.desk.store, hub), HttpPeer(await where(self.desk.store, hub))

    def meet(self) -> None:
        """One whole meeting: greeted, pushed, pulled, compared; RuntimeError where it did not go to its end."""
        meeting = self._turning.run(meet(self._copy, self._peer))
        if not meeting.ok or meeting.trouble:
            raise RuntimeError(meeting.sentence)

    def close(self) -> None:
        """Hang up and close the desk."""
        self._turning.run(self._peer.__aexit__(None, None, None))
        self._turning.close()
        self.desk.close()


def main(folder: Path, url: str, file: Path, codes: list[str]) -> None:
    """The round."""
    ahead.calm()  # as the program itself does
    rows = rows_of(json.loads(file.read_text("utf-8")))
    count = len(rows)
    a, b = (Linked(Desk(folder / f"desk-{at}"), url, code) for at, code in enumerate(codes))
    a.desk.do_now(games())
    for each in (a, b):
        each.meet()
    step("ready", 0, lambda: None)
    step("write", count, lambda: written(a.desk, rows))
    step("push", count, a.meet)
    step("pull", count, b.meet)
    step("edit", count, lambda: written(a.desk, [(record, {"status": CLOSED}) for record, _ in rows]))
    step("edit push", count, a.meet)
    step("edit pull", count, b.meet)
    step("no-op", 1, b.meet)
    sys.stdin.readline()
    found = b.desk.read_now(held)
    print(json.dumps({"step": "check", "held": found[0], "edited": found[1]}), flush=True)
    a.close()
    b.close()


def held(connection: Any) -> tuple[int, int]:
    """(incidents, closed ones) of a copy."""
    told = connection.exec_driver_sql("SELECT count(*), count(*) FILTER (WHERE status = ?) FROM incident", (CLOSED,))
    all_of_them, closed = told.one()
    return int(all_of_them), int(closed)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]), sys.argv[4:])
