"""As of a moment gone by: every table as this copy held it then, whatever was amended, struck or taken out since."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection

from eocdesk.commands.command import Work
from eocdesk.commands.entries import AmendEntry, LogEntry, StrikeEntry
from eocdesk.commands.records import Add, Amend, Strike
from eocdesk.desk.desk import Desk
from eocdesk.models import KINDS, clock
from eocdesk.store.seeing import Sight, seeing
from tests.kit.desks import EVENT, make_desk, meet
from tests.store.test_early import EarlyWay, begin, cut_after, way

__all__ = ["way"]
Rows = dict[str, list[tuple[Any, ...]]]
_TABLES = (*KINDS, "conflict")


def rows(connection: Connection) -> Rows:
    """All records and conflicts, as they stand in the tables of these names, markings aside: they are today's too."""
    found: Rows = {}
    for name in _TABLES:
        some = connection.exec_driver_sql(f'SELECT * FROM "{name}"')  # noqa: S608  names of our own
        kept = [at for at, column in enumerate(some.keys()) if column != "marking"]
        found[name] = sorted((tuple(row[at] for at in kept) for row in some), key=repr)
    return found


def then(connection: Connection, moment: int, release: str = "") -> Rows:
    """The same of a moment."""
    with seeing(connection, Sight(EVENT, release, as_of=moment)):
        return rows(connection)


def pause() -> int:
    """A moment that is over when this returns."""
    held = clock.now()
    while clock.now() == held:
        pass
    return held


def act(desk: Desk, word: str, pick: int) -> None:
    """Do one of what people do on one of the records there are; nothing where there is none."""
    one = desk.read_now(_some, "incident" if word in {"amend", "strike", "move"} else "entry", pick)
    if word == "add":
        desk.do_now(Add("incident", EVENT, {"title": f"Smoke {pick}"}))
    elif word == "log":
        desk.do_now(LogEntry(EVENT, f"Smoke {pick}"))
    elif one is not None and word in {"amend", "strike", "move"}:
        values = {"marking": "RED"} if word == "move" else {"title": f"Fire {pick}"}
        desk.do_now(Strike("incident", one) if word == "strike" else Amend("incident", one, values))
    elif one is not None:
        desk.do_now(AmendEntry(one, f"Fire {pick}") if word == "correct" else StrikeEntry(one, "wrong"))


def _some(connection: Connection, kind: str, pick: int) -> bytes | None:
    asked = {
        "incident": "SELECT id FROM incident WHERE struck IS NOT 1",
        "entry": "SELECT id FROM entry e WHERE kind = 'entry' AND NOT EXISTS "
        "(SELECT 1 FROM entry s WHERE s.amends = e.id AND s.kind = 'strike')",
    }
    found = connection.exec_driver_sql(asked[kind]).fetchall()
    return bytes(found[pick % len(found)][0]) if found else None


_WORDS = st.sampled_from(["add", "add", "log", "log", "amend", "strike", "move", "correct", "wrong"])


@settings(max_examples=6, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(_WORDS, st.integers(0, 9)), min_size=1, max_size=12))
def test_every_moment_reads_as_it_read_then(acts: list[tuple[str, int]]) -> None:
    with TemporaryDirectory() as folder:
        desk = make_desk(Path(folder) / "desk")
        try:
            held: list[tuple[int, Rows]] = []
            for word, pick in acts:
                act(desk, word, pick)
                moment = pause()
                held.append((moment, desk.read_now(rows)))
            for moment, as_then in held:
                assert desk.read_now(then, moment) == as_then
        finally:
            desk.close()


def test_what_other_desks_wrote_counts_from_when_it_was_received(desks: Any) -> None:
    here, there = desks(2)
    meet(here, there)
    there.do_now(Add("venue", EVENT, {"name": "Rose Bowl"}))
    before, as_then = pause(), here.read_now(rows)
    meet(here, there)
    assert here.read_now(then, before) == as_then
    assert here.read_now(rows)["venue"] != as_then["venue"]


