"""Words that come late, are refused, withdrawn, given up and come again: every step sound, and all alike at the end."""

from __future__ import annotations

import random
import tempfile
from functools import partial
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from eocdesk.commands.conflicts import Settle
from eocdesk.commands.records import Add, Amend, Strike
from eocdesk.desk.desk import Desk
from eocdesk.models import Refused, Venue
from eocdesk.models.change import Piece, Why, decode
from eocdesk.models.right import Labels
from eocdesk.store import meeting, rows, verify
from eocdesk.store.queries import events
from tests.kit.chains import everything, fetch, held, key_of, lengths, sign, stub_of
from tests.kit.desks import EVENT, make_desk

HUB = b"h" * 16
MARKINGS = ("AMBER", "GREEN", "RED")
WRITERS, PARTNER, LATE = (0, 1), 2, 3
FIELDS = st.dictionaries(st.sampled_from(["name", "city", "note"]), st.integers(0, 2), min_size=1)


def not_red(labels: Labels) -> bool:
    return labels[1] != "RED"


class Desks(RuleBasedStateMachine):
    """Two desks that write and see all, a partner that may not see RED, and one to which words come late."""

    def __init__(self) -> None:
        super().__init__()
        self.room = tempfile.TemporaryDirectory()
        self.desks: list[Desk] = []
        self.records: list[bytes] = []
        self.moved: set[bytes] = set()

    @initialize()
    def open_desks(self) -> None:
        self.desks = [make_desk(Path(self.room.name) / str(n), f"Officer {n}") for n in range(4)]
        self.known = key_of(*self.desks)

    def sound(self, *which: int) -> None:
        for n in which:
            assert self.desks[n].read_now(verify.verify) == []

    def do(self, who: int, command: object) -> None:
        try:
            self.desks[who].do_now(command)  # type: ignore[arg-type]
        except Refused:
            return

    @rule(who=st.sampled_from(WRITERS), marking=st.sampled_from(MARKINGS))
    def add(self, who: int, marking: str) -> None:
        values = {"name": f"venue {len(self.records)}", "marking": marking}
        self.records.append(self.desks[who].do_now(Add("venue", EVENT, values)).value)

    @rule(who=st.sampled_from(WRITERS), which=st.integers(0, 9), values=FIELDS)
    def amend(self, who: int, which: int, values: dict[str, int]) -> None:
        if self.records:
            fitted = {name: f"{name} {value}" for name, value in values.items()}
            self.do(who, Amend("venue", self.records[which % len(self.records)], fitted))

    @rule(who=st.sampled_from(WRITERS), which=st.integers(0, 9), marking=st.sampled_from(MARKINGS))
    def mark(self, who: int, which: int, marking: str) -> None:
        if self.records:
            record = self.records[which % len(self.records)]
            self.moved.add(record)
            self.do(who, Amend("venue", record, {"marking": marking}))

    @rule(who=st.sampled_from(WRITERS), which=st.integers(0, 9))
    def strike(self, who: int, which: int) -> None:
        if self.records:
            self.do(who, Strike("venue", self.records[which % len(self.records)]))

    @rule(who=st.sampled_from(WRITERS), which=st.integers(0, 9))
    def settle(self, who: int, which: int) -> None:
        if self.records:
            self.do(who, Settle("venue", self.records[which % len(self.records)], "name", "settled"))

    @rule(taker=st.sampled_from(WRITERS), limit=st.integers(1, 20))
    def read_of_each_other(self, taker: int, limit: int) -> None:
        fetch(self.desks[taker], self.desks[1 - taker], limit=limit, known=self.known)
        self.sound(taker)

    @rule(giver=st.sampled_from(WRITERS), limit=st.integers(1, 20))
    def partner_reads(self, giver: int, limit: int) -> None:
        partner = self.desks[PARTNER]
        fetch(partner, self.desks[giver], may=not_red, limit=limit, known=self.known)
        reaches = [(scope, dev, n) for scope, chains in lengths(partner).items() for dev, n in chains.items()]
        partner.store.writer.local(partial(meeting.acknowledge, peer=HUB, reaches=reaches)).result()
        partner.store.writer.receive(meeting.withdraw_left).result()
        self.sound(PARTNER)

    @rule(giver=st.sampled_from(WRITERS), seed=st.integers(0, 99))
    def words_come_late(self, giver: int, seed: int) -> None:
        """A page of which some places come empty; what was empty before may come with its words."""
        rng = random.Random(seed)  # noqa: S311
        page = self.desks[giver].read_now(meeting.after, {}, may=everything)
        pieces: list[Piece] = [
            stub_of(piece, Why.WITHDRAWN) if isinstance(piece, bytes) and rng.random() < 0.4 else piece
            for piece in page.pieces
        ]
        self.give(LATE, pieces, page, giver)
        self.sound(LATE)

    def give(self, taker: int, pieces: list[Piece], page: meeting.Outgoing, giver: int) -> None:
        labels = {scope: stand.labels for scope, stand in self.desks[giver].read_now(meeting.standing).items()}
        ends = sign(self.desks[giver], page.ends)
        take = partial(meeting.take, pieces=pieces, ends=ends, key_of=self.known, labels=labels)
        self.desks[taker].store.writer.receive(take).result()

    @rule(who=st.sampled_from(WRITERS))
    def a_hub_refuses_the_last_act(self, who: int) -> None:
        """Before anybody else has heard of it, as a hub does: all of the act, in whatever scopes."""
        desk = self.desks[who]
        mine = [decode(p) for p in held(desk) if isinstance(p, bytes) and decode(p).dev == desk.device]
        if not mine or mine[-1].kind != "venue":
            return
        act = [change for change in mine if change.act.id == mine[-1].act.id]
        heard = [lengths(other) for other in self.desks if other is not desk]
        if any(chains.get(one.scope, {}).get(desk.device, 0) >= one.n for one in act for chains in heard):
            return
        refusals = [(one.scope, one.dev, one.n, "Not yours to write.") for one in act]
        desk.store.writer.receive(partial(meeting.refuse, refusals=refusals)).result()
        self.sound(who)

    @rule(who=st.sampled_from(WRITERS), marking=st.sampled_from(MARKINGS))
    def lose_sight_of_a_scope_and_see_it_again(self, who: int, marking: str) -> None:
        """What was unsent is pushed first; all of it comes again from the other desk."""
        desk, other = self.desks[who], self.desks[1 - who]
        fetch(other, desk, known=self.known)
        scopes = [scope for scope, stand in desk.read_now(meeting.standing).items() if stand.labels[1] == marking]
        desk.store.writer.receive(partial(meeting.purge, scopes=scopes)).result()
        self.sound(who)
        assert all(set(lengths(desk).get(scope, {})) <= {desk.device} for scope in scopes)
        page = other.read_now(meeting.after, {}, may=everything)
        self.give(who, page.pieces, page, 1 - who)
        self.sound(who)

    def teardown(self) -> None:
        if not self.desks:
            return
        full = (0, 1, LATE)
        for taker, giver in ((taker, giver) for _ in range(2) for taker in full for giver in full if taker != giver):
            page = self.desks[giver].read_now(meeting.after, {}, may=everything)
            self.give(taker, page.pieces, page, giver)
        self.partner_reads(0, 20)
        self.sound(0, 1, LATE)
        self.alike(0, 1, LATE)
        for piece in held(self.desks[PARTNER]):
            assert not isinstance(piece, bytes) or decode(piece).labels[1] != "RED"
        for record in set(self.records) - self.moved:
            one, partner = (self.desks[n].read_now(events.record, Venue, record) for n in (0, PARTNER))
            assert (None if one is None or one.marking == "RED" else one.name) == (partner and partner.name)
        for desk in self.desks:
            desk.close()
        self.room.cleanup()

    def alike(self, *which: int) -> None:
        """The same records to the last head, the same conflicts, the same log."""
        own = rows.OWN.index("received")
        asked = "SELECT rec, field, scope, dev, n, value FROM conflict ORDER BY 1, 2, 3, 4, 5"
        told = []
        for n in which:
            raw = self.desks[n].read_now(rows.raw, "venue", self.records)
            shown = {record: (*row[:own], *row[own + 1 :]) for record, row in raw.items()}
            kept = self.desks[n].read_now(lambda c: [tuple(row) for row in c.exec_driver_sql(asked)])
            digests = {scope: stand.digest for scope, stand in self.desks[n].read_now(meeting.standing).items()}
            told.append((shown, kept, digests))
        for one in told[1:]:
            assert one[0] == told[0][0]
            assert one[1] == told[0][1]
            assert one[2] == told[0][2]


Desks.TestCase.settings = settings(max_examples=8, stateful_step_count=25, deadline=None)
TestDesks = Desks.TestCase
