"""Coming back and beginning: a laptop with much unsent, a desk far behind, a new desk on a long history."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from eocdesk.desk.desk import Desk
from eocdesk.models import ids
from eocdesk.ui.bench.figures import Figure
from peers import desk_client
from peers.desk_client import EVENT, Linked, Write
from peers.engines import DISPLAY, code, program
from peers.processes import Server, free_port

EDITS = 4
"""Changes of each record after its making."""
FEW = 5
"""Changes in each act of the laptop."""
LOOK_S = 0.05


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many changes the hub holds, how many the laptop brings."""

    history: int
    unsent: int


def figures(sizes: Sizes, address: Callable[[], str] | None) -> Iterator[Figure]:
    """Seconds and rows a second of each; on a file and on PostgreSQL."""
    for where, database in (("file", None), ("PostgreSQL", address() if address else None)):
        if where == "PostgreSQL" and database is None:
            continue
        for name, seconds in run(sizes, database).items():
            yield Figure("absence", f"{name}, {where}", seconds, "s")


def run(sizes: Sizes, database: str | None) -> dict[str, float]:
    """Seconds of each; AssertionError where something is missing afterwards."""
    records = sizes.history // (1 + EDITS)
    with TemporaryDirectory(prefix="eocdesk-absence-", ignore_cleanup_errors=True) as made, ExitStack() as stack:
        folder, port = Path(made), free_port()
        data = ["--data", str(folder / "hub")]
        where = ["--database", database] if database else []
        serve = [*program(), *data, "serve", "--port", str(port), *where]
        server = stack.enter_context(Server(serve, folder, port, DISPLAY))

        def joined(name: str) -> Linked:
            word = code(folder, [*data, "enrol-code", *where])
            linked = Linked(Desk(folder / name), server.url, word)
            stack.callback(linked.close)
            return linked

        writer, behind, laptop = joined("writer"), joined("behind"), joined("laptop")
        writer.desk.do_now(desk_client.games())
        for one in (writer, behind, laptop):
            one.meet()
        unsent(laptop.desk, sizes.unsent)
        history(writer.desk, records)
        found = {f"{sizes.history:,} changes sent": timed(writer.meet)}
        found[f"{sizes.history:,} changes behind: level"] = timed(behind.meet)
        usable, whole = begun(joined("new"), records)
        found[f"new desk, {records:,} records: usable"] = usable
        found[f"new desk, {sizes.history:,} changes: whole"] = whole
        found[f"{sizes.unsent:,} unsent, {sizes.history:,} behind: level"] = timed(laptop.meet)
        writer.meet()
        if incidents(writer.desk) != records + sizes.unsent:
            raise AssertionError(f"{incidents(writer.desk)} of {records + sizes.unsent} records arrived")
        return found


def history(desk: Desk, records: int) -> None:
    """So many records, each written on again and again."""
    named = [ids.new_id() for _ in range(records)]
    desk_client.written(desk, [(one, {"event": EVENT, "title": f"Incident {at}"}) for at, one in enumerate(named)])
    for edit in range(EDITS):
        desk_client.written(desk, [(one, {"owner": f"Officer {edit}"}) for one in named])


def unsent(desk: Desk, count: int) -> None:
    """What a laptop writes in two weeks on its own, gesture by gesture."""
    for at in range(0, count, FEW):
        rows: Any = [(ids.new_id(), {"event": EVENT, "title": f"Alone {at + more}"}) for more in range(FEW)]
        desk.do_now(Write(rows))


def begun(new: Linked, records: int) -> tuple[float, float]:
    """Seconds until every record stands on a new desk, and until its history does."""
    start = perf_counter()
    meeting = threading.Thread(target=new.meet, name="first meeting")
    meeting.start()
    usable = None
    while meeting.is_alive():
        meeting.join(LOOK_S)
        if usable is None and incidents(new.desk) >= records:
            usable = perf_counter() - start
    whole = perf_counter() - start
    return usable or whole, whole


def timed(work: Callable[[], object]) -> float:
    """Its seconds."""
    start = perf_counter()
    work()
    return perf_counter() - start


def incidents(desk: Desk) -> int:
    """How many records a desk shows."""
    return int(desk.read_now(desk_client.held)[0])
