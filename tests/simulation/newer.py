"""A desk of a newer version: kinds and fields that this one does not know, kept and passed on all the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from msgspec import structs

from eocdesk.commands.command import Command, Work
from eocdesk.models import Act, Change, Op, clock, ids
from eocdesk.store import changelog, local, project
from tests.kit.desks import EVENT
from tests.simulation.gestures import MARKINGS, Hand

KIND = "drone"


@dataclass(frozen=True)
class WriteNewer:
    """One change as a newer version would write it: of a kind of its own, or a field more of a known record."""

    kind: str
    record: bytes | None
    values: dict[str, Any]
    marking: str = "GREEN"

    @property
    def title(self) -> str:
        return "Log something new"

    def do(self, work: Work) -> None:
        connection = work._connection
        labels = (EVENT, self.marking, "")
        record, fields, base = self.record or ids.new_id(), dict(self.values), {}
        if self.record is None:
            fields |= {"event": EVENT, "marking": self.marking, "audience": ""}
        else:
            state = work.state(self.kind, self.record)
            assert state is not None
            labels = changelog.labels_of(connection, state.scope)
            held = {name: state.heads.get(name, ()) for name in (*fields, "event")}
            base = {
                name: [(h.dev + (b"" if h.scope == state.scope else h.scope), h.n) for h in heads]
                for name, heads in held.items()
                if heads
            }
        scope = ids.scope_id(*labels)
        chain = changelog.chain_of(connection, scope, work._device)
        changelog.know_scope(connection, scope, labels)
        work._hlc = clock.tick(work._hlc, work.moment)
        act = Act(work.act_id, self.title, work.person, work.position, "hand", 1)
        change = Change(
            scope,
            work._device,
            chain.n + 1,
            chain.hash[: changelog.PREV],
            work._hlc,
            self.kind,
            record,
            int(Op.SET),
            fields,
            base,
            act,
            labels,
            ver=2,
        )
        changelog.keep(connection, [changelog.extend(chain, structs.replace(change))], [chain], work.moment)
        project.records(connection, [record])
        local.put(connection, "hlc", work._hlc)
        work.ids.add((self.kind, record))


def write(hand: Hand) -> Command:
    """Of a kind of its own, or one more field of a venue."""
    venue = hand.pick("venue")
    if venue is not None and hand.rng.random() < 0.5:
        return WriteNewer("venue", venue, {"roof": hand.rng.choice(("open", "closed"))})
    return WriteNewer(KIND, None, {"call": hand.word(), "height": hand.rng.randint(1, 400)}, hand.rng.choice(MARKINGS))
