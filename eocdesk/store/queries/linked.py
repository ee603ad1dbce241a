"""How this copy stands with its hub, in one look: last contact, clocks apart, what is unsent, refused, in dispute."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from eocdesk.models.clock import Moment
from eocdesk.store import early, lease, local

HUB, REVOKED = "hub", "revoked"
CUT = "link cut until"
"""The local key of the moment until which this copy meets nobody, on purpose."""
FEEDS_OF_HUB = "feeds of the hub"
"""The local key of what the hub asks the outside, as it last said: sync.protocol.Fed by this desk's clock."""


@dataclass(frozen=True, slots=True)
class Linked:
    """Counts and moments; `hub` is empty where this copy has joined none."""

    hub: bytes = b""
    name: str = ""
    url: str = ""
    met: Moment | None = None
    tried: Moment | None = None
    skew: int = 0
    revoked: bool = False
    unsent: int = 0
    refused: int = 0
    conflicts: int = 0
    trouble: str = ""  # what the last attempt failed on; empty where it went well
    cut: Moment | None = None
    ending: str = ""  # of a right that ends within a day unless the hub is met before
    history: int | None = None  # percent of the older history that is here; None: nothing is coming


def linked(connection: Connection) -> Linked:
    """As it is now."""
    conflicts = _one(connection, "SELECT count(*) FROM (SELECT DISTINCT rec, field FROM conflict)")
    cut = local.get(connection, CUT)
    found = connection.exec_driver_sql(
        "SELECT id, name, url, met, tried, coalesce(skew, 0), state FROM peer WHERE kind = ? "
        "ORDER BY state = ?, joined DESC LIMIT 1",
        (HUB, REVOKED),
    ).first()
    if found is None:
        return Linked(conflicts=conflicts, cut=cut)
    hub = found[0]
    unsent = _one(
        connection,
        "SELECT coalesce(sum(c.n - coalesce(a.n, 0)), 0) FROM chain c "
        "LEFT JOIN acked a ON a.chain = c.id AND a.peer = ?",
        hub,
    )
    name, url, met, tried, skew, state = found[1:]
    return Linked(
        hub,
        name,
        url,
        met,
        tried,
        skew,
        revoked=state == REVOKED,
        unsent=unsent,
        refused=_one(connection, "SELECT count(*) FROM refused"),
        conflicts=conflicts,
        trouble=_trouble(connection, hub),
        cut=cut,
        ending=lease.warning(connection),
        history=early.history(connection),
    )


def _trouble(connection: Connection, hub: bytes) -> str:
    last = connection.exec_driver_sql(
        "SELECT ok, sentence FROM attempt WHERE peer = ? ORDER BY id DESC LIMIT 1", (hub,)
    ).first()
    return "" if last is None or last[0] else str(last[1])


def _one(connection: Connection, asked: str, *values: bytes) -> int:
    return int(connection.exec_driver_sql(asked, values).scalar_one())
