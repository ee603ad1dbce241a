"""Records that several desks write at once, each knowing what it heard of: the changes, and snapshots of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from hypothesis import strategies as st

from eocdesk.models import Change
from eocdesk.models.change import decode
from eocdesk.models.ids import new_id, scope_id
from eocdesk.models.right import Labels
from eocdesk.models.snapshot import DONE, Snapshot, Told
from eocdesk.store.gist import gist
from eocdesk.store.merge import STRUCK, fold
from eocdesk.store.project import once_of
from tests.kit.hubs import Pen, made

WRITTEN = ("title", "severity", "owner", STRUCK)
STEP = st.tuples(
    st.integers(0, 2),  # which desk
    st.integers(0, 2),  # which record
    st.lists(st.sampled_from(WRITTEN), min_size=1, max_size=2, unique=True),
    st.integers(0, 2),  # the value
    st.booleans(),  # whether it heard of another's words before
)
STEPS = st.lists(STEP, min_size=1, max_size=25)
Step = tuple[int, int, list[str], int, bool]


@dataclass
class Story:
    """Three desks and three records in one scope; the first desk makes the records, all know of that."""

    labels: Labels
    pens: list[Pen] = field(default_factory=lambda: [Pen() for _ in range(3)])
    records: list[bytes] = field(default_factory=lambda: [new_id() for _ in range(3)])
    bodies: list[bytes] = field(default_factory=list)  # in the order of a hub's sequence

    def __post_init__(self) -> None:
        for at, record in enumerate(self.records):
            fields = made(self.labels, title=f"Incident {at}", severity=1)
            self.bodies.append(self.pens[0].write(self.labels, fields, rec=record))
        self.known = [list(self.changes) for _ in self.pens]

    @property
    def changes(self) -> list[Change]:
        """All that was written."""
        return [decode(body) for body in self.bodies]

    def go(self, steps: Sequence[Step]) -> Story:
        """Write on."""
        for who, which, names, value, hears in steps:
            if hears:
                other = self.known[(who + 1) % 3]
                self.known[who] += [one for one in other if one not in self.known[who]]
            self._write(who, self.records[which], names, value)
        return self

    def _write(self, who: int, record: bytes, names: list[str], value: int) -> None:
        whole = fold([(one, 0) for one in self.known[who] if one.rec == record], once=once_of)
        heads = {name: [(head.dev, head.n) for head in held.heads] for name, held in whole.fields.items()}
        base = {name: heads[name] for name in {*names, STRUCK} if heads.get(name)}
        fields = {
            name: bool(value) if name == STRUCK else value if name == "severity" else str(value) for name in names
        }
        if fields.get(STRUCK):
            base = {name: dots for name, dots in heads.items() if dots}
        body = self.pens[who].write(self.labels, dict(sorted(fields.items())), rec=record, base=base)
        self.bodies.append(body)
        self.known[who].append(decode(body))

    def snapshot(self, upto: int, records: Sequence[bytes], place: bytes = DONE) -> Snapshot:
        """How these records stand after so many changes."""
        some = [(body, decode(body)) for body in self.bodies[:upto]]
        chains: dict[bytes, int] = {}
        for _, change in some:
            chains[change.dev] = change.n
        pieces: list[Told] = []
        for record in records:
            held = [(body, change) for body, change in some if change.rec == record]
            pieces += [(held[at][0], dead) for at, dead in gist([change for _, change in held], once_of)]
        return Snapshot(scope_id(*self.labels), self.labels, chains, pieces, place)
