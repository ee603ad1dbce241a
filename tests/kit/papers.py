"""Documents that name bytes, written by a pen: made, moved into another scope; and the bytes they name."""

from __future__ import annotations

import hashlib

from eocdesk.models import Act, Op
from eocdesk.models.ids import new_id, scope_id
from eocdesk.models.right import Labels
from eocdesk.store.hub.hub import Hub
from eocdesk.store.hub.people import HubDevice
from tests.kit.hubs import GREEN, Pen, made, push

DATA = bytes(range(256)) * 40
NAME = hashlib.sha256(DATA).hexdigest()


def document(pen: Pen, labels: Labels = GREEN, sha256: str = NAME, rec: bytes | None = None) -> bytes:
    """A new document that names these bytes."""
    fields = made(labels, name="Map.pdf", sha256=sha256, size=len(DATA))
    return pen.write(labels, fields, kind="document", rec=rec)


def names(hub: Hub, pen: Pen, device: HubDevice, labels: Labels = GREEN, rec: bytes | None = None) -> None:
    """The device hands in a document."""
    push(hub, device, [document(pen, labels, rec=rec)], pen.end(labels))


def moves(hub: Hub, pen: Pen, device: HubDevice, rec: bytes, old: Labels, new: Labels) -> None:
    """The document, the device's first change in the old scope, goes into the new one."""
    act = Act(new_id(), "Change the marking", "L. Chen", size=2)
    fields = made(new, name="Map.pdf", sha256=NAME, size=len(DATA))
    base = {field: [(pen.dev, 1)] for field in fields}
    left = pen.write(old, {}, kind="document", rec=rec, op=Op.LEAVE, base={"event": [(pen.dev, 1)]}, act=act)
    came = pen.write(new, fields, kind="document", rec=rec, op=Op.ENTER, base=base, act=act, left=scope_id(*old))
    push(hub, device, [left, came], pen.end(old), pen.end(new))
