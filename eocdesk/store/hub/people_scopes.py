"""Which scopes of a hub a device may hear of, how far each goes, and since when there is news of other devices."""

from __future__ import annotations

from collections.abc import Iterable

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


def news_until(c: Connection) -> Moment:
    """When a device was let in or shut out last; 0 where there is none."""
    since, revoked = c.execute(select(func.max(DEVICE.c.since), func.max(DEVICE.c.revoked))).one()
    return max(since or 0, revoked or 0)
