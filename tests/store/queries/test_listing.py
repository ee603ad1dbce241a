"""Lists are what a plain reading of every record gives, whatever is asked."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eocdesk.commands.command import Work
from eocdesk.commands.entries import Acknowledge, AmendEntry, LogEntry, StrikeEntry
from eocdesk.commands.incidents import CloseIncident, ReportIncident, SetIncident
from eocdesk.commands.records import Add, Strike
from eocdesk.commands.tasks import AddTask, CompleteTask
from eocdesk.desk.desk import Desk
from eocdesk.models import Acknowledgement, Entry, Incident, Record, Task, Venue, clock, kind_of
from eocdesk.models.ids import event_id
from eocdesk.store import rows
from eocdesk.store.queries import listing
from eocdesk.store.queries.filter import PRIORITY_ORDER, Filter, Frame, Term, parse
from eocdesk.store.queries.terms import LATE_MS, OPEN
from tests.kit.desks import EVENT, make_desk, meet

HOUR = 3_600_000
WORDS = ("heat", "heath", "gate", "gate 7", "drone", "fire", "Zoë", "medical", "7KQ4", "crowd")
OTHER = event_id("WC26")


@dataclass(frozen=True)
class Fill:
    """A made-up shift: venues, incidents, tasks, entries amended, struck and acknowledged."""

    seed: int
    count: int
    title: str = "Fill"

    def do(self, work: Work) -> None:
        dice = random.Random(self.seed)  # noqa: S311  made-up data
        names = (("SoFi Stadium", "SoFi"), ("Rose Bowl", ""), ("LA Memorial Coliseum", "Coliseum"))
        venues = [Add("venue", EVENT, {"name": name, "short": short}).do(work) for name, short in names]
        incidents = [self._incident(work, dice, venues) for _ in range(12)]
        for _ in range(15):
            task, _ = AddTask(
                EVENT,
                dice.choice(WORDS),
                incident=dice.choice([None, *incidents]),
                venue=dice.choice([None, *venues]),
                owner=dice.choice(["L. Chen", "Ops", "Watch officer", ""]),
                due=dice.choice([None, work.moment - HOUR, work.moment + HOUR, work.moment + 2 * HOUR]),
            ).do(work)
            if dice.random() < 0.3:
                CompleteTask(task).do(work)
        for _ in range(self.count):
            self._entry(work, dice, venues, incidents)

    def _incident(self, work: Work, dice: random.Random, venues: list[bytes]) -> bytes:
        made, _ = ReportIncident(
            EVENT,
            " ".join(dice.choices(WORDS, k=2)),
            type=dice.choice(["Wildfire", "Drone", ""]),
            severity=dice.randrange(5),
            venue=dice.choice([None, *venues]),
            place=dice.choice(["", "Rose garden", "Gate 7"]),
            owner=dice.choice(["", "L. Chen", "Ops"]),
            opened=work.moment - dice.randrange(10) * HOUR,
        ).do(work)
        status = dice.choice(["open", "monitoring", "resolved", "closed"])
        if status == "closed":
            CloseIncident(made, "over").do(work)
        else:
            SetIncident(made, {"status": status}).do(work)
        if dice.random() < 0.1:
            Strike("incident", made).do(work)
        return made

    def _entry(self, work: Work, dice: random.Random, venues: list[bytes], incidents: list[bytes]) -> None:
        made, _ = LogEntry(
            EVENT,
            " ".join(dice.choices(WORDS, k=3)),
            venue=dice.choice([None, *venues]),
            incident=dice.choice([None, *incidents]),
            severity=dice.randrange(5),
            priority=dice.choice(PRIORITY_ORDER),
            happened=work.moment - dice.randrange(30) * HOUR // 2,
            addressees=dice.choice([(), (), ("Ops",), ("Ops", "Medical")]),
            place=dice.choice(["", "Gate 7", "Rose garden"]),
            reported_by=dice.choice(["", "CHP", "Chenoweth"]),
        ).do(work)
        for name in ("Ops", "Medical"):
            stands = work.get(Entry, made)
            if stands is not None and name in (stands.addressees or ()) and dice.random() < 0.5:
                Acknowledge(made, name).do(work)
        if dice.random() < 0.15:
            AmendEntry(made, "drone " + dice.choice(WORDS)).do(work)
        if dice.random() < 0.1:
            StrikeEntry(made, dice.choice(WORDS)).do(work)


class Shift:
    """A filled desk with every record of it in memory."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.frame = Frame(clock.now(), "America/Los_Angeles", "L. Chen", "Watch officer")
        self.row: dict[bytes, int] = {}
        self.entries = self._every(Entry)
        self.incidents = {one.id: one for one in self._every(Incident)}
        self.tasks = self._every(Task)
        self.venues = {one.id: one for one in self._every(Venue)}
        said = [a for a in self._every(Acknowledgement) if not a.struck]
        self.said = {one.id: sum(a.entry == one.id for a in said) for one in self.entries}
        self.struck = {one.amends for one in self.entries if one.kind == "strike"}
        self.amended = {one.amends for one in self.entries if one.kind == "amend"}

    def _every(self, cls: type[Any]) -> list[Any]:
        def read(connection: Any) -> list[Record]:
            kind = kind_of(cls)
            known = dict(connection.exec_driver_sql(f"SELECT id, row FROM {kind} WHERE event = ?", (EVENT,)).all())  # noqa: S608  a table's name
            self.row |= known
            return [rows.as_record(cls, state) for state in rows.load(connection, kind, list(known)).values()]

        return self.desk.read_now(read)

    def ask(self, text: str) -> Filter:
        return parse(text, self.frame)


