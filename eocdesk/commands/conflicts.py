"""Settle what two desks wrote unseen: one value holds, the others stay in the history."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from eocdesk.commands.along import up_to
from eocdesk.commands.command import Work
from eocdesk.commands.records import fit, named
from eocdesk.models import KINDS, Block, Form, Refused, fields_of
from eocdesk.store.merge import LABELS
from eocdesk.store.queries import conflicts


@dataclass(frozen=True, slots=True)
class Settle:
    """Decide which value of a field in conflict holds; one of those written, or another.

    `code` is the conflict as the person saw it (`Conflict.code`); where another value has come since, it is refused.
    """

    kind: str
    id: bytes
    name: str
    value: Any
    code: str = ""

    @property
    def title(self) -> str:
        """What it is called."""
        return "Settle a conflict"

    def do(self, work: Work) -> bytes:
        """The record's id; Refused where nothing is in conflict, the value does not fit, or a signature stands."""
        work.must(KINDS[self.kind], self.id)
        if self.name not in fields_of(KINDS[self.kind]):
            raise Refused("Only a newer eocdesk knows this field. Settle it on a desk that has it.", self.name)
        seen = work.read(conflicts.open_now, self.id, self.name)
        if self.code and seen is not None and seen.code != self.code:
            raise Refused("Another value has come in meanwhile. Look at it, then choose again.", self.name)
        value = self.value
        if seen is not None:
            _signed(work, self.kind, self.id, self.name, value in seen.values)
        if seen is None or value not in seen.values:  # what was written holds as it was written
            fitted = fit(self.kind, {self.name: value})
            named(self.kind, fitted)
            value = fitted[self.name]
        work.settle(self.kind, self.id, self.name, value)
        if self.name in LABELS:
            up_to(work, self.kind, self.id)
        return self.id


@dataclass(frozen=True, slots=True)
class SettleAll:
    """Decide several at once: one gesture, taken back by one."""

    settles: tuple[Settle, ...]

    @property
    def title(self) -> str:
        """What it is called."""
        return "Settle conflicts"

    def do(self, work: Work) -> int:
        """How many; Refused where any of them cannot be, and then none is."""
        for one in self.settles:
            one.do(work)
        return len(self.settles)


def _signed(work: Work, kind: str, record: bytes, name: str, was_written: bool) -> None:  # noqa: FBT001  a plain fact
    """Refused where what people signed would say another thing: of a form no third value, no words under a name."""
    if kind not in ("form", "block", "summary"):
        return
    if kind != "block" and not was_written:
        raise Refused("This changes by an act of its own: choose one of the values written.", name)
    block = work.get(Block, record) if kind == "block" else None
    form = None if block is None or block.form is None else work.get(Form, block.form)
    if block is None or form is None or form.state == "draft":
        return
    if form.state == "submitted":
        raise Refused("This form has been submitted. Send it back, then choose.", name)
    if not was_written:
        raise Refused(f"This form is {form.state}: choose one of the values written, or write a correction.", name)
