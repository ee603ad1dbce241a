"""A moment after all that a desk wrote, and before whatever it writes next."""

from __future__ import annotations

from eocdesk.desk.desk import Desk
from eocdesk.models import clock


def between(desk: Desk) -> int:
    """Waits for the clock to move on by a millisecond."""
    last = desk.read_now(lambda connection: connection.exec_driver_sql("SELECT max(at) FROM change").scalar()) or 0
    moment = max(last, clock.now())
    while clock.now() <= moment:
        pass
    return int(moment)