@pytest.fixture(scope="module")
def shift(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shift]:
    desk = make_desk(tmp_path_factory.mktemp("shift"))
    desk.do_now(Fill(3, 150))
    desk.do_now(Add("event", OTHER, {"code": "WC26"}))
    yield Shift(desk)
    desk.close()


# the plain reading


def begins(texts: list[str | None], phrase: str, *, quoted: bool = False) -> bool:
    wanted = [plain(piece) for piece in re.findall(r"[^\W_]+", phrase)]
    for text in texts:
        words = [plain(piece) for piece in re.findall(r"[^\W_]+", text or "")]
        for at in range(len(words) - len(wanted) + 1):
            window = words[at : at + len(wanted)]
            same = window == wanted
            if same or (not quoted and window[:-1] == wanted[:-1] and window[-1].startswith(wanted[-1])):
                return True
    return not wanted


def plain(word: str) -> str:
    return word.casefold().replace("ë", "e")


def at_venue(shift: Shift, venue: bytes | None, place: str | None, values: tuple[str, ...]) -> bool:
    here = shift.venues.get(venue or b"")
    names = [here.name, here.short] if here is not None else []

    def among(texts: list[str | None], value: str) -> bool:
        return all(begins(texts, word) for word in re.findall(r"[^\W_]+", value))

    return any((names and among(list(names), value)) or among([place], value) for value in values)


def incident_fits(shift: Shift, one: Incident | None, term: Term) -> bool:
    if one is None:
        return False
    values = term.values
    tests: dict[str, Callable[[], bool]] = {
        "sev": lambda: one.severity in values,
        "status": lambda: one.status in values,
        "type": lambda: any(value.casefold() in one.type.casefold() for value in values),
        "inc": lambda: any(one.number == value or one.number.endswith("-" + value) for value in values),
        "by": lambda: any(v.casefold() in (one.owner or "").casefold() + "|" + one.made_by.casefold() for v in values),
        "since": lambda: (one.opened or 0) >= values[0],
        "before": lambda: (one.opened or 0) < values[0],
        "venue": lambda: at_venue(shift, one.venue, one.place, values),
    }
    if term.key != "is":
        return tests[term.key]()
    late = {t.incident for t in shift.tasks if t.done is None and (t.due or shift.frame.now) < shift.frame.now}
    flags = {
        "open": one.status in OPEN,
        "closed": one.status == "closed",
        "mine": one.owner in ("L. Chen", "Watch officer"),
        "overdue": one.id in late,
        "struck": bool(one.struck),
    }
    return any(flags[value] for value in values)


