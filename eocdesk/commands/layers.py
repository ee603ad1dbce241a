"""A layer of the map as an address gives it: features come, move and go with it, what a person wrote stays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from eocdesk.commands import entries
from eocdesk.commands.command import Work
from eocdesk.commands.hazards import Taken
from eocdesk.commands.reading import Item, Refusal
from eocdesk.commands.records import fit
from eocdesk.models import Event, Refused, ids
from eocdesk.store import changelog
from eocdesk.store.merge import STRUCK
from eocdesk.store.queries.layers import of_layer
from eocdesk.store.rows import State

SOURCE = "layer"
_FED = ("feed:", "import:")
"""How the origins of acts begin that no person wrote by hand."""


@dataclass(frozen=True, slots=True)
class TakeLayer:
    """Take in the features of one layer, an item's key being the feature's id within it.

    `complete`: what the layer held before and is not among them is struck; what comes back is no longer struck.
    Features of other layers, and fields a person wrote or struck by hand, stay as they are.
    """

    event: bytes
    layer: str
    features: tuple[Item, ...]
    complete: bool = False
    marking: str | None = None

    @property
    def title(self) -> str:
        """What it is called."""
        return "Take in a layer of the map"

    def do(self, work: Work) -> Taken:
        """The counts; `retired` were struck. A feature that does not fit is refused alone, and then none is struck."""
        work.must(Event, self.event)
        taken = Taken(len(self.features))
        found = {}
        for item in self.features:
            key = f"{self.layer}/{item.key}"
            found[ids.source_id(self.event, "feature", SOURCE, key)] = item, key
        taken.repeated = len(self.features) - len(found)
        taken.unchanged = taken.repeated
        work.prefetch("feature", list(found))
        for record, (item, key) in found.items():
            try:
                self._one(work, record, {**item.values, "source": SOURCE, "source_key": key}, taken)
            except Refused as refusal:
                taken.refused.append(Refusal(item.at, refusal.sentence))
        if self.complete and not taken.refused:
            taken.retired = self._strike(work, set(found))
        return taken

    def _one(self, work: Work, record: bytes, said: dict[str, Any], taken: Taken) -> None:
        values = fit("feature", said)
        state = work.state("feature", record)
        if state is None:
            values["marking"], values["audience"] = entries.labels(work, self.event, None, self.marking, "")
            work.put("feature", record, event=self.event, **values)
            taken.added += 1
            return
        if state.values[STRUCK]:
            values[STRUCK] = False
        differing = {name: value for name, value in values.items() if state.values[name] != value}
        fed = {name: value for name, value in differing.items() if _is_fed(work, state, name)}
        if (state.values[STRUCK] and STRUCK not in fed) or not fed or not work.put("feature", record, **fed):
            taken.unchanged += 1
        else:
            taken.changed += 1

    def _strike(self, work: Work, present: set[bytes]) -> int:
        gone = [record for record in work.read(of_layer, self.event, SOURCE, self.layer) if record not in present]
        work.prefetch("feature", gone)
        count = 0
        for record in gone:
            state = work.state("feature", record)
            if state is not None and _is_fed(work, state, STRUCK):  # who took it back by hand keeps it
                count += work.put("feature", record, **{STRUCK: True})
        return count


def _is_fed(work: Work, state: State, name: str) -> bool:
    """Whether no person wrote this field by hand."""
    for head in state.heads.get(name, ()):
        change = work.read(changelog.by_dot, head.scope, head.dev, head.n)
        if change is None or not change.act.origin.startswith(_FED):
            return False
    return True
