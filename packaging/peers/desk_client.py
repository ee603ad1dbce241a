"""Two real desks that meet through a hub: the driver of this program's own rounds."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eocdesk.commands.command import Work
from eocdesk.commands.events import AddEvent
from eocdesk.desk.desk import Desk
from eocdesk.models import ids

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


def met(desk: Desk) -> None:
    """One whole meeting: greeted, pushed, pulled, compared; RuntimeError where it did not go to its end."""
    meeting = desk.link.meet_now()
    if not meeting.ok or meeting.trouble:
        raise RuntimeError(meeting.sentence)


def joined(folder: Path, url: str, codes: list[str]) -> Iterator[Desk]:
    """A desk for each code, which has met its hub once."""
    for at, code in enumerate(codes):
        desk = Desk(folder / f"desk-{at}")
        desk.link.join_now(url, code)
        met(desk)
        yield desk


def main(folder: Path, url: str, file: Path, codes: list[str]) -> None:
    """The round."""
    rows = rows_of(json.loads(file.read_text("utf-8")))
    count = len(rows)
    a, b = joined(folder, url, codes)
    a.do_now(games())
    met(a)
    met(b)
    step("ready", 0, lambda: None)
    step("write", count, lambda: written(a, rows))
    step("push", count, lambda: met(a))
    step("pull", count, lambda: met(b))
    step("edit", count, lambda: written(a, [(record, {"status": CLOSED}) for record, _ in rows]))
    step("edit push", count, lambda: met(a))
    step("edit pull", count, lambda: met(b))
    step("no-op", 1, lambda: met(b))
    sys.stdin.readline()
    found = b.read_now(held)
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