def entry_fits(shift: Shift, one: Entry, term: Term) -> bool:
    values, incident = term.values, shift.incidents.get(one.incident or b"")
    if term.key in ("status", "type", "inc"):
        return incident_fits(shift, incident, term)
    texts = [one.author, one.reported_by, one.position]
    tests: dict[str, Callable[[], bool]] = {
        "sev": lambda: one.severity in values,
        "prio": lambda: one.priority in values,
        "by": lambda: any(begins(list(texts), value) for value in values),
        "since": lambda: (one.happened or 0) >= values[0],
        "before": lambda: (one.happened or 0) < values[0],
        "venue": lambda: at_venue(shift, one.venue, one.place, values),
    }
    if term.key != "is":
        return tests[term.key]()
    wanted = max(1, len(one.addressees or []))
    waits = (one.addressees or one.priority == "flash") and one.id not in shift.struck and shift.said[one.id] < wanted
    flags = {
        "open": incident is not None and incident.status in OPEN,
        "closed": incident is not None and incident.status == "closed",
        "struck": one.id in shift.struck,
        "amended": one.id in shift.amended,
        "mine": one.author == "L. Chen",
        "unacknowledged": bool(waits),
        "flash": one.priority == "flash",
        "overdue": bool(waits) and one.priority == "flash" and (one.written or 0) < shift.frame.now - LATE_MS,
        "conflict": False,
    }
    return any(flags[value] for value in values)


def task_fits(shift: Shift, one: Task, term: Term) -> bool:
    values, incident = term.values, shift.incidents.get(one.incident or b"")
    if term.key in ("sev", "status", "type", "inc"):
        return incident_fits(shift, incident, term)
    tests: dict[str, Callable[[], bool]] = {
        "by": lambda: any(value.casefold() in (one.owner or "").casefold() for value in values),
        "since": lambda: one.due is not None and one.due >= values[0],
        "before": lambda: one.due is not None and one.due < values[0],
        "venue": lambda: (
            at_venue(shift, one.venue, "-", values)
            or (incident is not None and at_venue(shift, incident.venue, "-", values))
        ),
    }
    if term.key != "is":
        return tests[term.key]()
    flags = {
        "open": one.done is None,
        "closed": one.done is not None,
        "mine": one.owner in ("L. Chen", "Watch officer"),
        "overdue": one.done is None and one.due is not None and one.due < shift.frame.now,
        "struck": bool(one.struck),
    }
    return any(flags[value] for value in values)


ENTRY_TERMS = (
    "gate 7", "heat p", "drone w",
    "venue:sofi", "venue:rose", 'venue:"la coliseum",bowl', "venue:gate", "sev>=major", "sev:info,critical",
    "prio:flash", "prio<=routine", "status:open", "status:closed,resolved", "type:drone", "by:chen", "by:chp",
    'by:"watch off"', "since:2h", "since:7h", "before:3h", "is:open", "is:closed", "is:struck", "is:amended",
    "is:mine", "is:unack", "is:flash", "is:overdue", "is:conflict", "is:struck,amended", "inc:3", "heat", "heath",
    "zoe", "gate 7", '"gate 7"', '"gat"', "drone fire", "l5", "med",
)  # fmt: skip
RECORD_TERMS = (
    "venue:sofi", "venue:rose", "sev>=major", "sev:minor", "status:open,monitoring", "type:wild", "by:chen", "by:ops",
    "since:5h", "before:1h", "is:open", "is:closed", "is:mine", "is:overdue", "inc:3", "heat", '"drone"', "gate 7",
)  # fmt: skip


def wanted(shift: Shift, texts: list[str | None], asked: Filter) -> bool:
    return all(begins(texts, phrase, quoted=quoted) for phrase, quoted in asked.words)


@given(st.lists(st.sampled_from(ENTRY_TERMS), max_size=3))
def test_entries_are_those_a_plain_reading_finds_newest_first(shift: Shift, terms: list[str]) -> None:
    asked = shift.ask(" ".join(terms))
    base = shift.desk.read_now(listing.base, EVENT)
    found = list(shift.desk.read_now(listing.matching, base, asked, shift.frame))
    plain_found = [
        one
        for one in shift.entries
        if wanted(
            shift, [one.number, one.text, one.reason, one.author, one.position, one.reported_by, one.place], asked
        )
        and all(entry_fits(shift, one, term) for term in asked.terms)
    ]
    plain_found.sort(key=lambda one: (-(one.happened or 0), -shift.row[one.id]))
    assert found == [shift.row[one.id] for one in plain_found]
    assert list(shift.desk.read_now(listing.newest_matching, base, asked, shift.frame)) == found