def test_what_was_known_before_its_history_was_known_then(way: EarlyWay, desks: Any) -> None:
    one, two = begin(way, desks)
    venue = one.do_now(Add("venue", EVENT, {"name": "SoFi"})).value
    way.meet(one)
    cut_after(way, 1)
    way.meet(two)
    before, known = pause(), two.read_now(rows)["venue"]
    two.do_now(Amend("venue", venue, {"name": "SoFi Stadium"}))
    assert "SoFi" in repr(known)
    assert two.read_now(then, before)["venue"] == known


def test_a_conflict_of_today_was_none_before_it_came(desks: Any) -> None:
    here, there = desks(2)
    venue = here.do_now(Add("venue", EVENT, {"name": "Rose Bowl"})).value
    meet(here, there)
    for desk in (here, there):
        desk.do_now(Amend("venue", venue, {"name": f"Rose Bowl of {desk.person}"}))
    before, as_then = pause(), here.read_now(rows)
    meet(here, there)
    assert here.read_now(rows)["conflict"]
    assert here.read_now(then, before) == as_then
    assert as_then["conflict"] == []


class _Purge:
    title = "Purge"

    def __init__(self, report: bytes) -> None:
        self.report = report

    def do(self, work: Work) -> None:
        work.purge("report", self.report, state="purged", title="Purged")


def test_words_that_were_taken_out_for_good_do_not_come_back(desk: Desk) -> None:
    class Report:
        title = "Report"

        def do(self, work: Work) -> bytes:
            return work.add("report", event=EVENT, title="Nightingale")

    report = desk.do_now(Report()).value
    before = pause()
    desk.do_now(_Purge(report))
    assert "Nightingale" not in repr(desk.read_now(then, before))


def test_a_release_holds_for_then_too(desk: Desk) -> None:
    strict = desk.do_now(Add("incident", EVENT, {"title": "Kestrel", "marking": "AMBER"})).value
    desk.do_now(Add("incident", EVENT, {"title": "Robin", "marking": "GREEN"}))
    before = pause()
    desk.do_now(Amend("incident", strict, {"marking": "GREEN", "title": "Linnet"}))
    seen = desk.read_now(then, before, "GREEN")
    assert [row for row in seen["incident"] if "Robin" in repr(row)]
    assert "Kestrel" not in repr(seen)
    assert "Linnet" not in repr(seen)


@pytest.mark.parametrize(
    ("before", "today", "seen"),
    [
        (("GREEN", ""), ("RED", ""), ("RED", "")),
        (("RED", ""), ("GREEN", ""), ("RED", "")),
        (("GREEN", ""), ("GREEN", "FBI"), ("GREEN", "FBI")),
        (("GREEN", "FBI"), ("GREEN", ""), ("GREEN", "FBI")),
        (("GREEN", "FBI"), ("GREEN", "CISA,FBI"), ("GREEN", "FBI")),
        (("GREEN", "FBI"), ("AMBER", "CISA"), ("AMBER", "CISA")),
    ],
)
def test_who_may_not_see_a_record_today_is_not_shown_what_it_said_before(
    desk: Desk, before: tuple[str, str], today: tuple[str, str], seen: tuple[str, str]
) -> None:
    made = {"title": "Kestrel", "marking": before[0], "audience": before[1]}
    record = desk.do_now(Add("incident", EVENT, made)).value
    moment = pause()
    desk.do_now(Amend("incident", record, {"title": "Linnet", "marking": today[0], "audience": today[1]}))

    def look(connection: Connection, release: str) -> list[tuple[str, ...]]:
        with seeing(connection, Sight(EVENT, release, as_of=moment)):
            return [tuple(row) for row in connection.exec_driver_sql("SELECT title, marking, audience FROM incident")]

    assert desk.read_now(look, "") == [("Kestrel", *seen)]
    assert desk.read_now(look, "GREEN") == [("Kestrel", *seen)] * (seen == ("GREEN", ""))
