"""Desks that write, hear of each other late, twice and in pieces: after all have met, all hold the same, sound."""

from __future__ import annotations

import random
import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from eocdesk.commands.conflicts import Settle
from eocdesk.commands.records import Add, Amend, Strike
from eocdesk.commands.undo import Undo
from eocdesk.desk.desk import Desk
from eocdesk.models import Refused, Venue, clock, ids
from eocdesk.store import verify
from eocdesk.store.queries import events
from tests.kit.desks import EVENT, bodies, make_desk

MARKINGS = ("AMBER", "GREEN", "RED")


class Meetings(RuleBasedStateMachine):
    """Three real desks on real encrypted files. Their clocks are skewed by up to a day."""

    def __init__(self) -> None:
        super().__init__()
        self.room = tempfile.TemporaryDirectory()
        self.desks: list[Desk] = []
        self.records: list[bytes] = []
        self.acknowledged: set[bytes] = set()
        self.acts: list[tuple[int, bytes]] = []
        self.skew = [0, 0, 0]
        self.real_now = clock.now

    @initialize()
    def open_desks(self) -> None:
        self.desks = [make_desk(Path(self.room.name) / str(n), f"Officer {n}") for n in range(3)]

    def act(self, who: int, command: object) -> bytes | None:
        """Do it with that desk's clock; what it says is saved must be there at the end."""
        clock.now = lambda: self.real_now() + self.skew[who]
        try:
            outcome = self.desks[who].do_now(command)  # type: ignore[arg-type]
        except Refused:
            return None
        finally:
            clock.now = self.real_now
        if outcome.notice.ids:
            self.acts.append((who, outcome.notice.act.id))
        self.acknowledged.update(bodies(self.desks[who]))
        return outcome.value if isinstance(outcome.value, bytes) else None

    @rule(who=st.integers(0, 2), days=st.integers(-1, 1))
    def skew_clock(self, who: int, days: int) -> None:
        self.skew[who] = days * 86_400_000

    @rule(who=st.integers(0, 2), capacity=st.integers(0, 3))
    def add(self, who: int, capacity: int) -> None:
        made = self.act(who, Add("venue", EVENT, {"name": f"venue {len(self.records)}", "capacity": capacity}))
        assert made is not None
        self.records.append(made)

    @rule(
        who=st.integers(0, 2),
        which=st.integers(0, 9),
        values=st.dictionaries(st.sampled_from(["name", "city", "capacity"]), st.integers(0, 2), min_size=1),
    )
    def amend(self, who: int, which: int, values: dict[str, int]) -> None:
        if self.records:
            fitted = {name: value if name == "capacity" else f"{name} {value}" for name, value in values.items()}
            self.act(who, Amend("venue", self.records[which % len(self.records)], fitted))

    @rule(who=st.integers(0, 2), which=st.integers(0, 9))
    def strike(self, who: int, which: int) -> None:
        if self.records:
            self.act(who, Strike("venue", self.records[which % len(self.records)]))

    @rule(who=st.integers(0, 2), which=st.integers(0, 9), marking=st.sampled_from(MARKINGS))
    def reclassify(self, who: int, which: int, marking: str) -> None:
        if self.records:
            self.act(who, Amend("venue", self.records[which % len(self.records)], {"marking": marking}))

    @rule(who=st.integers(0, 2), which=st.integers(0, 9))
    def settle(self, who: int, which: int) -> None:
        if self.records:
            self.act(who, Settle("venue", self.records[which % len(self.records)], "name", "settled"))

    @rule(which=st.integers(0, 9))
    def undo(self, which: int) -> None:
        if self.acts:
            who, act = self.acts[which % len(self.acts)]
            self.act(who, Undo(act))

    @rule(giver=st.integers(0, 2), taker=st.integers(0, 2), part=st.integers(1, 4), twice=st.booleans())
    def hear(self, giver: int, taker: int, part: int, twice: bool) -> None:  # noqa: FBT001
        """A part of what the other holds, from its beginning; perhaps delivered twice."""
        held = bodies(self.desks[giver])
        page = held[: len(held) * part // 4]
        for _ in range(2 if twice else 1):
            self.desks[taker].store.writer.apply(page).result()

    @rule(seed=st.integers(0, 99), giver=st.integers(0, 2), taker=st.integers(0, 2))
    def hear_chains_in_another_order(self, seed: int, giver: int, taker: int) -> None:
        """Each chain in its order, the chains mixed: as relays and parcels deliver."""
        chains: dict[tuple[bytes, bytes], list[bytes]] = {}
        for body in bodies(self.desks[giver]):
            change = verify.decode(body)
            chains.setdefault((change.scope, change.dev), []).append(body)
        rng, page = random.Random(seed), []  # noqa: S311
        queues = list(chains.values())
        while queues:
            queue = rng.choice(queues)
            page.append(queue.pop(0))
            queues = [left for left in queues if left]
        self.desks[taker].store.writer.apply(page).result()

    @invariant()
    def every_desk_is_sound(self) -> None:
        for desk in self.desks:
            assert desk.read_now(verify.verify) == []
            for one in self.rows(desk):
                assert one is None or one.scope == ids.scope_id(one.event, one.marking, one.audience)

    def teardown(self) -> None:
        if not self.desks:
            return
        held = [bodies(desk) for desk in self.desks]
        for desk in self.desks:
            for page in held:
                desk.store.writer.apply(page).result()
        for desk in self.desks:
            assert self.acknowledged <= set(bodies(desk))
            assert desk.read_now(verify.verify) == []
        shown = [
            [(r and (r.name, r.city, r.capacity, r.struck, r.marking, r.made_at, r.made_by)) for r in self.rows(desk)]
            for desk in self.desks
        ]
        assert shown[0] == shown[1] == shown[2]
        conflicts = "SELECT rec, field, scope, dev, n, value FROM conflict ORDER BY 1, 2, 3, 4, 5"
        kept = [
            [tuple(row) for row in desk.read_now(lambda c: c.exec_driver_sql(conflicts).fetchall())]
            for desk in self.desks
        ]
        assert kept[0] == kept[1] == kept[2]
        digests = {desk.read_now(verify.digest) for desk in self.desks}
        assert len(digests) == 1
        for desk in self.desks:
            desk.close()
        self.room.cleanup()

    def rows(self, desk: Desk) -> list[Venue | None]:
        return [desk.read_now(events.record, Venue, record) for record in self.records]


Meetings.TestCase.settings = settings(max_examples=25, stateful_step_count=30, deadline=None)
TestMeetings = Meetings.TestCase
