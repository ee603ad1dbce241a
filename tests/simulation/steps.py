"""Everything that can happen in a world, by name, and how often it does."""

from __future__ import annotations

import random
from collections.abc import Callable

from tests.simulation import attacks, changes, daily, meetings, nearby
from tests.simulation.world import Laptop

STEPS: dict[str, Callable[[Laptop, random.Random], None]] = {
    "gesture": daily.gesture,
    "night": daily.night,
    "death in a gesture": daily.death,
    "full disk": daily.full_disk,
    "clock set": daily.jump,
    "restart": daily.restart,
    "newer version writes": daily.newer_version,
    "meet": meetings.usual,
    "desk dies in a meeting": meetings.desk_dies,
    "hub dies in a meeting": meetings.hub_dies,
    "old page again": meetings.old_letter,
    "room": nearby.room,
    "stick": nearby.stick,
    "spy": attacks.spy,
    "forgery": attacks.forgery,
    "forgery in the room": attacks.whispered,
    "right taken or given": changes.rights,
    "revoked": changes.revoke,
    "released": changes.release,
    "rights looked at": changes.lease,
    "laptop given back": changes.exchange,
}
DAILY: dict[str, float] = {
    "death in a gesture": 0.3,
    "full disk": 0.05,
    "clock set": 0.3,
    "restart": 0.1,
    "newer version writes": 0.3,
    "meet": 0.5,
    "desk dies in a meeting": 0.3,
    "hub dies in a meeting": 0.15,
    "old page again": 0.4,
    "room": 0.3,
    "stick": 0.1,
    "spy": 0.2,
    "forgery": 0.4,
    "forgery in the room": 0.1,
    "right taken or given": 0.15,
    "revoked": 0.01,
    "released": 0.1,
    "rights looked at": 1.0,
    "laptop given back": 0.03,
}
"""How often per desk and day, besides the gestures and the one meeting that each day has."""
