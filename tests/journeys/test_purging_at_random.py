"""Three desks, a hub and the room, at random: what was purged is nowhere, everything else is everywhere."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from eocdesk.commands.entries import LogEntry
from eocdesk.commands.purge import FinishPurge, OrderPurge
from eocdesk.commands.threats import AmendReport, AssessReport, TakeReport
from eocdesk.desk.desk import Desk
from eocdesk.models import Entry, Refused, Report
from eocdesk.store import purged, verify
from eocdesk.store.queries import events, naming
from tests.kit.desks import EVENT, bodies, sound
from tests.kit.rooms import RoomWay
from tests.kit.ways import HubWay

STEPS = 40
BY = ("administrator", "A. Diaz")
MARKINGS = ("GREEN", "AMBER", "RED")


@dataclass
class Play:
    """What is done, and what must be true of it at the end."""

    way: HubWay
    desks: list[Desk]
    dice: random.Random
    reports: list[bytes] = field(default_factory=list)
    words: dict[bytes, set[str]] = field(default_factory=dict)
    gone: set[bytes] = field(default_factory=set)
    logged: set[str] = field(default_factory=set)

    def step(self) -> None:
        """One thing that somebody does."""
        what = (self.take, self.amend, self.amend, self.assess, self.log, self.meet, self.meet, self.beside, self.purge)
        self.dice.choice(what)()

    def word(self, record: bytes) -> str:
        """A word of its own, so that it can be looked for."""
        made = f"word{self.dice.getrandbits(48):012x}"
        self.words.setdefault(record, set()).add(made)
        return made

    def take(self) -> None:
        desk, made = self.dice.choice(self.desks), f"word{self.dice.getrandbits(48):012x}"
        values = {"title": "A tip", "text": made, "marking": self.dice.choice(MARKINGS)}
        record, _ = desk.do_now(TakeReport(EVENT, values)).value
        self.reports.append(record)
        self.words[record] = {made}

    def amend(self) -> None:
        desk, record = self.dice.choice(self.desks), self.any()
        if record is not None and desk.read_now(events.record, Report, record) is not None:
            values = {self.dice.choice(("text", "place", "told_by")): self.word(record)}
            if not self.dice.randrange(3):
                values["marking"] = self.dice.choice(MARKINGS)
            self.tried(desk, AmendReport(record, values))

    def assess(self) -> None:
        desk, record = self.dice.choice(self.desks), self.any()
        if record is not None and desk.read_now(events.record, Report, record) is not None:
            self.tried(desk, AssessReport(record, reason="A tourist"))

    def log(self) -> None:
        words = f"Gate {self.dice.getrandbits(32)} closed"
        self.dice.choice(self.desks).do_now(LogEntry(EVENT, words))
        self.logged.add(words)

    def meet(self) -> None:
        self.way.meet(self.dice.choice(self.desks))

    def beside(self) -> None:
        giver, taker = self.dice.sample(self.desks, 2)
        asyncio.run(asyncio.wait_for(RoomWay()._meet(giver, taker, 5000), 60))

    def purge(self) -> None:
        desk, record = self.dice.choice(self.desks), self.any()
        if record is None or desk.read_now(events.record, Report, record) is None:
            return
        named = desk.read_now(naming.naming, record)
        along = tuple(hit.id for hit in named if hit.kind == "entry" and self.dice.randrange(2))
        try:
            records = desk.do_now(OrderPurge(record, "Its day has come", BY, along)).value
            self.way.hub.purge(records, " and ".join(BY), "Its day has come")
        except Refused:
            return  # it is purged already, or the hub has not all of it yet
        self.gone.add(record)
        if self.dice.randrange(4):
            desk.do_now(FinishPurge(record))

    def any(self) -> bytes | None:
        return self.dice.choice(self.reports) if self.reports else None

    def tried(self, desk: Desk, command: AmendReport | AssessReport) -> None:
        try:
            desk.do_now(command)
        except Refused as refused:
            assert "purged" in refused.sentence  # noqa: PT017  what may be refused here


@pytest.mark.parametrize("seed", [2, 3, 50])
def test_whoever_does_what_when(hub_way: HubWay, desks: Callable[[int], list[Desk]], seed: int) -> None:
    play = Play(hub_way, desks(3), random.Random(seed))  # noqa: S311  the same each time
    for desk in play.desks:
        hub_way.join(desk)
    hub_way.meet(*play.desks, *play.desks)
    for _ in range(STEPS):
        play.step()
    for _ in range(4):
        hub_way.meet(*play.desks)
    assert play.gone, "nothing was purged: another seed"
    for desk in play.desks:
        held = b"".join(bodies(desk))
        lying = {record for record, words in play.words.items() if any(word.encode() in held for word in words)}
        assert not lying & play.gone
        assert sound(desk)
        for record in set(play.reports) - play.gone:
            found = desk.read_now(events.record, Report, record)
            assert found is not None
            assert found.state != purged.PURGED
        assert play.logged <= {one.text for one in desk.read_now(events.of_event, Entry, EVENT)}
        asked = "SELECT DISTINCT rec FROM conflict"
        disputed = desk.read_now(lambda c, asked=asked: {rec for (rec,) in c.exec_driver_sql(asked)})  # type: ignore[misc]
        assert not disputed & play.gone, "nobody could settle it"
    assert len({desk.read_now(verify.digest) for desk in play.desks}) == 1
    shown = [{record: desk.read_now(events.record, Report, record) for record in play.reports} for desk in play.desks]
    for record in play.reports:
        alike = [one[record] for one in shown]
        assert len({None if one is None else (one.title, one.text, one.state, one.marking) for one in alike}) == 1
