"""What the hub signs of its own sequences: each scope as it stands, for those who may see it."""

from __future__ import annotations

from threading import Lock

from eocdesk.models import clock
from eocdesk.models.checkpoint import Checkpoint
from eocdesk.models.clock import Moment
from eocdesk.store import signing
from eocdesk.store.hub import opening, people, reading
from eocdesk.store.hub.hub import Hub


class Witness:
    """Signs each state of a scope once, when it is first asked for."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub
        self._lock = Lock()
        self._signed: dict[bytes, Checkpoint] = {}

    def told(self, dev: bytes, since: Moment) -> list[Checkpoint]:
        """Of every scope the device may see that was signed anew since; blocks. Nothing to one that was put out."""
        with self._hub.reading() as connection:
            device = people.device(connection, dev)
            if device is None or device.revoked is not None:
                return []
            rows, epoch = reading.visible(connection, device.rights, clock.now()), opening.epoch(connection)
        found = [self._of(bytes(row.id), epoch, int(row.seq), bytes(row.hash)) for row in rows]
        return [one for one in found if one.at > since]

    def _of(self, scope: bytes, epoch: bytes, seq: int, hash_: bytes) -> Checkpoint:
        hub = self._hub
        with self._lock:
            held = self._signed.get(scope)
        if held is not None and (held.epoch, held.seq, held.hash) == (epoch, seq, hash_):
            return held
        bare = Checkpoint(hub.id, epoch, scope, seq, hash_, clock.now())
        made = Checkpoint(hub.id, epoch, scope, seq, hash_, bare.at, signing.sign(hub.key, bare.message))
        with self._lock:
            self._signed[scope] = made
        return made
