"""What was read for one desk a moment ago answers others with the same rights, while nothing changed at the hub."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, TypeAlias

from eocdesk.models.clock import Moment
from eocdesk.models.right import in_force
from eocdesk.store.hub.hub import Hub
from eocdesk.store.hub.people import HubDevice
from eocdesk.store.hub.people_scopes import State
from eocdesk.store.hub.reading import Read
from eocdesk.sync.protocol import Since

LASTS = 500
"""How long an answer serves others, ms."""
MOST = 64
"""Answers kept: desks that are level ask the same, others each their own."""
LARGEST = 256
"""Changes of an answer that is kept."""

Key: TypeAlias = tuple[object, ...]


class Kept(NamedTuple):
    """What was read, who signed it, and how people and log stood then."""

    at: Moment
    read: Read
    signers: tuple[HubDevice, ...]
    state: State


class Recent:
    """The answers since the last commit; used from any thread.

    That a commit was heard of is not enough: who joins, is given a right or put out commits nothing to the log, and
    another process may have done it. So each answer goes with a state that whoever uses it compares with the hub's.
    """

    def __init__(self, hub: Hub) -> None:
        self._kept: dict[Key, Kept] = {}
        hub.heard.append(self._forget)

    def _forget(self, _grown: Mapping[bytes, int]) -> None:
        self._kept = {}

    @property
    def shelf(self) -> dict[Key, Kept]:
        """Where an answer is put that is read from now on: one that a commit overtakes is put where nobody looks."""
        return self._kept

    def get(self, device: HubDevice, since: Since, now: Moment) -> Kept | None:
        """What answers this question now, if the hub still stands as it did."""
        kept = self._kept.get(_key(device, since, now))
        return kept if kept is not None and 0 <= now - kept.at < LASTS else None


def keep(shelf: dict[Key, Kept], device: HubDevice, since: Since, kept: Kept) -> None:
    """Have it answer others, unless it is large."""
    if sum(len(stretch.pieces) for stretch in kept.read.stretches) > LARGEST:
        return
    if len(shelf) >= MOST:
        shelf.clear()
    shelf[_key(device, since, kept.at)] = kept


def _key(device: HubDevice, since: Since, now: Moment) -> Key:
    """All that the answer depends on besides the hub's state: the rights that a device has now, not who it is."""
    early = None if since.early is None else frozenset(since.early.items())
    return in_force(device.rights, now), since.limit, frozenset(since.cursors.items()), early, tuple(since.leaving)
