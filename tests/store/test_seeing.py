"""Paper sees what its release and its audiences let, in every table, and the connection is as it was afterwards."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import Connection

from eocdesk.commands.command import Work
from eocdesk.commands.records import Add
from eocdesk.desk.desk import Desk
from eocdesk.models import KINDS, Event, Incident, clock
from eocdesk.models.marking import Tlp
from eocdesk.store.queries import events
from eocdesk.store.seeing import Sight, open_on, seeing
from tests.kit.desks import EVENT

CANARIES = {
    ("CLEAR", ""): "Wren",
    ("GREEN", ""): "Robin",
    ("AMBER", ""): "Kestrel",
    ("AMBER+STRICT", ""): "Merlin",
    ("RED", ""): "Osprey",
    ("MAUVE", ""): "Magpie",
    ("GREEN", "FBI"): "Dunlin",
    ("GREEN", "CISA,FBI"): "Curlew",
    ("AMBER", "O'HARE"): "Plover",
}


class Mark:
    """One incident and one contact of each marking, of which each name is a canary."""

    title = "Mark"

    def do(self, work: Work) -> list[bytes]:
        made = []
        for (marking, audience), word in CANARIES.items():
            labels = {"event": EVENT, "marking": marking, "audience": audience}
            made.append(work.add("incident", title=word, **labels))
            work.add("contact", name=word, **labels)
        return made


class Remark:
    """An incident is marked anew under another name."""

    title = "Remark"

    def __init__(self, record: bytes, marking: str, name: str) -> None:
        self.record, self.marking, self.name = record, marking, name

    def do(self, work: Work) -> None:
        work.put("incident", self.record, marking=self.marking, title=self.name)


def _titles(connection: Connection, sight: Sight) -> set[str]:
    with seeing(connection, sight):
        return {title for (title,) in connection.exec_driver_sql("SELECT title FROM incident")}


def _everything(connection: Connection, sight: Sight) -> str:
    """All that can be read of all tables under their own names, search indexes aside."""
    with seeing(connection, sight):
        said = []
        for name in (*KINDS, "change", "conflict", "early", "refused", "draft"):
            rows = connection.exec_driver_sql(f'SELECT * FROM "{name}"')  # noqa: S608  names of our own
            said += [v.decode("latin-1") if isinstance(v, bytes) else str(v) for row in rows for v in row]
        return "\n".join(said)


def _told(desk: Desk, release: str = "", audience: str = "") -> set[str]:
    return desk.read_now(_titles, Sight(EVENT, release, audience))


@pytest.fixture
def marked(desk: Desk) -> Desk:
    """With a canary of each marking."""
    desk.do_now(Mark())
    return desk


@pytest.mark.parametrize(
    ("release", "audience", "seen"),
    [
        ("", "", set(CANARIES.values())),
        ("CLEAR", "", {"Wren"}),
        ("GREEN", "", {"Wren", "Robin"}),
        ("AMBER", "", {"Wren", "Robin", "Kestrel"}),
        ("AMBER+STRICT", "", {"Wren", "Robin", "Kestrel", "Merlin"}),
        ("RED", "", {"Wren", "Robin", "Kestrel", "Merlin", "Osprey", "Magpie"}),
        ("GREEN", "FBI", {"Wren", "Robin", "Dunlin", "Curlew"}),
        ("GREEN", "cisa", {"Wren", "Robin", "Curlew"}),
        ("GREEN", "BI", {"Wren", "Robin"}),
        ("AMBER", "o'hare", {"Wren", "Robin", "Kestrel", "Plover"}),
        ("", "FBI", {"Wren", "Robin", "Kestrel", "Merlin", "Osprey", "Magpie", "Dunlin", "Curlew"}),
    ],
)
def test_only_what_may_be_seen_is_seen(marked: Desk, release: str, audience: str, seen: set[str]) -> None:
    assert _told(marked, release, audience) == seen
    said = marked.read_now(_everything, Sight(EVENT, release, audience))
    assert {word for word in CANARIES.values() if word in said} == seen
    assert _told(marked) == set(CANARIES.values())  # the next reader of this connection sees all again


def test_what_was_marked_otherwise_before_is_not_read_in_the_log(marked: Desk) -> None:
    """A name from a stricter time, and the name of a milder time of what is strict by now."""
    ids = {one.title: one.id for one in marked.read_now(events.of_event, Incident, EVENT)}
    marked.do_now(Remark(ids["Kestrel"], "GREEN", "Linnet"))
    siskin = marked.do_now(Add("incident", EVENT, {"title": "Siskin", "marking": "GREEN"})).value
    assert "Siskin" in marked.read_now(_everything, Sight(EVENT, "GREEN"))
    marked.do_now(Remark(siskin, "AMBER", "Siskin"))
    said = marked.read_now(_everything, Sight(EVENT, "GREEN"))
    assert "Linnet" in said
    assert "Kestrel" not in said
    assert "Siskin" not in said


def test_the_event_of_the_paper_is_named_whatever_its_marking_and_no_more_of_it_is_told(desk: Desk) -> None:
    desk.do_now(_Place())

    def look(connection: Connection, release: str) -> Event | None:
        with seeing(connection, Sight(EVENT, release)):
            return events.one(connection, EVENT)

    told = desk.read_now(look, "GREEN")
    assert told is not None
    assert (told.code, told.name, told.zone, told.marking) == ("LA28", "LA28 Games", "America/Los_Angeles", "GREEN")
    assert not told.place
    whole = desk.read_now(look, "AMBER")
    assert whole is not None
    assert (whole.place, whole.marking) == ("Nightingale Yard", "AMBER")


class _Place:
    title = "Place"

    def do(self, work: Work) -> None:
        work.put("event", EVENT, place="Nightingale Yard")


def test_what_is_withheld_is_counted_of_the_kinds_that_were_read(marked: Desk) -> None:
    def look(connection: Connection) -> tuple[dict[str, int], dict[str, int]]:
        with seeing(connection, Sight(EVENT, "GREEN")) as seen:
            connection.exec_driver_sql("SELECT i.title FROM incident i LEFT JOIN venue v ON v.id = i.venue").fetchall()
            return seen.withheld(), seen.held()

    assert marked.read_now(look) == ({"incident": len(CANARIES) - 2}, {"incident": 2})


def test_a_name_that_may_not_be_seen_is_joined_to_nothing(marked: Desk) -> None:
    def look(connection: Connection) -> list[Any]:
        with seeing(connection, Sight(EVENT, "GREEN")):
            asked = "SELECT i.title, c.name FROM incident i LEFT JOIN contact c ON c.name = 'Kestrel' ORDER BY 1"
            return [tuple(row) for row in connection.exec_driver_sql(asked)]

    assert marked.read_now(look) == [("Robin", None), ("Wren", None)]


def test_whatever_happens_inside_the_connection_is_as_it_was(marked: Desk) -> None:
    def break_down(connection: Connection) -> None:
        with seeing(connection, Sight(EVENT, "GREEN", as_of=1)):
            connection.exec_driver_sql("SELECT 1 FROM nowhere")

    for _ in range(3):
        with pytest.raises(Exception, match="nowhere"):
            marked.read_now(break_down)
    assert _told(marked) == set(CANARIES.values())
    left = "SELECT count(*) FROM temp.sqlite_master"
    assert marked.read_now(lambda connection: connection.exec_driver_sql(left).scalar_one()) == 0
    assert marked.read_now(lambda connection: connection.exec_driver_sql("PRAGMA query_only").scalar_one()) == 1


def test_one_look_after_another_sees_each_what_it_may(marked: Desk) -> None:
    def looks(connection: Connection) -> list[set[str]]:
        sights = (Sight(EVENT, "CLEAR", as_of=clock.now()), Sight(EVENT, "GREEN"), Sight(EVENT))
        return [_titles(connection, sight) for sight in sights]

    assert marked.read_now(looks) == [{"Wren"}, {"Wren", "Robin"}, set(CANARIES.values())]


def test_a_connection_that_broke_inside_is_thrown_away(marked: Desk) -> None:
    def lose(connection: Connection) -> None:
        with seeing(connection, Sight(EVENT, "GREEN")):
            connection.connection.driver_connection.close()  # type: ignore[union-attr]  an open one has a driver's

    for _ in range(5):  # more often than the pool has connections
        with pytest.raises(Exception, match="closed"):
            marked.read_now(lose)
    assert _told(marked) == set(CANARIES.values())


def test_nothing_can_be_written_while_it_is_open(marked: Desk) -> None:
    def write(connection: Connection) -> None:
        with seeing(connection, Sight(EVENT, "GREEN")):
            connection.exec_driver_sql("DELETE FROM main.incident")

    with pytest.raises(Exception, match="cannot be written"):
        marked.read_now(write)


def test_every_marking_has_its_canary() -> None:
    assert {marking for marking, _ in CANARIES} >= {tlp.word for tlp in Tlp}


@pytest.mark.parametrize("release", ["", *(tlp.word for tlp in Tlp)])
@pytest.mark.parametrize("audience", ["", "FBI", "PIO", "CISA,LAW", "O'HARE"])
def test_frozen_words_are_seen_by_the_rule_of_the_tables(marked: Desk, release: str, audience: str) -> None:
    sight = Sight(EVENT, release, audience)
    shown = {word for labels, word in CANARIES.items() if sight.shows(*labels)}
    assert shown == _told(marked, release, audience)


def test_what_is_left_out_of_frozen_words_is_counted_once_and_forgotten_when_it_is_closed(marked: Desk) -> None:
    def read(connection: Connection) -> tuple[int, int, int]:
        with seeing(connection, Sight(EVENT, "GREEN")) as seen:
            assert open_on(connection) is seen
            asked = "SELECT id FROM main.incident WHERE marking = ?"
            red, green = (connection.exec_driver_sql(asked, (word,)).scalars().first() for word in ("RED", "GREEN"))
            connection.exec_driver_sql("SELECT id FROM incident")
            before = seen.withheld()["incident"]
            seen.leave_out("incident", red)
            again = seen.withheld()["incident"]
            seen.leave_out("incident", green)
            seen.leave_out("incident", green)
            after = seen.withheld()["incident"]
        assert open_on(connection) is None
        return before, again, after

    before, again, after = marked.read_now(read)
    assert (again, after) == (before, before + 1)
    assert marked.read_now(open_on) is None
