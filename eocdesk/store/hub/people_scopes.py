"""Which scopes of a hub a device may hear of, how far each goes, and how people and log stand."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import Connection, func, select

from eocdesk.models.clock import Moment
from eocdesk.models.right import Labels, Right, may_see
from eocdesk.store.hub.people_tables import DEVICE
from eocdesk.store.hub.tables import SCOPE


def labels_of(c: Connection, scopes: Iterable[bytes]) -> dict[bytes, Labels]:
    """What these scopes stand for; those the hub does not know are left out."""
    asked = select(SCOPE.c.id, SCOPE.c.event, SCOPE.c.marking, SCOPE.c.audience).where(SCOPE.c.id.in_(list(scopes)))
    return {bytes(r.id): (bytes(r.event), r.marking, r.audience) for r in c.execute(asked)}


def reach(c: Connection, rights: Iterable[Right], now: Moment) -> dict[bytes, int]:
    """How far each scope goes that a device with these rights may see."""
    rights = tuple(rights)
    rows = c.execute(select(SCOPE.c.id, SCOPE.c.event, SCOPE.c.marking, SCOPE.c.audience, SCOPE.c.seq))
    return {bytes(r.id): r.seq for r in rows if may_see(rights, (bytes(r.event), r.marking, r.audience), now)}


class State(NamedTuple):
    """How people and log of a hub stand: another state wherever a desk may be answered otherwise than before."""

    devices: int
    decisions: int
    """How often rights or an end were decided on, over all devices."""
    changes: int
    newest: Moment
    """When a device was let in or shut out last; 0 where there is none."""


_STATE = select(
    func.count(DEVICE.c.dev),
    func.coalesce(func.sum(DEVICE.c.serial), 0),
    select(func.coalesce(func.sum(SCOPE.c.seq), 0)).scalar_subquery(),
    func.coalesce(func.max(DEVICE.c.since), 0),
    func.coalesce(func.max(DEVICE.c.revoked), 0),
)
"""Made once: it is asked at each call of each desk."""


def state(c: Connection) -> State:
    """How all stands as of this connection's moment, whichever process made it so."""
    devices, decisions, changes, since, revoked = c.execute(_STATE).one()
    return State(devices, int(decisions), int(changes), max(since, revoked))
