"""What officers do all day, by the real commands: what a hand at a desk may find worth doing next."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import msgspec

from eocdesk.commands import entries, incidents, partners, tasks, venues
from eocdesk.commands.command import Command
from eocdesk.commands.conflicts import Settle
from eocdesk.commands.events import SetPosture
from eocdesk.commands.people import SignIn
from eocdesk.commands.records import Amend, Restore, Strike
from eocdesk.commands.undo import Redo, Undo
from eocdesk.desk.desk import Desk
from eocdesk.models import KINDS, fields_of
from eocdesk.models.fields import Meets
from tests.kit.desks import EVENT

MARKINGS = ("GREEN",) * 4 + ("AMBER",) * 4 + ("AMBER+STRICT", "RED")
AUDIENCES = ("",) * 8 + ("FBI", "LAPD", "FBI,LAPD")
OWNERS = ("Night desk", "Field team", "Liaison", "Medical")
RECENT = 8


@dataclass(slots=True)
class Hand:
    """A hand at a desk. Whatever it writes carries a word that stands nowhere else in the world."""

    desk: Desk
    rng: random.Random
    mark: int
    acts: list[bytes]
    undone: list[bytes]
    words: int = field(default=0)

    def word(self) -> str:
        """One such word, found by search as a whole."""
        self.words += 1
        return f"zq{self.mark:010x}{self.words:x}"

    def text(self) -> str:
        """A few words, one of them alone of its kind."""
        return f"{self.rng.choice(('Crowd', 'Smoke', 'Bus', 'Gate'))} {self.word()}"

    def pick(self, kind: str, where: str = "struck = 0") -> bytes | None:
        """One of the newest records of a kind on this desk."""
        asked = f"SELECT id FROM {kind} WHERE event = ? AND {where} ORDER BY made_at DESC, id LIMIT {RECENT}"  # noqa: S608  kinds of ours
        found = self.rows(asked, EVENT)
        return self.rng.choice(found)[0] if found else None

    def rows(self, asked: str, *values: object) -> list[Any]:
        """What a query finds."""
        return self.desk.read_now(lambda connection: connection.exec_driver_sql(asked, values).fetchall())

    def marking(self) -> str | None:
        """None: as what it belongs to."""
        return self.rng.choice(MARKINGS) if self.rng.random() < 0.6 else None

    def audience(self) -> str:
        """Mostly nobody by name."""
        return self.rng.choice(AUDIENCES)


def log(hand: Hand) -> Command | None:
    return entries.LogEntry(
        EVENT,
        hand.text(),
        incident=hand.pick("incident") if hand.rng.random() < 0.4 else None,
        venue=hand.pick("venue") if hand.rng.random() < 0.3 else None,
        severity=hand.rng.randint(0, 4),
        addressees=("Night desk", "FBI") if hand.rng.random() < 0.2 else (),
        marking=hand.marking(),
        audience=hand.audience(),
    )


def amend_entry(hand: Hand) -> Command | None:
    entry = hand.pick("entry", "kind = 'entry'")
    return entry and entries.AmendEntry(entry, hand.text(), hand.word())


def strike_entry(hand: Hand) -> Command | None:
    entry = hand.pick("entry", "kind = 'entry'")
    return entry and entries.StrikeEntry(entry, hand.text())


def acknowledge(hand: Hand) -> Command | None:
    entry = hand.pick("entry", "addressees IS NOT NULL")
    return entry and entries.Acknowledge(entry, "Night desk")


def report(hand: Hand) -> Command | None:
    return incidents.ReportIncident(
        EVENT,
        hand.text(),
        severity=hand.rng.randint(0, 4),
        venue=hand.pick("venue") if hand.rng.random() < 0.5 else None,
        owner=hand.rng.choice(OWNERS),
        marking=hand.marking(),
        audience=hand.audience(),
        entry=hand.pick("entry", "kind = 'entry'") if hand.rng.random() < 0.3 else None,
    )


def set_incident(hand: Hand) -> Command | None:
    incident = hand.pick("incident")
    values: dict[str, Any] = {}
    for name in hand.rng.sample(("title", "severity", "owner", "place", "status", "type"), hand.rng.randint(1, 2)):
        values[name] = {
            "title": hand.text(),
            "severity": hand.rng.randint(0, 4),
            "owner": hand.rng.choice(OWNERS),
            "place": hand.text(),
            "status": hand.rng.choice(("open", "monitoring", "resolved", "closed")),
            "type": hand.rng.choice(("", "fire", "medical")),
        }[name]
    return incident and incidents.SetIncident(incident, values, hand.word())


def mark_incident(hand: Hand) -> Command | None:
    """Its marking raised or lowered: the record moves to another scope."""
    incident = hand.pick("incident")
    values = {"marking": hand.rng.choice(MARKINGS), "audience": hand.audience()}
    return incident and incidents.SetIncident(incident, values, hand.word())


def add_task(hand: Hand) -> Command | None:
    return tasks.AddTask(
        EVENT,
        hand.text(),
        incident=hand.pick("incident") if hand.rng.random() < 0.6 else None,
        owner=hand.rng.choice(OWNERS),
        checklist=((hand.word(), False), (hand.word(), False)) if hand.rng.random() < 0.5 else (),
        note=hand.text(),
        marking=hand.marking(),
    )


def amend_task(hand: Hand) -> Command | None:
    task = hand.pick("task")
    values: dict[str, Any] = {"title": hand.text()} if hand.rng.random() < 0.5 else {"note": hand.text()}
    return task and tasks.AmendTask(task, values)


def complete_task(hand: Hand) -> Command | None:
    task = hand.pick("task", "struck = 0 AND done IS NULL")
    return task and tasks.CompleteTask(task)


def tick_task(hand: Hand) -> Command | None:
    task = hand.pick("task", "struck = 0 AND checklist IS NOT NULL")
    return task and tasks.TickTask(task, hand.rng.randint(0, 1), hand.rng.random() < 0.7)


def add_venue(hand: Hand) -> Command | None:
    values = {"name": hand.text(), "city": hand.word(), "capacity": hand.rng.randint(0, 3)}
    return venues.AddVenue(EVENT, values | {"marking": hand.rng.choice(MARKINGS), "audience": hand.audience()})


def amend_venue(hand: Hand) -> Command | None:
    venue = hand.pick("venue")
    values: dict[str, Any] = {"capacity": hand.rng.randint(0, 3)}
    if hand.rng.random() < 0.5:
        values["city"] = hand.word()
    if hand.rng.random() < 0.3:
        values |= {"lat": hand.rng.uniform(33, 35), "lon": hand.rng.uniform(-119, -117)}
    if hand.rng.random() < 0.2:
        values["aliases"] = [hand.word()]
    return venue and venues.AmendVenue(venue, values)


def mark_venue(hand: Hand) -> Command | None:
    """A record without companions moves."""
    venue = hand.pick("venue")
    return venue and venues.AmendVenue(venue, {"marking": hand.rng.choice(MARKINGS), "audience": hand.audience()})


def strike(hand: Hand) -> Command | None:
    """What another desk may be writing on at this moment."""
    kind = hand.rng.choice(("venue", "task", "incident"))
    record = hand.pick(kind)
    return record and Strike(kind, record)


def restore(hand: Hand) -> Command | None:
    kind = hand.rng.choice(("venue", "task", "incident"))
    record = hand.pick(kind, "struck = 1")
    return record and Restore(kind, record)


def partner(hand: Hand) -> Command | None:
    seat = hand.pick("seat")
    if seat is None or hand.rng.random() < 0.2:
        return partners.AddSeat(EVENT, {"name": hand.text()})
    return partners.SetSeat(seat, hand.rng.choice(("not activated", "on call", "activated")))


def agency(hand: Hand) -> Command | None:
    known = hand.pick("agency")
    if known is None or hand.rng.random() < 0.3:
        return partners.AddAgency(EVENT, {"name": hand.text(), "marking": hand.rng.choice(MARKINGS)})
    return partners.AmendAgency(known, {"note": hand.text()})


def posture(hand: Hand) -> Command | None:
    return SetPosture(EVENT, hand.rng.randint(1, 3), hand.text())


def sign_in(hand: Hand) -> Command | None:
    """Officers are records of no event that every desk writes."""
    known = hand.rows("SELECT id FROM event WHERE id = ?", EVENT)
    return SignIn(EVENT if known else None, hand.rng.choice(("L. Chen", "A. Ruiz")), hand.word())


def undo(hand: Hand) -> Command | None:
    return Undo(hand.rng.choice(hand.acts[-6:])) if hand.acts else None


def redo(hand: Hand) -> Command | None:
    return Redo(hand.undone[-1]) if hand.undone else None


def settle(hand: Hand) -> Command | None:
    """A person chooses among the values written, or, where the field is free, another one."""
    open_ = hand.rows("SELECT DISTINCT kind, rec, field FROM conflict ORDER BY rec, field LIMIT 12")
    if not open_:
        return None
    kind, record, name = hand.rng.choice(open_)
    values = hand.rows("SELECT value FROM conflict WHERE rec = ? AND field = ? ORDER BY dev, n", record, name)
    value = msgspec.msgpack.decode(hand.rng.choice(values)[0])
    declared = fields_of(KINDS[kind]).get(name)
    if declared is None:
        return None  # a newer version's field is settled by a newer version
    if name in {"title", "note", "city"} and declared.meets is Meets.ASK and hand.rng.random() < 0.3:
        value = hand.text()
    return Settle(kind, record, name, value)


def move_late(hand: Hand) -> Command | None:
    """A record that stands raised by hand where others may still write on what it was."""
    kind = hand.rng.choice(("task", "venue", "agency"))
    record = hand.pick(kind)
    return record and Amend(kind, record, {"marking": hand.rng.choice(("RED", "GREEN", "AMBER"))})


GESTURES: dict[Callable[[Hand], Command | None], int] = {
    log: 10,
    amend_entry: 2,
    strike_entry: 1,
    acknowledge: 2,
    report: 3,
    set_incident: 7,
    mark_incident: 2,
    add_task: 3,
    amend_task: 3,
    complete_task: 2,
    tick_task: 2,
    add_venue: 1,
    amend_venue: 3,
    mark_venue: 1,
    strike: 2,
    restore: 1,
    partner: 2,
    agency: 1,
    posture: 1,
    sign_in: 1,
    undo: 3,
    redo: 1,
    settle: 3,
    move_late: 1,
}
"""Each gesture and how often it is made."""
