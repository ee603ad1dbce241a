"""Purge a report that a hub has too: ordered there by two people who lead, then told from here what stays of it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from eocdesk.commands.purge import FinishPurge, OrderPurge, Purged
from eocdesk.models import Refused
from eocdesk.store.queries.linked import linked

if TYPE_CHECKING:
    from eocdesk.desk.desk import Desk

Proof = tuple[str, str]
"""An account of the hub and its passphrase; kept no longer than the order takes."""


async def purge(
    desk: Desk, report: bytes, reason: str, first: Proof, second: Proof, along: tuple[bytes, ...] = ()
) -> Purged:
    """Have the hub take a report out for good, then purge it here and tell what stays. Refused, Unavailable.

    Where the hub did it and this desk was closed before it could tell so, the next start does.
    """
    found = await desk.read(linked)
    if not found.hub or found.revoked:
        raise Refused("This desk has joined no hub: purge it here.")
    ordered = await desk.do(OrderPurge(report, reason, (first[0], second[0]), along))
    words = {
        "records": [record.hex() for record in ordered.value],
        "why": " ".join(reason.split()),
        "second": second[0],
        "second_passphrase": second[1],
    }
    await asyncio.wrap_future(desk.link.run(_ask(desk, found.hub, first, words)))
    done: Purged = (await desk.do(FinishPurge(report))).value
    desk.link.wake(now=True)
    return done


async def _ask(desk: Desk, hub: bytes, first: Proof, words: dict[str, Any]) -> None:
    """On the link's thread."""
    from eocdesk.sync.copy import where  # noqa: PLC0415  a desk that leads nothing loads nothing of this
    from eocdesk.sync.leading import LeadPeer, Person  # noqa: PLC0415  likewise

    async with LeadPeer(await where(desk.store, hub)) as peer:
        await peer.order(Person(*first), "purge", **words)
