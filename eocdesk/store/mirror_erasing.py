"""The second copies of what a hub had this desk give up: erased where they can be reached, spoken of until then."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from eocdesk.models import Refused, Unavailable, clock
from eocdesk.models.clock import Moment
from eocdesk.store import local, mirror
from eocdesk.store.keys import Key
from eocdesk.store.withdraw import PURGED

_ERASED = "mirrors erased"
LEFT = "What this desk had to give up may still lie in it: connect it once, and it is erased."


@dataclass(frozen=True, slots=True)
class Due:
    """Mirrors to be erased: of which devices, made before when."""

    devices: tuple[bytes, ...] = ()
    before: Moment = 0


def due(connection: Connection) -> Due:
    """What is still to be erased; nothing where no hub had this copy give up everything, or it is done."""
    purged = local.get(connection, PURGED)
    if purged is None or purged["at"] <= int(local.get(connection, _ERASED, 0)):
        return Due()
    return Due(tuple(bytes(one) for one in local.get(connection, "devices before", [])), int(purged["at"]))


def erase(target: Path, devices: Iterable[bytes], key: Key, before: Moment) -> int:
    """Delete the mirrors of these devices that were made before that moment; how many. Unavailable where they stay.

    One that does not open with this key is not of this desk's words.
    """
    gone = 0
    for device in devices:
        folder = mirror.folder_of(target, device)
        try:
            held, _ = mirror.read(folder, key)
        except Refused:
            continue
        if held.made <= before:
            try:
                shutil.rmtree(folder)
            except OSError as error:
                raise Unavailable(f"The second copy in {folder} is to be erased and cannot be ({error}).") from error
            gone += 1
    return gone


def erased(connection: Connection) -> None:
    """It is done."""
    local.put(connection, _ERASED, clock.now())