@given(st.lists(st.sampled_from((*RECORD_TERMS, "is:struck")), max_size=3))
def test_incidents_are_those_a_plain_reading_finds_gravest_first(shift: Shift, terms: list[str]) -> None:
    asked = shift.ask(" ".join(terms))
    found = list(shift.desk.read_now(listing.incidents, EVENT, asked, shift.frame))
    plain_found = [
        one
        for one in shift.incidents.values()
        if (asked.has("is", "struck") or not one.struck)
        and wanted(shift, [one.number, one.title, one.type, one.place], asked)
        and all(incident_fits(shift, one, term) for term in asked.terms)
    ]

    def order(one: Incident) -> tuple[int, int, int, int]:
        rank = 0 if one.status in OPEN else 1 if one.status == "resolved" else 2
        return rank, -one.severity if rank == 0 else 0, -(one.opened or 0), -shift.row[one.id]

    assert found == [shift.row[one.id] for one in sorted(plain_found, key=order)]


@given(st.lists(st.sampled_from(RECORD_TERMS), max_size=3))
def test_tasks_are_those_a_plain_reading_finds_by_due_time(shift: Shift, terms: list[str]) -> None:
    asked = shift.ask(" ".join(terms))
    found = list(shift.desk.read_now(listing.tasks, EVENT, asked, shift.frame))
    plain_found = [
        one
        for one in shift.tasks
        if wanted(shift, [one.number, one.title, one.owner], asked)
        and all(task_fits(shift, one, term) for term in asked.terms)
    ]

    def order(one: Task) -> tuple[bool, int, bool, int, int]:
        return one.done is not None, -(one.done or 0), one.due is None, one.due or 0, shift.row[one.id]

    assert found == [shift.row[one.id] for one in sorted(plain_found, key=order)]


def test_the_list_grows_by_what_came_since_wherever_it_belongs(desk: Desk) -> None:
    desk.do_now(Fill(5, 30))
    before = desk.read_now(listing.base, EVENT)
    desk.do_now(Fill(6, 40))
    desk.do_now(LogEntry(EVENT, "of long ago", happened=1))
    grown = desk.read_now(listing.grown, before)
    whole = desk.read_now(listing.base, EVENT)
    assert list(grown.rows) == list(whole.rows)
    assert list(grown.happened) == list(whole.happened)
    assert grown.top == whole.top
    assert desk.read_now(listing.grown, grown) is grown
    assert list(listing.keys(grown.rows))[:500] == list(desk.read_now(listing.newest, EVENT))


def test_an_event_without_entries_lists_nothing(desk: Desk) -> None:
    empty = desk.read_now(listing.base, OTHER)
    frame = Frame(clock.now())
    assert list(desk.read_now(listing.newest, OTHER)) == []
    for text in ("", "heat", "sev:major", "is:struck"):
        asked = parse(text, frame)
        assert list(desk.read_now(listing.matching, empty, asked, frame)) == []
        assert list(desk.read_now(listing.newest_matching, empty, asked, frame)) == []


def test_a_record_in_conflict_is_found(tmp_path: Path) -> None:
    one, two = make_desk(tmp_path / "one"), make_desk(tmp_path / "two")
    try:
        record, number = one.do_now(ReportIncident(EVENT, "Heat")).value
        meet(one, two)
        one.do_now(SetIncident(record, {"severity": 3}))
        two.do_now(SetIncident(record, {"severity": 4}))
        meet(one, two)
        frame = Frame(clock.now())
        found = one.read_now(listing.incidents, EVENT, parse("is:conflict", frame), frame)
        assert list(found) == list(one.read_now(listing.rows_of, "incident", [record, b"x" * 16]).values())
        assert number
    finally:
        one.close()
        two.close()


@pytest.mark.parametrize(
    ("text", "index"),
    [
        ("sev:major", "entry_severity (event=? AND severity=?)"),
        ("prio:flash", "entry_priority (event=? AND priority=?)"),
        ("venue:sofi", "entry_venue (venue=?)"),
        ("is:open", "entry_incident (incident=?)"),
        ("is:struck", "entry_amends (amends>?)"),
        ("is:unack", "entry_addressed (event=?)"),
        ("since:2h", "entry_happened (event=? AND happened>?)"),
    ],
)
def test_what_is_asked_is_answered_from_an_index(shift: Shift, text: str, index: str) -> None:
    bound = listing.Bound(EVENT, shift.frame)
    (part,) = listing.entry_parts(bound, shift.ask(text))

    def plan(connection: Any) -> str:
        return "\n".join(
            str(step[3]) for step in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {part.rows}", bound.values)
        )

    assert index in shift.desk.read_now(plan)
