"""Cards of devices as a desk is told of them: its own whole, of others what it takes to meet them without a hub."""

from __future__ import annotations

from dataclasses import replace

from msgspec import structs

from eocdesk.models.card import Vouched
from eocdesk.models.clock import Moment
from eocdesk.models.right import Role, in_force
from eocdesk.store.hub import people
from eocdesk.store.hub.hub import Hub
from eocdesk.store.hub.people import HubDevice

MOST = 20_000
"""Cards kept at a time."""


class Cards:
    """Signed once an hour, not at each answer: a room of desks asks for the cards of all of them at once."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub
        self._made: dict[tuple[bytes, bool], tuple[tuple[object, ...], Vouched]] = {}

    def of(self, device: HubDevice, asking: HubDevice, now: Moment) -> Vouched:
        """A device's card for the one that asks.

        Why others were given their rights is the administrators' and their own. How far those reach a desk must know:
        it may meet them in a room or give them a parcel while no hub is there to ask. What ended is told to nobody.
        """
        whole = device.dev == asking.dev or leads(asking, now)
        made_of = (*_told_of(device), now // people.HOUR)
        held = self._made.get((device.dev, whole))
        if held is None or held[0] != made_of:
            if len(self._made) >= MOST:
                self._made.clear()
            plain = tuple(structs.replace(right, why="") for right in in_force(device.rights, now))
            shown = device if whole else replace(device, rights=plain)
            held = made_of, people.card(None, self._hub.key, self._hub.id, shown, now)
            self._made[device.dev, whole] = held
        return held[1]


def _told_of(device: HubDevice) -> tuple[object, ...]:
    """All that a card is made of; without when it was seen, which is no news."""
    return device.key, device.box, device.name, device.rights, device.revoked, device.serial


def leads(device: HubDevice, now: Moment) -> bool:
    """Whether it is an administrator's desk."""
    return any(right.role == Role.ADMINISTRATOR for right in in_force(device.rights, now))


def knows_others(device: HubDevice, now: Moment) -> bool:
    """Whether it is told of desks that it reads nothing of: a partner is not, nor whose rights have ended."""
    return any(right.role != Role.PARTNER for right in in_force(device.rights, now))
